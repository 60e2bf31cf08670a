"""Work with systems, their safety and their data."""

from dataio.sample.content.shapes import Role, lines, paragraphs

SYSTEMS_AND_DATA: dict[str, Role] = {
    "platform": Role(
        titles={
            "Entry": ("Junior Systems Engineer",),
            "Mid": ("DevOps Engineer", "Site Reliability Engineer", "Platform Engineer"),
            "Senior": ("Senior Platform Engineer", "Senior Site Reliability Engineer"),
            "Lead": ("Staff Platform Engineer", "Infrastructure Lead"),
            "Executive": ("Chief Technology Officer",),
        },
        pay=68,
        openings=paragraphs("""
            You will look after the ground on which everything else stands: machines, networks, deployments and the
            graphs that tell us how they are. What runs on top is {product}.

            Our developers deploy some twenty times a day, and would like to keep not thinking about it. The platform
            team at {company} makes that possible with boring technology, good defaults and a short handbook.

            Last year we had four outages, and each has a public report of which we are strangely proud. We would like
            to write fewer of them, and are looking for somebody who finds that an attractive hobby.
        """),
        duties=lines("""
            Run our clusters and databases, and describe both as code
            Shorten the way from a merged change to production
            Define with the product teams what "up" means, and measure it
            Rehearse restoring backups until it is dull
            Lead reviews after incidents in which nobody is to blame
            Say no to a tool from time to time
        """),
        asks=lines("""
            Very good knowledge of Linux and networks
            Experience with infrastructure as code and with some kind of orchestration
            Enough programming to replace a repeated task by a program
            Calm under pressure, and a preference for preventing it
            Experience of being on call, and opinions on how to do it humanely
        """),
        pluses=lines("""
            PostgreSQL administration
            Bare metal, racks and the sound of a dying disk
            Cost control in public clouds
        """),
        skills=("Linux", "Kubernetes", "Terraform", "Observability"),
        more_skills=(
            "Ansible",
            "Prometheus",
            "Grafana",
            "AWS",
            "PostgreSQL",
            "Go",
            "Python",
            "CI/CD",
            "Networking",
        ),
        job_types=("Full-time", "Full-time", "Full-time", "Contract"),
    ),
    "security": Role(
        titles={
            "Entry": ("Junior Security Analyst",),
            "Mid": ("Security Engineer", "Application Security Engineer"),
            "Senior": ("Senior Security Engineer", "Senior Application Security Engineer"),
            "Lead": ("Security Lead", "Principal Security Engineer"),
            "Executive": ("Chief Information Security Officer",),
        },
        pay=72,
        openings=paragraphs("""
            You will keep safe what people entrust to us: {product}. That is partly cryptography and mostly
            conversation, and you should enjoy both.

            Security at {company} sits with the developers and not behind a gate. You will read their code, break it in
            a friendly manner and then help to put it together again.

            We want to make the safe way the easy way. The job is to find where that is not yet so, and to change it for
            good instead of writing another reminder.
        """),
        duties=lines("""
            Review designs and code while they can still be changed
            Test our services as an attacker would, with a plan and permission
            Answer reports from researchers quickly and gratefully
            Build guard rails into frameworks and pipelines
            Prepare for incidents, and practise with people who would rather not
            Explain risks in words that a board understands
        """),
        asks=lines("""
            Experience in application security, penetration testing or secure development
            A thorough understanding of the web, of authentication and of its many accidents
            The ability to read code in several languages
            Tact, because nobody likes to hear it
            A sense of proportion
        """),
        pluses=lines("""
            Applied cryptography or hardware tokens
            Experience with audits under ISO 27001 or PCI DSS
            Published advisories or talks
        """),
        skills=("Application security", "Threat modelling", "Python"),
        more_skills=(
            "Penetration testing",
            "Cryptography",
            "OAuth 2.0",
            "ISO 27001",
            "Incident response",
            "Go",
            "SIEM",
        ),
        job_types=("Full-time", "Full-time", "Full-time", "Contract"),
    ),
    "it_support": Role(
        titles={
            "Entry": ("IT Support Technician", "Help Desk Technician"),
            "Mid": ("IT Administrator", "Systems Administrator"),
            "Senior": ("Senior Systems Administrator", "Network Engineer"),
            "Lead": ("IT Operations Manager",),
        },
        pay=44,
        openings=paragraphs("""
            You will be the person who is glad that somebody asked. From a forgotten password to a switch in flames, IT
            support at {company} keeps {product} usable for everybody else.

            Our team looks after 900 devices, 40 printers (we are working on it) and a few machines that must never be
            restarted. You will learn which ones in your first week.

            Most people talk to IT on a bad day. We want them to leave with a solved problem and no feeling of having
            been silly.
        """),
        duties=lines("""
            Help colleagues in person, by telephone and by ticket
            Set up accounts and devices so that a first day starts on time
            Patch servers and workstations on a schedule that people know
            Automate what you have done three times
            Look after network, wireless and telephony
            Write short instructions with pictures
        """),
        asks=lines("""
            Experience in user support or system administration
            Good knowledge of Windows and of networks, and no fear of Linux
            Patience, and a sense for what the question behind the question is
            Care with confidential data
            Readiness for an occasional late shift
        """),
        pluses=lines("""
            PowerShell or Python
            Certificates such as CompTIA Network+ or CCNA
            Experience in a place that is open around the clock
        """),
        skills=("Windows", "Active Directory", "Troubleshooting"),
        more_skills=(
            "Networking",
            "PowerShell",
            "Linux",
            "Microsoft 365",
            "ITIL",
            "VMware",
            "Customer service",
        ),
        desk=False,
        hourly=True,
        job_types=("Full-time", "Full-time", "Part-time", "Temporary"),
    ),
    "data_engineer": Role(
        titles={
            "Entry": ("Junior Data Engineer",),
            "Mid": ("Data Engineer", "Analytics Engineer"),
            "Senior": ("Senior Data Engineer", "Senior Analytics Engineer"),
            "Lead": ("Lead Data Engineer", "Data Platform Architect"),
        },
        pay=65,
        openings=paragraphs("""
            You will build the pipelines behind {product}. Data reaches us from sensors, partners and a few spreadsheets
            with feelings; it should leave your hands correct, documented and on time.

            The data team at {company} serves analysts, scientists and one automated e-mail that everybody reads at
            breakfast. When it is late, they notice; when it is wrong, we notice first, and this is where you come in.

            We have plenty of data and not quite enough order. You would be the person who gives every table an owner, a
            test and a reason to exist.
        """),
        duties=lines("""
            Build and run pipelines that can be repeated without harm
            Model data so that two people asking the same question get the same answer
            Add tests and alerts where trust was lost in the past
            Move nightly jobs to streams where it pays, and only there
            Keep personal data out of places where it does not belong
            Help analysts to write queries that finish
        """),
        asks=lines("""
            Excellent SQL and good Python
            Experience with pipelines in production, including the bad nights
            An understanding of data modelling, and of time zones in particular
            A careful way with personal data
            The ability to explain a number and its limits
        """),
        pluses=lines("""
            dbt, Airflow or Dagster
            Streaming with Kafka or similar
            Geographic or time-series data
        """),
        skills=("SQL", "Python", "Data modelling", "ETL"),
        more_skills=(
            "dbt",
            "Airflow",
            "Kafka",
            "Spark",
            "PostgreSQL",
            "BigQuery",
            "Dagster",
            "TimescaleDB",
            "PostGIS",
        ),
        job_types=("Full-time", "Full-time", "Full-time", "Contract"),
    ),
    "data_analyst": Role(
        titles={
            "Internship": ("Data Analytics Intern",),
            "Entry": ("Junior Data Analyst",),
            "Mid": ("Data Analyst", "Business Intelligence Analyst", "Product Analyst"),
            "Senior": ("Senior Data Analyst", "Senior BI Analyst"),
            "Lead": ("Analytics Lead",),
        },
        pay=54,
        openings=paragraphs("""
            You will find out what our figures say, and what they do not. The subject is {product}, and the people who
            ask you will be friendly, impatient and sometimes surprised.

            Decisions at {company} are made by people who like evidence but have no time to dig for it. You will dig,
            and come back with one chart, two sentences and an honest footnote.

            Every Monday forty people open the same dashboard. Your first task is to find out which of its thirty charts
            they actually need; we suspect five.
        """),
        duties=lines("""
            Answer questions from all over the house, after asking what they are for
            Build dashboards that fit on one screen
            Design small experiments and evaluate them without wishful thinking
            Keep definitions in one place, and in agreement
            Find errors in the data before others do
            Teach colleagues enough SQL to be dangerous to your backlog
        """),
        asks=lines("""
            Strong SQL, and spreadsheets beyond the pivot table
            Basic statistics that you can explain to your neighbour
            A clear style in charts and in writing
            Interest in the business behind the table
            The habit of checking a result that looks too good
        """),
        pluses=lines("""
            Python or R
            Experience with Metabase, Power BI or Tableau
            Knowledge of our field, or the wish to spend a day in it
        """),
        skills=("SQL", "Data visualisation", "Excel"),
        more_skills=(
            "Python",
            "R",
            "Tableau",
            "Power BI",
            "Metabase",
            "Statistics",
            "A/B testing",
            "dbt",
            "Looker",
        ),
        job_types=("Full-time", "Full-time", "Full-time", "Part-time", "Temporary"),
    ),
    "data_scientist": Role(
        titles={
            "Internship": ("Research Intern, Machine Learning",),
            "Entry": ("Junior Data Scientist",),
            "Mid": ("Data Scientist", "Machine Learning Engineer"),
            "Senior": ("Senior Data Scientist", "Senior Machine Learning Engineer"),
            "Lead": ("Principal Data Scientist", "Head of Modelling"),
        },
        pay=68,
        openings=paragraphs("""
            You will develop the models behind {product}. They are small enough to be understood, and people act on
            what they say, so both of you have to be careful.

            At {company} a model is finished when somebody outside the team relies on it and knows when not to. You will
            spend as much time on data and evaluation as on architecture, and that is deliberate.

            We have years of carefully labelled data and a list of questions that nobody has had the time for. Bring
            method, scepticism and good handwriting for the whiteboard.
        """),
        duties=lines("""
            Turn an open question into something that can be measured
            Train, compare and discard models, and keep notes
            Quantify uncertainty, and show it
            Bring models into production together with the engineers
            Watch how they do over the seasons
            Explain results to people for whom they have consequences
        """),
        asks=lines("""
            A sound basis in statistics and machine learning, from wherever you have it
            Fluent Python with its scientific libraries
            Experience with messy, real data
            The discipline to keep test data out of training
            Clear language about what a model cannot do
        """),
        pluses=lines("""
            Image, audio or time-series models
            Bayesian methods
            Models on small devices
        """),
        skills=("Python", "Machine learning", "Statistics"),
        more_skills=(
            "PyTorch",
            "scikit-learn",
            "Pandas",
            "Computer vision",
            "Time series",
            "R",
            "SQL",
            "NLP",
            "MLOps",
        ),
        local_titles={"JP": "機械学習エンジニア"},
    ),
}
