"""Work with software."""

from dataio.sample.content.shapes import Role, lines, paragraphs

SOFTWARE: dict[str, Role] = {
    "backend": Role(
        titles={
            "Internship": ("Software Engineering Intern (Backend)",),
            "Entry": ("Junior Backend Developer", "Graduate Software Engineer"),
            "Mid": ("Backend Engineer", "Python Developer", "Software Engineer, APIs"),
            "Senior": ("Senior Backend Engineer", "Senior Python Engineer", "Senior Software Engineer"),
            "Lead": ("Lead Backend Engineer", "Staff Engineer", "Principal Software Engineer"),
            "Executive": ("Head of Engineering",),
        },
        pay=64,
        openings=paragraphs("""
            You will work on {product}. The code base is mostly Python, nine years old in its oldest corner and in good
            shape elsewhere; you will leave both a little better than you found them.

            We are looking for somebody who enjoys the invisible half of software: data models that still make sense in
            five years, queries that stay fast, and errors that say what went wrong. The thing itself is {product}.

            The backend team at {company} owns its services from the first sketch to the pager, which rings about once
            a month. Your first project will be an interface that other teams have been asking for, politely, since
            spring.
        """),
        duties=lines("""
            Design APIs that other people can use without asking you
            Model data in PostgreSQL and migrate it without downtime
            Write tests that fail for the right reason
            Review code with curiosity rather than red ink
            Take part in a calm on-call rota, paid and one week in six
            Measure first, then make the slow parts fast
            Retire an old service that nobody dares to touch
            Write down decisions, so that we need not make them twice
        """),
        asks=lines("""
            Solid experience with Python, or with another language and the wish to learn Python
            A good understanding of relational databases, including what happens under load
            A habit of testing what you build
            Clear writing, in code reviews and elsewhere
            Some idea of how your code behaves in production, and how you would find out
        """),
        pluses=lines("""
            Experience with Django or FastAPI at a certain size
            Work with message queues and everything that can go wrong there
            A contribution to an open-source project, however small
        """),
        skills=("Python", "PostgreSQL", "REST APIs", "Git"),
        more_skills=(
            "Django",
            "FastAPI",
            "Redis",
            "Celery",
            "Go",
            "Docker",
            "Kafka",
            "GraphQL",
            "Java",
            "RabbitMQ",
        ),
        job_types=("Full-time", "Full-time", "Full-time", "Full-time", "Contract", "Part-time"),
        local_titles={"BR": "Pessoa Desenvolvedora Backend", "KR": "백엔드 엔지니어"},
    ),
    "frontend": Role(
        titles={
            "Internship": ("Frontend Development Intern",),
            "Entry": ("Junior Frontend Developer", "Junior Web Developer"),
            "Mid": ("Frontend Engineer", "React Developer", "Web Developer"),
            "Senior": ("Senior Frontend Engineer", "Senior React Developer", "Senior UI Engineer"),
            "Lead": ("Lead Frontend Engineer", "Frontend Architect"),
        },
        pay=60,
        openings=paragraphs("""
            You will build what people see and touch of {product}. It has to work on a new laptop, on a cracked phone
            and with a screen reader, and on most days it does.

            Our interface has grown for six years, and it is time to give it a proper set of components. At {company}
            you will do that together with one designer, three developers and a list of complaints from real users.

            We like interfaces that are fast, plain and kind. If you have ever removed 200 kilobytes from a page and
            told your family about it, you will fit in here.
        """),
        duties=lines("""
            Build pages in React and TypeScript, from the sketch to the release
            Care for a component library that designers and developers both trust
            Make every flow usable by keyboard and screen reader
            Keep an eye on loading times, and win some of them back
            Watch people use what you have built, once a month
            Test what matters in a real browser
            Talk to the backend team before an API is finished, not after
        """),
        asks=lines("""
            Very good TypeScript, and CSS without fear
            Experience with React or a similar library
            Accessibility as a habit and not as a ticket at the end
            An eye for detail, and the sense to know when it is good enough
            Friendly persistence when a browser has its own opinion
        """),
        pluses=lines("""
            Experience with design tokens or a design system
            Playwright or a similar tool for end-to-end tests
            Some backend knowledge, enough to read along
        """),
        skills=("TypeScript", "React", "CSS", "HTML"),
        more_skills=(
            "Accessibility",
            "Vite",
            "Vue",
            "Playwright",
            "GraphQL",
            "Web performance",
            "Figma",
            "Next.js",
        ),
        job_types=("Full-time", "Full-time", "Full-time", "Contract", "Part-time"),
    ),
    "mobile": Role(
        titles={
            "Entry": ("Junior Mobile Developer", "Junior Android Developer"),
            "Mid": ("Android Engineer", "iOS Engineer", "Mobile Developer (Flutter)"),
            "Senior": ("Senior Android Engineer", "Senior iOS Engineer", "Senior Mobile Engineer"),
            "Lead": ("Mobile Lead", "Staff Mobile Engineer"),
        },
        pay=62,
        openings=paragraphs("""
            You will work on {product}. Most of our users hold it in one hand while the other one is busy, so large
            buttons and a small download are features here.

            Our app is used in basements, on ships and at the edge of the network. We are looking for somebody at
            {company} who sees a missing connection as the normal case and a fast one as a pleasant surprise.

            The mobile team releases every second Tuesday and has not worked a weekend since 2023. You would join a
            small group that shares one code base, one backlog and a drawer with thirty old phones.
        """),
        duties=lines("""
            Develop features for Android and iOS and see them through to the store
            Make synchronisation work after three days offline
            Keep the app small, and its start under two seconds
            Read crash reports, and reduce them
            Test on the old phones in the drawer, not only on the new one in your pocket
            Plan releases with support and translation
        """),
        asks=lines("""
            Experience with Kotlin, Swift or Flutter, and at least one app that people really use
            An understanding of local storage, background work and battery life
            Care for privacy and permissions
            Good judgement about when to go native
            Pleasure in explaining technical limits to people who have not asked for them
        """),
        pluses=lines("""
            Experience with payments or identity on phones
            Automated releases
            Knowledge of one more language that our users speak
        """),
        skills=("Kotlin", "Swift", "Mobile development"),
        more_skills=(
            "Flutter",
            "Android",
            "iOS",
            "SQLite",
            "Jetpack Compose",
            "SwiftUI",
            "Offline sync",
            "Fastlane",
        ),
        job_types=("Full-time", "Full-time", "Full-time", "Contract"),
        local_titles={"BR": "Pessoa Desenvolvedora Mobile", "KR": "모바일 개발자"},
    ),
    "embedded": Role(
        titles={
            "Internship": ("Embedded Systems Intern",),
            "Entry": ("Junior Firmware Engineer",),
            "Mid": ("Embedded Software Engineer", "Firmware Developer", "Control Systems Engineer"),
            "Senior": ("Senior Embedded Engineer", "Senior Firmware Engineer"),
            "Lead": ("Lead Embedded Engineer", "Firmware Architect"),
        },
        pay=66,
        openings=paragraphs("""
            You will write the firmware for {product}. Hardware is two doors down the corridor, so when the logic
            analyser disagrees with the data sheet you can walk over and ask.

            What we build has to run for years in places that nobody likes to visit twice. At {company} that means small
            code, watchdogs that bite, and updates that survive a power cut.

            We are looking for an engineer who likes both ends of the cable: registers and timing on one, a tidy
            protocol on the other. You will see your work move, hum or light up within the first month.
        """),
        duties=lines("""
            Write firmware in C, and increasingly in Rust
            Bring up new boards together with the electronics team
            Build a test bench that finds faults before the weather does
            Make remote updates safe, also when they are interrupted
            Reduce power consumption by measuring, not by hoping
            Travel to installations a few times a year, with good boots
        """),
        asks=lines("""
            Experience with microcontrollers and a real-time operating system
            Fluent C, with respect for what it lets you do
            Confidence with oscilloscope, logic analyser and soldering iron
            The patience to reproduce a fault that occurs every nine days
            Documentation that the next person can follow
        """),
        pluses=lines("""
            Rust on small targets
            Functional safety or motor control
            CAN, Modbus or Bluetooth Low Energy
        """),
        skills=("C", "Embedded systems", "RTOS"),
        more_skills=(
            "Rust",
            "C++",
            "CAN bus",
            "Modbus",
            "Bluetooth LE",
            "FreeRTOS",
            "Python",
            "Electronics",
            "ROS 2",
        ),
        local_titles={"JP": "組み込みソフトウェアエンジニア", "TW": "嵌入式軟體工程師"},
    ),
    "game": Role(
        titles={
            "Internship": ("Game Development Intern",),
            "Entry": ("Junior Gameplay Programmer", "Junior 2D Animator"),
            "Mid": ("Gameplay Programmer", "2D Animator", "Technical Artist"),
            "Senior": ("Senior Gameplay Programmer", "Senior Technical Artist"),
            "Lead": ("Lead Game Developer", "Art Director"),
        },
        pay=50,
        openings=paragraphs("""
            You will work on {product}. The prototype is playable and rather charming; now it needs somebody to make the
            second hour as good as the first.

            Our next project is {product}, and the team is complete but for you. At {company} ideas come from everybody,
            and the build that shipped on Friday decides whose idea it was.

            We make games for people who finish them on a Sunday with a blanket. For that we need craft, timing and the
            courage to throw away what is not fun.
        """),
        duties=lines("""
            Turn a sketch on a napkin into something that can be played by Thursday
            Polish movement, timing and the sound of a drawer
            Build tools that let writers and artists work without you
            Keep the frame rate steady on modest machines
            Take part in playtests and take notes rather than offence
            Help to decide what we leave out
        """),
        asks=lines("""
            A game, a mod or a reel that you can show and talk about
            Experience with Godot, Unity or your own engine
            A feeling for timing, and interest in the disciplines next to yours
            Joy in working with people who do something completely different
            Realistic estimates, revised early
        """),
        pluses=lines("""
            Shaders, rigging or procedural animation
            Console releases
            A well-founded opinion about inventory screens
        """),
        skills=("Game design", "Godot", "C#"),
        more_skills=(
            "Unity",
            "2D animation",
            "Shaders",
            "Blender",
            "Spine",
            "C++",
            "Level design",
            "Storyboarding",
        ),
        job_types=("Full-time", "Full-time", "Contract", "Temporary"),
        local_titles={"PL": "Programista / Programistka gier", "MX": "Desarrollo de videojuegos"},
    ),
    "qa": Role(
        titles={
            "Internship": ("QA Intern",),
            "Entry": ("Junior Tester", "QA Analyst"),
            "Mid": ("QA Engineer", "Test Automation Engineer"),
            "Senior": ("Senior QA Engineer", "Senior Test Engineer"),
            "Lead": ("QA Lead",),
        },
        pay=52,
        openings=paragraphs("""
            You will test {product}, with a keyboard, with scripts and with the imagination of somebody who has seen
            things. Our developers write their own tests; you find what they could not think of.

            We release often, and mostly well. To replace "mostly" by a better word, {company} is looking for a tester
            who automates the dull part and is thorough about the rest.

            Our best bug report last year was found by entering an emoji into a postcode field. If this made you want to
            try a flag, please read on.
        """),
        duties=lines("""
            Explore new features before they reach anybody outside
            Automate the tests that we would otherwise repeat
            Write bug reports that a developer can act on at once
            Keep the test suite quick and free of false alarms
            Ask in planning what happens when it does not work
            Visit users, and bring back the ways in which they really use it
        """),
        asks=lines("""
            Experience in testing web, mobile or embedded software
            Some programming, enough to maintain automated tests
            Precise and friendly written language
            Curiosity, and a suspicious mind in the service of good
            The confidence to say that it is not ready
        """),
        pluses=lines("""
            Playwright, Appium or pytest
            Accessibility testing with assistive technology
            Load testing
        """),
        skills=("Software testing", "Test automation", "Exploratory testing"),
        more_skills=(
            "Playwright",
            "pytest",
            "Appium",
            "Python",
            "Accessibility",
            "SQL",
            "Load testing",
            "Jira",
        ),
        local_titles={"JP": "QAエンジニア"},
    ),
}
