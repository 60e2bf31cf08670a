"""Work with guests, goods, ships and stages."""

from dataclasses import replace

from dataio.sample.content.shapes import Role, lines, paragraphs

PLACES: dict[str, Role] = {
    "guest": Role(
        titles={
            "Entry": ("Service Assistant", "Barista"),
            "Mid": ("Barista and Host", "Guest Services Agent"),
            "Senior": ("Senior Host",),
            "Lead": ("Shift Manager", "Service Manager"),
        },
        pay=32,
        openings=paragraphs("""
            You will be the first face that people see and the reason why they come back. At {company} that means good
            coffee, good memory and permission to put things right on the spot.

            Some of our guests come every day, and a few of them talk about nothing but their knees. You will know when
            to listen, when to joke and when to bring the bill.

            We serve at a pace that lets people finish their sentence. For that we have enough hands per shift, and one
            of them could be yours.
        """),
        duties=lines("""
            Welcome guests and look after them
            Make drinks, take orders and remember both
            Recommend what you would choose yourself
            Handle cash, bookings and small emergencies
            Keep the place inviting
            Train new colleagues, gently
        """),
        asks=lines("""
            Pleasure in looking after people
            Experience in service, or quick learning
            A clear head at half past twelve
            The local language and some English
            Readiness to work on some weekends
        """),
        pluses=lines("""
            Latte art that resembles something
            Knowledge of wine or cheese
            One more language
        """),
        skills=("Guest service", "Cash handling", "Teamwork"),
        more_skills=(
            "Barista skills",
            "Menu advice",
            "Reservations",
            "English",
            "French",
            "Upselling",
            "Food safety",
        ),
        desk=False,
        hourly=True,
        job_types=("Full-time", "Part-time", "Part-time", "Temporary"),
    ),
    "logistics": Role(
        titles={
            "Entry": ("Warehouse Assistant", "Dispatcher"),
            "Mid": ("Logistics Coordinator", "Supply Planner"),
            "Senior": ("Senior Logistics Planner", "Purchasing Specialist"),
            "Lead": ("Warehouse Manager", "Head of Logistics"),
        },
        pay=42,
        openings=paragraphs("""
            You will make sure that the right thing is in the right place, on the right day and in one piece. It sounds
            simple, and at {company} it is a team of twelve with good radios.

            Something is always late somewhere. We need people who have a second plan ready and tell the customer before
            she has to ask.

            Our warehouse was planned by those who work in it: short ways, light crates, real windows. You would help us
            with the next step, which is to know what is in it at any time.
        """),
        duties=lines("""
            Plan routes, stock and shifts for the week
            Receive, store and dispatch goods without surprises
            Talk to carriers, customs and customers
            Keep stock figures that match the shelves
            Improve packaging and ways, a little every month
            Keep everyone safe around forklifts and deadlines
        """),
        asks=lines("""
            Experience in a warehouse, in dispatch or in planning
            An overview when three telephones ring
            Confidence with spreadsheets or a stock system
            Reliability in shifts
            A fair way with drivers and colleagues
        """),
        pluses=lines("""
            A forklift or cargo-bike licence
            Knowledge of customs rules
            Experience with cold chains
        """),
        skills=("Logistics", "Inventory management", "Planning"),
        more_skills=(
            "Forklift licence",
            "Customs",
            "Route planning",
            "SAP",
            "Excel",
            "Cold chain",
            "Purchasing",
            "WMS",
        ),
        desk=False,
        hourly=True,
        job_types=("Full-time", "Full-time", "Part-time", "Temporary"),
        local_titles={"KR": "물류 코디네이터"},
    ),
    "crew": Role(
        titles={
            "Entry": ("On-board Steward", "Junior Crew Member"),
            "Mid": ("Crew Member, Night Service", "On-board Host"),
            "Senior": ("Senior Crew Member",),
            "Lead": ("Crew Manager",),
        },
        pay=42,
        openings=paragraphs("""
            You will work where others only travel. The crew of {company} is a mixture of old hands and newcomers who
            look after each other, and after whoever has lost a shoe.

            The timetable is tight, the views are free. We are looking for people who stay friendly at five in the
            morning and serious when it matters.

            Safety comes first, and coffee a close second. You will be trained properly before your first trip, and
            afterwards never be alone with a problem.
        """),
        duties=lines("""
            Prepare departures, and carry out the checks that must not be skipped
            Look after passengers, cargo or lines
            React calmly in emergencies, and practise them
            Handle equipment with care, in all weathers
            Report faults so that they are repaired before the next trip
            Pass on what you know
        """),
        asks=lines("""
            Experience on board, in service or in outdoor work
            Medical fitness for the job, which we arrange to have checked
            Good English and the language of the route
            Willingness to work nights and weekends, with real rest afterwards
            A sense of responsibility
        """),
        pluses=lines("""
            A boat licence or railway training
            First aid
            More languages
        """),
        skills=("Safety procedures", "Teamwork", "First aid"),
        more_skills=(
            "Navigation",
            "Passenger service",
            "Radio operation",
            "Mooring",
            "Languages",
            "Seamanship",
        ),
        desk=False,
        hourly=True,
        job_types=("Full-time", "Full-time", "Part-time", "Temporary"),
    ),
    "museum": Role(
        titles={
            "Internship": ("Curatorial Intern",),
            "Entry": ("Gallery Attendant", "Junior Museum Educator"),
            "Mid": ("Museum Educator", "Collections Manager", "Exhibition Designer"),
            "Senior": ("Senior Curator", "Conservator"),
            "Lead": ("Head of Exhibitions", "Head of Visitor Programmes"),
        },
        pay=42,
        openings=paragraphs("""
            You will open up our collection to people who did not know that they were interested. Visitors to {company}
            may ask anything, and most of them do.

            Behind every case stands a story, a form and a humidity sensor. You will look after all three, in a team
            that can get excited about a label.

            The next exhibition opens in ten months and has a title, half a concept and a giant empty room. We are
            looking for somebody who finds this inviting.
        """),
        duties=lines("""
            Develop tours and workshops for all ages
            Look after objects, loans and their papers
            Write texts for walls, audio guides and small children
            Plan exhibitions with designers and the workshop
            Make visits accessible, and test this with those who know
            Be there when the doors open
        """),
        asks=lines("""
            Training or experience in museums, education or conservation
            Joy in explaining, and in being corrected by a nine-year-old
            Careful work with unique things
            Organisational talent
            Readiness to work on some weekends
        """),
        pluses=lines("""
            Experience with touring exhibitions
            Audio description or sign language
            Knowledge of collection software
        """),
        skills=("Museum education", "Collections care", "Public speaking"),
        more_skills=(
            "Exhibition design",
            "Conservation",
            "Storytelling",
            "Archiving",
            "Accessibility",
            "Grant writing",
        ),
        desk=False,
        volunteers=True,
        hourly=True,
        job_types=("Full-time", "Part-time", "Part-time", "Temporary"),
    ),
    "events": Role(
        titles={
            "Internship": ("Events Intern",),
            "Entry": ("Event Assistant", "Stagehand"),
            "Mid": ("Event Manager", "Stage Technician", "Lighting Technician"),
            "Senior": ("Senior Event Manager", "Tour Manager"),
            "Lead": ("Technical Director", "Head of Events"),
        },
        pay=42,
        openings=paragraphs("""
            You will make evenings happen: the light, the chairs, the permit for the elephant (a puppet). At {company}
            no two are alike, and all of them start at eight.

            Our season is full, our budget is not, and our team is inventive. We need somebody who keeps lists, keeps
            calm and knows where the gaffer tape is.

            You will plan on Monday and carry cables on Friday, with colleagues who do the same. Afterwards we eat
            together, whatever time it is.
        """),
        duties=lines("""
            Plan events from the first idea to the last van
            Rig, light and run shows
            Arrange permits, insurance and a place for the audience to sit
            Look after artists, volunteers and neighbours
            Watch over safety and budget
            Take everything down again, in the right order
        """),
        asks=lines("""
            Experience with events, stage or touring
            Practical sense and good planning
            Composure at ten to eight
            Willingness to work evenings, and to be away in summer
            The local language, and English for guests
        """),
        pluses=lines("""
            A lorry licence
            Lighting or sound consoles
            Rigging certificates
        """),
        skills=("Event planning", "Stage technology", "Coordination"),
        more_skills=(
            "Lighting",
            "Sound",
            "Rigging",
            "Budgeting",
            "Permits",
            "Volunteer management",
            "Driving licence",
        ),
        desk=False,
        volunteers=True,
        hourly=True,
        job_types=("Full-time", "Temporary", "Temporary", "Contract"),
        local_titles={"FR": "Régie et technique"},
    ),
}

# The same work under other names, where a house calls it so.
PLACES |= {
    "deck": replace(
        PLACES["crew"],
        titles={
            "Entry": ("Deckhand",),
            "Mid": ("Boat Operator", "Able Seafarer"),
            "Senior": ("Second Officer", "Senior Boat Operator"),
            "Lead": ("Skipper",),
        },
        local_titles={"DK": "Skibsassistent"},
    ),
}
