"""Work with customers, colleagues and figures."""

from dataclasses import replace

from dataio.sample.content.shapes import Role, lines, paragraphs

BUSINESS: dict[str, Role] = {
    "support": Role(
        titles={
            "Entry": ("Customer Support Agent", "Customer Care Representative"),
            "Mid": ("Customer Support Specialist", "Support Engineer"),
            "Senior": ("Senior Support Engineer", "Customer Success Manager"),
            "Lead": ("Support Team Lead", "Head of Customer Support"),
        },
        pay=38,
        openings=paragraphs("""
            You will answer the people who use {product}. They write at all times of day, in all moods, and they are
            nearly always right about what is wrong, if not about why.

            Support at {company} is where we learn what to build next. You will solve problems, spot patterns and have a
            fixed seat in the weekly planning.

            No scripts, no timers, no "your call is important to us". We measure whether the problem was solved and
            whether you would like to be answered that way.
        """),
        duties=lines("""
            Answer questions by e-mail, chat and telephone
            Track down faults together with developers
            Keep the help pages so good that your inbox shrinks
            Report every week what annoyed people most
            Help new customers to settle in
            Stay human on the third repeat of the same question
        """),
        asks=lines("""
            Experience in contact with customers, in whatever trade
            Clear and warm written language
            Calm when others are not
            Some technical curiosity
            Readiness for shifts between seven and nineteen
        """),
        pluses=lines("""
            Another language, signed or spoken
            Basic SQL
            Experience with a help-desk system
        """),
        skills=("Customer service", "Written communication", "Problem solving"),
        more_skills=("Zendesk", "SQL", "Technical support", "French", "Spanish", "Documentation", "CRM"),
        hourly=True,
        job_types=("Full-time", "Full-time", "Part-time", "Temporary"),
    ),
    "sales": Role(
        titles={
            "Entry": ("Sales Assistant", "Sales Development Representative"),
            "Mid": ("Account Manager", "Sales Representative"),
            "Senior": ("Senior Account Manager", "Key Account Manager"),
            "Lead": ("Head of Sales", "Sales Team Lead"),
        },
        pay=52,
        openings=paragraphs("""
            You will advise people who are thinking about working with {company}, including those to whom we would say
            no. Most conversations are about {product}.

            Our best sales people listen for forty minutes and talk for five. Customers stay with us for nine years on
            average, so it is worth getting the beginning right.

            There is no commission here but a good salary and a shared bonus, because we found that this makes for
            better advice. We still keep score, mostly by how many customers recommend us.
        """),
        duties=lines("""
            Visit customers and understand what they need
            Prepare offers that contain what was agreed, and nothing else
            Represent us at two or three fairs a year
            Stay in touch after the signature
            Bring what you hear back to those who build it
            Keep the records so that a colleague can take over any day
        """),
        asks=lines("""
            Experience in sales or consulting, or in the trade that we sell to
            Honesty, also when it costs a deal
            Confident figures and clear offers
            Pleasure in travelling, mostly by train
            The local language, and good English
        """),
        pluses=lines("""
            A network in our field
            Experience with tenders
            Another language
        """),
        skills=("Sales", "Negotiation", "CRM"),
        more_skills=(
            "Account management",
            "Presentation",
            "Tendering",
            "HubSpot",
            "Consulting",
            "German",
            "Forecasting",
        ),
        job_types=("Full-time", "Full-time", "Full-time", "Part-time"),
    ),
    "marketing": Role(
        titles={
            "Internship": ("Communications Intern",),
            "Entry": ("Marketing Assistant", "Junior Community Manager"),
            "Mid": ("Marketing Manager", "Community Manager"),
            "Senior": ("Senior Marketing Manager", "Senior Communications Manager"),
            "Lead": ("Head of Communications", "Head of Marketing"),
        },
        pay=50,
        openings=paragraphs("""
            You will tell people about {company}: those who do not know us yet, and those who think that they do. The
            stories are there; they need somebody who recognises them.

            We do not shout, we do not track, and we have never used the word "disrupt". What is left is good photos,
            true sentences and a newsletter that people forward to their mothers.

            You will look after website, newsletter, press and everything with our name on it. What it is all about is
            {product}, and there is more to say about that than you would think.
        """),
        duties=lines("""
            Plan campaigns with a small budget and a long breath
            Write for web, newsletter and press
            Talk with our community, online and at the counter
            Find out what works, with modest figures and honest questions
            Work with photographers, illustrators and translators
            Win supporters, sponsors or subscribers, and keep them
        """),
        asks=lines("""
            Experience in communications, marketing or fundraising
            A sure hand with words and a good eye for pictures
            Organisation, since eleven things happen at once
            Interest in what we do that goes beyond the posting
            Fluency in the language of the place, and good English
        """),
        pluses=lines("""
            Video or photography
            Experience with grant applications
            Basic web analytics without cookies
        """),
        skills=("Copywriting", "Content marketing", "Social media"),
        more_skills=(
            "Newsletter",
            "Fundraising",
            "Press relations",
            "SEO",
            "Photography",
            "Canva",
            "Event planning",
        ),
        job_types=("Full-time", "Full-time", "Part-time", "Part-time", "Temporary"),
    ),
    "people": Role(
        titles={
            "Entry": ("HR Assistant", "Recruiting Coordinator"),
            "Mid": ("HR Generalist", "Recruiter", "People Partner"),
            "Senior": ("Senior HR Business Partner", "Senior Recruiter"),
            "Lead": ("Head of People",),
        },
        pay=52,
        openings=paragraphs("""
            You will look after the people who work at {company}, from the first e-mail to the farewell party. We answer
            every application, so the first of these is a real job.

            Our colleagues have children, parents, degrees in progress and now and then a band. You make working hours,
            contracts and leave fit around that, fairly and in writing.

            Human resources is a small team with an open door and a lockable cabinet. You should be good at both talking
            and keeping quiet.
        """),
        duties=lines("""
            Find and interview people, together with the teams that they will join
            Prepare contracts, payroll data and rotas
            Make sure that a first week is worth remembering
            Advise on conflicts before they become cases
            Plan training with those who want it
            Keep our pay bands fair, and explain them
        """),
        asks=lines("""
            Experience in human resources or recruiting
            Sound knowledge of local labour law
            Discretion, warmth and a straight back
            Accuracy with dates and figures
            Awareness of bias, beginning with your own
        """),
        pluses=lines("""
            Experience with shift work
            Mediation or coaching
            An HR system that you would recommend
        """),
        skills=("Recruiting", "Labour law", "Onboarding"),
        more_skills=(
            "Payroll",
            "Interviewing",
            "Coaching",
            "Shift planning",
            "Personio",
            "Employer branding",
            "Mediation",
        ),
        job_types=("Full-time", "Full-time", "Part-time"),
    ),
    "accountant": Role(
        titles={
            "Entry": ("Accounting Clerk", "Junior Accountant"),
            "Mid": ("Accountant", "Payroll Specialist"),
            "Senior": ("Senior Accountant", "Financial Controller"),
            "Lead": ("Finance Manager", "Head of Finance"),
            "Executive": ("Chief Financial Officer",),
        },
        pay=52,
        openings=paragraphs("""
            You will keep the books of {company}, and with them our sleep. Month-end takes four days at present; with
            you it might be three.

            Our figures are public to everybody who works here, so they have to be right and they have to be
            understandable. You will explain the annual accounts over lunch, and people will come.

            We are looking for somebody who likes it when columns add up and is interested in why they did not. The
            finance team is small, friendly and done with paper since last summer.
        """),
        duties=lines("""
            Book invoices, payments and the odd mystery
            Close the month and prepare the annual accounts
            Look after payroll, tax returns and deadlines
            Plan cash and tell us early what we can afford
            Improve how things are done, one form at a time
            Be the person whom the auditor likes
        """),
        asks=lines("""
            Training in accounting, or several years of doing it
            Good knowledge of local tax and reporting rules
            Spreadsheets that others can follow
            Reliability with dates
            The patience to explain a receipt
        """),
        pluses=lines("""
            Experience with a change of accounting system
            Grants, cooperatives or international payments
            Basic SQL
        """),
        skills=("Accounting", "Excel", "Financial reporting"),
        more_skills=("Payroll", "Tax", "SAP", "Xero", "DATEV", "QuickBooks", "Budgeting", "Auditing", "IFRS"),
        job_types=("Full-time", "Full-time", "Part-time", "Temporary"),
    ),
    "legal": Role(
        titles={
            "Internship": ("Legal Trainee",),
            "Entry": ("Paralegal", "Junior Legal Counsel"),
            "Mid": ("Legal Counsel", "Compliance Officer", "Privacy Counsel"),
            "Senior": ("Senior Legal Counsel", "Senior Compliance Manager"),
            "Lead": ("General Counsel",),
        },
        pay=70,
        openings=paragraphs("""
            You will advise {company} on contracts, privacy and everything that has a paragraph. The subject is
            {product}, and the question is usually how, rather than whether.

            Our lawyers sit among the others and are asked early, which makes for fewer emergencies and better lunches.
            You should be able to say what the law means in one sentence before you add the footnotes.

            Rules about our field change every quarter. We need somebody who reads them with interest, separates the
            important from the loud, and turns both into things that people can do.
        """),
        duties=lines("""
            Draft and negotiate contracts in plain language
            Advise product teams on privacy and consumer law
            Follow new regulation and say what it means for us
            Train colleagues, with examples from real life
            Work with authorities and outside counsel
            Reduce a 40-page template to the eleven that matter
        """),
        asks=lines("""
            A law degree or paralegal qualification of the country of this post
            Experience in contract, privacy or regulatory law
            Plain language, spoken and written
            A practical mind
            Confidence to advise against something, and to find another way
        """),
        pluses=lines("""
            Experience in insurance, identity or consumer services
            An understanding of how software is made
            A second legal system or language
        """),
        skills=("Contract law", "Privacy law", "Legal drafting"),
        more_skills=(
            "GDPR",
            "Compliance",
            "Negotiation",
            "Insurance law",
            "Consumer law",
            "eIDAS",
            "Plain language",
        ),
        job_types=("Full-time", "Full-time", "Part-time"),
    ),
}

# The same work under other names, where a house calls it so.
BUSINESS |= {
    "fundraising": replace(
        BUSINESS["marketing"],
        titles={
            "Internship": ("Fundraising Intern",),
            "Entry": ("Fundraising Assistant",),
            "Mid": ("Fundraising Officer", "Communications Officer"),
            "Senior": ("Senior Fundraising Manager",),
            "Lead": ("Head of Fundraising",),
        },
        skills=("Fundraising", "Copywriting", "Donor relations"),
        more_skills=(
            "Grant writing",
            "Newsletter",
            "Press relations",
            "Social media",
            "Event planning",
            "CRM",
        ),
    ),
}
