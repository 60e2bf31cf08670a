"""Work with products, plans, words and pictures."""

from dataclasses import replace

from dataio.sample.content.shapes import Role, lines, paragraphs

PRODUCTS_AND_WORDS: dict[str, Role] = {
    "product": Role(
        titles={
            "Entry": ("Associate Product Manager",),
            "Mid": ("Product Manager", "Product Owner"),
            "Senior": ("Senior Product Manager",),
            "Lead": ("Group Product Manager", "Head of Product"),
            "Executive": ("Chief Product Officer",),
        },
        pay=68,
        openings=paragraphs("""
            You will be responsible for {product}: what comes next, what has to wait, and why. You will have a team,
            a budget and the telephone numbers of forty users who like to talk.

            A product manager at {company} spends one day a week with users, one with data and three with the team. If
            you would rather spend five with slides, we are not for each other.

            We have more good ideas than people. You help us to choose, explain the choice to those whose idea has to
            wait, and check half a year later whether we were right.
        """),
        duties=lines("""
            Talk to users every week, and take somebody along
            Turn problems into small steps that can be shipped
            Decide with design and engineering what is worth building
            Define how we will know that it worked
            Say what we will not do, early and kindly
            Write release notes that people read
        """),
        asks=lines("""
            Experience in product management, or in a neighbouring craft with product work in it
            The ability to listen to what is not said
            Confidence with data, and humility about it
            Excellent writing
            Decisions, and the grace to reverse them
        """),
        pluses=lines("""
            Experience in our field
            A technical or a design background
            Products that had to work without a network
        """),
        skills=("Product management", "User research", "Roadmapping"),
        more_skills=(
            "Prioritisation",
            "SQL",
            "Analytics",
            "Stakeholder management",
            "Figma",
            "Scrum",
            "Pricing",
        ),
        job_types=("Full-time", "Full-time", "Full-time", "Part-time"),
    ),
    "ux": Role(
        titles={
            "Internship": ("UX Design Intern",),
            "Entry": ("Junior UX Designer", "Junior Product Designer"),
            "Mid": ("UX Designer", "Product Designer"),
            "Senior": ("Senior UX Designer", "Senior Product Designer"),
            "Lead": ("Design Lead", "Head of Design"),
        },
        pay=56,
        openings=paragraphs("""
            You will design {product}, from the first conversation to the last pixel, and again after the first test. We
            value a clear sentence as highly as a beautiful screen.

            Design at {company} begins where the users are, which may be noisy, wet or upside down. You will visit them,
            sketch with them and come back with fewer certainties than you took along.

            We are looking for a designer who can do research, structure and form, and likes one of the three best. Tell
            us which; we will arrange the rest around you.
        """),
        duties=lines("""
            Plan interviews and tests, and carry them out
            Design flows, screens and the words on them
            Try ideas on paper before they become expensive
            Work with developers until it feels as it was meant to
            Look after the design system
            Design for people who see, hear or move differently
        """),
        asks=lines("""
            A portfolio that shows how you think, and not only how it ended
            Experience in interaction or visual design
            Figma or something like it
            Good knowledge of accessibility
            The ability to give and take criticism over coffee
        """),
        pluses=lines("""
            Illustration, motion or type
            HTML and CSS
            Experience with signage, exhibitions or physical products
        """),
        skills=("Figma", "User research", "Interaction design"),
        more_skills=(
            "Prototyping",
            "Accessibility",
            "Design systems",
            "Illustration",
            "Typography",
            "HTML",
            "UX writing",
        ),
        job_types=("Full-time", "Full-time", "Full-time", "Contract", "Part-time"),
        local_titles={"JP": "UXデザイナー"},
    ),
    "writer": Role(
        titles={
            "Entry": ("Junior Technical Writer",),
            "Mid": ("Technical Writer", "Content Designer"),
            "Senior": ("Senior Technical Writer", "Senior Content Designer"),
            "Lead": ("Documentation Lead",),
        },
        pay=50,
        openings=paragraphs("""
            You will write about {product}: guides, labels, error messages and the occasional letter. Good writing here
            is writing that nobody notices because they have already found what they need.

            Texts at {company} have been written by everybody, and it shows in a lovable way. You will give them one
            voice without taking away the love.

            We believe that half of all support requests are missing sentences. Help us to find them and to put them
            where people look.
        """),
        duties=lines("""
            Write and edit texts that are short, correct and kind
            Interview people who know too much, and leave with what matters
            Look after a style guide that fits on two pages
            Structure what has grown over the years
            Prepare texts for translation
            Read what users write to us, and answer with better texts
        """),
        asks=lines("""
            Excellent written English, and respect for other languages
            Samples of texts that explain something difficult
            A feeling for structure
            The courage to delete
            Curiosity about technical or scholarly matters
        """),
        pluses=lines("""
            Markdown, Git and docs as code
            Experience with museums, publishing or software documentation
            Another language of ours
        """),
        skills=("Writing", "Editing", "Information architecture"),
        more_skills=(
            "Markdown",
            "Git",
            "Style guides",
            "Research",
            "Proofreading",
            "Content strategy",
            "DITA",
            "SEO",
        ),
        job_types=("Full-time", "Full-time", "Part-time", "Contract"),
    ),
    "project": Role(
        titles={
            "Entry": ("Project Assistant", "Junior Project Coordinator"),
            "Mid": ("Project Manager", "Project Coordinator"),
            "Senior": ("Senior Project Manager",),
            "Lead": ("Programme Manager", "Head of Project Delivery"),
        },
        pay=58,
        openings=paragraphs("""
            You will see to it that plans at {company} survive contact with reality. The next one concerns {product},
            involves five teams and has a date that we believe in.

            Projects of ours fail rarely and late ones are announced early. That is because somebody keeps the list,
            asks the awkward question and brings cake to the milestone. We are looking for one more such person.

            The work is half planning and half people. You will know what is happening without asking for a report, and
            others will know it because you have told them.
        """),
        duties=lines("""
            Plan projects with those who will do the work
            Keep schedule, budget and risks in one place that everybody can see
            Coordinate suppliers, partners and permits
            Notice trouble early, and say so
            Run meetings that end before they should
            Hold a review afterwards, with conclusions that are kept
        """),
        asks=lines("""
            Experience in leading projects with several parties
            Good figures, good notes and good nerves
            The ability to negotiate without winning
            Confidence in written and spoken English
            Willingness to travel now and then
        """),
        pluses=lines("""
            A certificate such as PRINCE2, PMP or IPMA
            Technical training in our field
            Experience with public funding
        """),
        skills=("Project management", "Planning", "Stakeholder management"),
        more_skills=(
            "Budgeting",
            "Risk management",
            "Scrum",
            "MS Project",
            "Negotiation",
            "Procurement",
            "PRINCE2",
        ),
        job_types=("Full-time", "Full-time", "Full-time", "Contract", "Temporary"),
        local_titles={"TW": "專案經理"},
    ),
    "translator": Role(
        titles={
            "Internship": ("Translation Intern",),
            "Entry": ("Junior Translator",),
            "Mid": ("Translator", "Translator, French and English", "Translator, Italian and German"),
            "Senior": ("Senior Translator", "Reviser"),
            "Lead": ("Head of Translation",),
        },
        pay=46,
        openings=paragraphs("""
            You will translate texts that matter to those who read them, with the time that this takes. A second pair of
            eyes reads everything at {company}, and yours will be that pair for others.

            Machines have made the easy sentences cheap and left us the interesting ones. You will work on the latter,
            in a team that argues about commas with real affection.

            We are looking for somebody at home in at least two languages and a little homesick in both. Specialist
            knowledge can be learned with us; an ear cannot.
        """),
        duties=lines("""
            Translate and revise, alone and in pairs
            Look after terminology and style guides
            Check machine drafts without being lulled by them
            Ask authors what they meant, and sometimes tell them
            Take part in choosing what we translate next
            Train colleagues who are new to a field
        """),
        asks=lines("""
            A degree in translation, or a body of work that makes up for it
            An outstanding command of your target language
            Experience with a translation environment
            Thorough research
            Punctuality, with a sense for when to ask for a day more
        """),
        pluses=lines("""
            Legal, medical or literary experience
            A language with fewer than a million speakers
            Subtitling or audio description
        """),
        skills=("Translation", "Proofreading", "Terminology"),
        more_skills=(
            "French",
            "English",
            "Italian",
            "Swedish",
            "Czech",
            "Trados",
            "Localisation",
            "Subtitling",
            "Editing",
        ),
        job_types=("Full-time", "Part-time", "Part-time", "Contract"),
    ),
}

# The same work under other names, where a house calls it so.
PRODUCTS_AND_WORDS |= {
    "graphic": replace(
        PRODUCTS_AND_WORDS["ux"],
        titles={
            "Internship": ("Graphic Design Intern",),
            "Entry": ("Junior Graphic Designer",),
            "Mid": ("Graphic Designer", "Book Designer"),
            "Senior": ("Senior Graphic Designer",),
            "Lead": ("Art Director",),
        },
        skills=("Graphic design", "Typography", "Illustration"),
        more_skills=(
            "InDesign",
            "Figma",
            "Print production",
            "Accessibility",
            "Photo editing",
            "Calligraphy",
        ),
        local_titles={"CZ": "Grafik / Grafička"},
    ),
    "editor": replace(
        PRODUCTS_AND_WORDS["writer"],
        titles={
            "Internship": ("Editorial Intern",),
            "Entry": ("Junior Editor",),
            "Mid": ("Editor", "Content Editor"),
            "Senior": ("Senior Editor",),
            "Lead": ("Editor-in-Chief",),
        },
        skills=("Editing", "Writing", "Proofreading"),
        more_skills=(
            "Research",
            "Style guides",
            "Fact checking",
            "Copyright",
            "Content strategy",
            "Typography",
        ),
    ),
    "producer": replace(
        PRODUCTS_AND_WORDS["project"],
        titles={
            "Internship": ("Production Intern",),
            "Entry": ("Production Assistant",),
            "Mid": ("Producer", "Production Coordinator"),
            "Senior": ("Senior Producer",),
            "Lead": ("Head of Production",),
        },
        local_titles={"MX": "Producción"},
    ),
}
