"""Work with hands, tools and living things."""

from dataclasses import replace

from dataio.sample.content.shapes import Role, lines, paragraphs

CRAFTS: dict[str, Role] = {
    "electrician": Role(
        titles={
            "Internship": ("Apprentice Electrician",),
            "Entry": ("Electrician's Mate", "Junior Service Technician"),
            "Mid": ("Electrician", "Service Technician", "Field Technician, Electrical"),
            "Senior": ("Senior Electrician", "Senior Service Technician"),
            "Lead": ("Site Supervisor", "Maintenance Manager"),
        },
        pay=44,
        openings=paragraphs("""
            You will install, connect and maintain things that have to work in any weather. At {company} you work in a
            pair that stays together, with a van that you set up as you like.

            What is broken should not be thrown away, and what is new should be easy to repair. If you agree, and can
            read a circuit diagram upside down, we would like to meet you.

            The work takes you to places with a view. It also takes you there in November, for which we provide good
            clothing, hot soup and a plan that allows for weather.
        """),
        duties=lines("""
            Install and commission electrical systems by the book
            Find faults with method, and sometimes by ear
            Carry out maintenance, and record what you saw
            Explain to customers what you have done
            Guide apprentices, and let them hold the meter
            Say stop when something is not safe, and be thanked for it
        """),
        asks=lines("""
            A completed apprenticeship in an electrical trade, or an equal qualification
            Knowledge of the local regulations
            A driving licence, and no fear of ladders
            Accuracy and respect for high voltage
            A friendly manner at other people's front doors
        """),
        pluses=lines("""
            Experience with photovoltaics, batteries or wind turbines
            Work at height or at sea
            PLC programming
        """),
        skills=("Electrical installation", "Fault finding", "Safety regulations"),
        more_skills=(
            "Photovoltaics",
            "Battery storage",
            "PLC",
            "Maintenance",
            "Working at height",
            "Driving licence",
        ),
        desk=False,
        hourly=True,
        job_types=("Full-time", "Full-time", "Full-time", "Part-time", "Temporary"),
        local_titles={"DE": "Elektroniker/in", "AT": "Elektrotechniker/in", "TW": "電氣技術員"},
    ),
    "bike": Role(
        titles={
            "Internship": ("Workshop Apprentice",),
            "Entry": ("Workshop Assistant", "Junior Bicycle Mechanic"),
            "Mid": ("Bicycle Mechanic", "Repair Technician"),
            "Senior": ("Senior Bicycle Mechanic", "Frame Builder"),
            "Lead": ("Workshop Manager",),
        },
        pay=36,
        openings=paragraphs("""
            You will repair what people depend on to get to work, to school and back from the pub. The workshop at
            {company} is heated, tidy and equipped with stands at a height that your back will like.

            Every repair here is explained, and those who want may watch or help. So we need somebody who is good with
            a torque wrench and with people, and who never makes a face at a squeaky chain.

            We keep spare parts for everything that we have ever sold, and for a good deal that others have. You will
            find what is wrong, fix it, and tell us how to build it better.
        """),
        duties=lines("""
            Inspect, repair and tune, from flat tyre to electric drive
            Estimate costs honestly before you begin
            Build up new machines and test-ride them
            Keep the parts store in order
            Show customers how to do it themselves
            Report weak points to development
        """),
        asks=lines("""
            Training as a mechanic, or years of well-founded tinkering
            Clean and safe work
            Friendly advice without jargon
            Basic knowledge of electric drives, or the wish to acquire it
            Readiness to work on some Saturdays
        """),
        pluses=lines("""
            Welding or wheel building
            Diagnosis of motors and batteries
            Experience as a courier
        """),
        skills=("Bicycle repair", "Diagnostics", "Customer service"),
        more_skills=("Wheel building", "Welding", "E-bike systems", "Stock keeping", "Soldering", "Teaching"),
        desk=False,
        volunteers=True,
        hourly=True,
        job_types=("Full-time", "Full-time", "Part-time", "Part-time"),
    ),
    "carpenter": Role(
        titles={
            "Internship": ("Apprentice Cabinet Maker",),
            "Entry": ("Junior Carpenter",),
            "Mid": ("Carpenter", "Cabinet Maker", "Set Builder"),
            "Senior": ("Senior Cabinet Maker", "Senior Set Builder"),
            "Lead": ("Workshop Foreperson",),
        },
        pay=40,
        openings=paragraphs("""
            You will build things of wood that are used hard and looked at closely. The workshop at {company} smells as
            it should, has daylight, and lends you its machines after hours.

            Drawings come from designers two benches away, who are grateful to hear that it cannot be glued like that.
            You will make prototypes, small series and once in a while something that has never existed.

            We still cut some joints by hand, because they last longer, and mill others by computer, because we are not
            in a museum. You should be curious about both.
        """),
        duties=lines("""
            Build, assemble and finish, from a drawing or from a conversation
            Set up machines and keep them sharp
            Develop prototypes with designers
            Choose timber, and waste little of it
            Repair what comes back after twenty years
            Train apprentices
        """),
        asks=lines("""
            A completed training as carpenter or cabinet maker
            Safe work with machines and with your back
            Precision where it counts
            The ability to read drawings and to improve them
            Calm in the week before a deadline
        """),
        pluses=lines("""
            CNC milling
            Upholstery, veneer or metalwork
            Experience on tour or on a building site
        """),
        skills=("Woodworking", "Technical drawing", "Joinery"),
        more_skills=(
            "CNC",
            "Surface finishing",
            "AutoCAD",
            "Rigging",
            "Upholstery",
            "Restoration",
            "Metalwork",
        ),
        desk=False,
        hourly=True,
        job_types=("Full-time", "Full-time", "Temporary", "Contract"),
        local_titles={"FR": "Menuisier / Menuisière", "SE": "Snickare"},
    ),
    "kitchen": Role(
        titles={
            "Internship": ("Apprentice Cook",),
            "Entry": ("Kitchen Assistant", "Junior Cook"),
            "Mid": ("Cook", "Cook, Vegetarian Kitchen"),
            "Senior": ("Sous Chef",),
            "Lead": ("Head Chef", "Kitchen Manager"),
        },
        pay=35,
        openings=paragraphs("""
            You will cook or bake from scratch, with ingredients that have names and a team that has manners. At
            {company} nobody throws pans, and the music is decided by vote.

            Our kitchen starts early and stops on time. What you make in the morning is eaten at noon, and by two
            o'clock you know what people thought of it.

            We teach what can be taught: lamination, sauces, ordering, the temper of the old oven. You bring hands,
            taste and the ability to say "behind you" in time.
        """),
        duties=lines("""
            Prepare, cook and bake for people who look forward to it
            Write menus with what the season and the cool room offer
            Keep to hygiene rules when nobody is watching
            Order with care, and throw away little
            Consider allergies as seriously as the guests do
            Leave the station as you would like to find it
        """),
        asks=lines("""
            Training as a cook, baker or pastry chef, or experience that amounts to it
            Speed without panic
            Knowledge of food safety
            Team spirit, also before sunrise
            Joy in eating
        """),
        pluses=lines("""
            Sourdough, pastry or preserving
            Vegan cooking that convinces others
            Experience with menus for children or older people
        """),
        skills=("Cooking", "Food safety", "Menu planning"),
        more_skills=(
            "Baking",
            "Pastry",
            "Sourdough",
            "Stock control",
            "Vegan cuisine",
            "HACCP",
            "Butchery",
            "Dietetics",
        ),
        desk=False,
        hourly=True,
        job_types=("Full-time", "Full-time", "Part-time", "Temporary"),
        local_titles={"FR": "Cuisinier / Cuisinière", "AT": "Koch / Köchin", "DE": "Koch / Köchin"},
    ),
    "gardener": Role(
        titles={
            "Internship": ("Apprentice Gardener",),
            "Entry": ("Garden Assistant",),
            "Mid": ("Gardener", "Gardener and Caretaker"),
            "Senior": ("Senior Gardener",),
            "Lead": ("Head Gardener",),
        },
        pay=34,
        openings=paragraphs("""
            You will work with living things, outdoors, in most weathers. What grows at {company} needs a calm hand, a
            sharp knife and somebody who notices when a leaf looks odd.

            Our season has a rhythm: plant, tend, harvest, mend. We are looking for people who like at least three of
            these four, and can laugh about the rain.

            You will be shown everything, from pruning to the moods of the tractor. After a year you will show it to
            others, which is how most of us learned it.
        """),
        duties=lines("""
            Plant, tend and harvest by hand and by machine
            Recognise pests and diseases early
            Look after paths, tools and irrigation
            Work in teams that are mixed in every way
            Keep simple records of what was done where
            Help visitors, volunteers or residents to join in
        """),
        asks=lines("""
            Experience in gardening or farming, or a good reason to begin
            Physical fitness within reason, we adapt tasks
            Reliability at seven in the morning
            Care with machines and chemicals, of which we use few
            A friendly way with people of all ages
        """),
        pluses=lines("""
            A tractor or boat licence
            Tree pruning or grafting
            Knowledge of organic methods
        """),
        skills=("Horticulture", "Plant care", "Machinery operation"),
        more_skills=(
            "Pruning",
            "Irrigation",
            "Organic farming",
            "Tractor driving",
            "Harvesting",
            "Composting",
        ),
        desk=False,
        volunteers=True,
        hourly=True,
        job_types=("Full-time", "Part-time", "Temporary", "Temporary"),
    ),
    "animals": Role(
        titles={
            "Internship": ("Animal Care Trainee",),
            "Entry": ("Animal Care Assistant", "Kennel Hand"),
            "Mid": ("Animal Carer", "Veterinary Nurse", "Adoption Adviser"),
            "Senior": ("Senior Veterinary Nurse", "Behaviourist"),
            "Lead": ("Shelter Manager",),
        },
        pay=34,
        openings=paragraphs("""
            You will look after animals who have had a difficult start, and find them people who are up to it. Both
            halves of the job at {company} take patience and treats.

            Every morning begins with breakfast for 140, of whom none says thank you. By noon somebody has learned to
            walk on a lead, and in the afternoon one of them goes home.

            We are looking for somebody who loves animals and can also cope with humans. The former need you to be
            consistent, the latter need you to be kind.
        """),
        duties=lines("""
            Feed, clean, walk and observe
            Give medication, and support our vets
            Train animals with rewards
            Advise families honestly, and visit them later
            Guide volunteers
            Write descriptions that are true and still help
        """),
        asks=lines("""
            Experience in animal care, on a farm or in a practice
            Physical and emotional stamina
            A calm voice
            Willingness to work on weekends and holidays in turn
            No serious allergies, for your own sake
        """),
        pluses=lines("""
            Training as a veterinary nurse
            Experience with frightened dogs
            Confidence around alpacas
        """),
        skills=("Animal care", "Animal behaviour", "Communication"),
        more_skills=(
            "Veterinary nursing",
            "Dog training",
            "Driving licence",
            "Record keeping",
            "Volunteer management",
        ),
        desk=False,
        volunteers=True,
        hourly=True,
        job_types=("Full-time", "Part-time", "Part-time", "Temporary"),
    ),
}

# The same work under other names, where a house calls it so.
CRAFTS |= {
    "bakery": replace(
        CRAFTS["kitchen"],
        titles={
            "Internship": ("Apprentice Baker",),
            "Entry": ("Junior Baker", "Bakery Assistant"),
            "Mid": ("Baker", "Pastry Chef"),
            "Senior": ("Senior Baker", "Senior Pastry Chef"),
            "Lead": ("Head Baker",),
        },
        skills=("Baking", "Food safety", "Sourdough"),
        more_skills=("Pastry", "Lamination", "Stock control", "Shift work", "HACCP", "Customer service"),
        local_titles={"PT": "Padeiro / Padeira"},
    ),
    "orchard": replace(
        CRAFTS["gardener"],
        titles={
            "Entry": ("Harvest Worker", "Orchard Assistant"),
            "Mid": ("Orchard Worker", "Fruit Grower"),
            "Senior": ("Senior Fruit Grower",),
            "Lead": ("Orchard Manager",),
        },
        volunteers=False,
    ),
    "cultivation": replace(
        CRAFTS["gardener"],
        titles={
            "Entry": ("Sea Farm Assistant",),
            "Mid": ("Cultivation Technician", "Sea Farmer"),
            "Senior": ("Cultivation Specialist",),
            "Lead": ("Site Manager, Cultivation",),
        },
        skills=("Aquaculture", "Plant care", "Machinery operation"),
        more_skills=(
            "Harvesting",
            "Mooring",
            "Boat licence",
            "Record keeping",
            "Rope work",
            "Organic farming",
        ),
        volunteers=False,
    ),
}
