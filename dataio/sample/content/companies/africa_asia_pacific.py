"""Invented employers in Africa, Asia and the Pacific."""

from dataio.sample.content.shapes import Company, lines, paragraphs

AFRICA_ASIA_PACIFIC = (
    Company(
        name="月あかりロボティクス",
        called="Tsukiakari",
        slug="tsukiakari",
        tags=("robotics", "healthcare"),
        about=paragraphs("""
            Tsukiakari makes robots for care homes: one carries laundry, one reminds people to drink, and one simply
            listens. Care workers design them together with us, because they know best what should be left to humans.

            Our robots walk the corridors at night so that the night shift can sit down for a minute. Tsukiakari is a
            team of 85 from fourteen countries; meetings are held in Japanese or English, and notes are kept in both.
        """),
        product="a quiet robot that finds its way through a dark corridor full of slippers",
        places=(("東京", "JP"), ("大阪", "JP")),
        perks=lines("""
            support with visa, flat and paperwork
            language lessons during working hours
            flexible hours without a core time
            two paid days a year to help in a care home
            a yearly budget for conferences
        """),
        roles=("embedded", "data_scientist", "qa", "ux"),
    ),
    Company(
        name="Baobab Ledger",
        called="Baobab Ledger",
        slug="baobab-ledger",
        tags=("fintech", "agriculture"),
        about=paragraphs("""
            Baobab Ledger is bookkeeping for farmers' cooperatives: what was delivered, what was paid, what is still
            owed. It runs on any phone, in nine languages, and offline for days when it has to.

            When members can read their own accounts, they argue less and invest more; we have watched it happen in 640
            cooperatives. Baobab Ledger is 45 people, most of whom grew up next to a field.
        """),
        product="a bookkeeping app that works offline for days and never loses a sack of coffee",
        places=(("Nairobi", "KE"), ("Kisumu", "KE")),
        perks=lines("""
            medical cover for you and your dependants
            a learning budget of one salary a year
            data bundles and a good laptop
            a yearly visit to the cooperatives
            shares in the company
        """),
        roles=("mobile", "backend", "accountant", "support", "product"),
        remote_area="Africa",
    ),
    Company(
        name="Umlambo Water Trust",
        called="Umlambo",
        slug="umlambo",
        tags=("non-profit", "water"),
        about=paragraphs("""
            Umlambo measures the rivers of the Cape: 300 small sensors, two labs and several hundred schoolchildren with
            test tubes. When the water turns bad, the people downstream know within the hour.

            Clean water is a matter of data and of patience. Umlambo brings together hydrologists, software people and
            the residents who first noticed that something smelled odd.
        """),
        product="the river map that tells a valley whether it may drink today",
        places=(("Cape Town", "ZA"), ("Gqeberha", "ZA")),
        perks=lines("""
            medical aid contribution
            field days with proper boots
            flexible hours
            study leave
            quarterly open evenings with the communities
        """),
        roles=("lab", "data_scientist", "project", "fundraising"),
        volunteers=True,
    ),
    Company(
        name="Nilgiri Byte School",
        called="Nilgiri Byte",
        slug="nilgiri-byte",
        tags=("education",),
        about=paragraphs("""
            Nilgiri Byte teaches programming to people who were told that it is not for them: mothers returning to work,
            bus conductors, one retired judge. Eight in ten have a job in the field within a year.

            A course at Nilgiri Byte costs nothing until you earn, and we say no to students for whom it would not pay.
            Our teachers have shipped software themselves, and most of our software was started by students.
        """),
        product="a learning platform on which a mistake is the beginning of a conversation",
        places=(("Bengaluru", "IN"), ("Pune", "IN"), ("Coimbatore", "IN")),
        perks=lines("""
            health insurance including parents
            a sabbatical after four years
            child care at the Bengaluru campus
            two paid teaching exchanges a year
            lunch cooked on site
        """),
        roles=("teacher", "frontend", "product", "marketing"),
        remote_area="India",
    ),
    Company(
        name="Neemleaf Diagnostics",
        called="Neemleaf",
        slug="neemleaf",
        tags=("healthcare", "science"),
        about=paragraphs("""
            Neemleaf makes a blood test that a village health worker can do on a kitchen table, with the result in
            twelve minutes. It costs less than the bus ride to the nearest hospital.

            Between a drop of blood and a diagnosis there is chemistry, optics and a good deal of software. Neemleaf
            does all three under one roof, with 210 people and one very spoiled office dog.
        """),
        product="the image analysis that reads a drop of blood as a specialist would",
        places=(("Hyderabad", "IN"), ("Pune", "IN")),
        perks=lines("""
            family health insurance
            26 weeks of maternity and 12 of paternity leave
            support for publications and patents
            a shuttle from the metro
            a library with a reading hour
        """),
        roles=("lab", "data_scientist", "backend", "product"),
    ),
    Company(
        name="Wattlebird Learning",
        called="Wattlebird",
        slug="wattlebird",
        tags=("education", "edtech"),
        about=paragraphs("""
            Wattlebird makes reading practice for children in remote schools, with stories from their own region and
            voices that they recognise. Teachers see who is stuck before the child does.

            A third of our team has taught in a classroom, and it is they who have the last word. Wattlebird is used in
            1,100 schools, some of which receive their updates by light aircraft.
        """),
        product="a reading app that children ask to use",
        places=(("Melbourne", "AU"), ("Darwin", "AU")),
        perks=lines("""
            school holidays off, if you need them
            a visit to a remote school each year
            16 weeks of parental leave
            extra superannuation
            an office garden with actual wattlebirds
        """),
        roles=("product", "ux", "teacher", "frontend"),
        remote_area="Australia",
    ),
    Company(
        name="Kōwhai Lane Orchards",
        called="Kōwhai Lane",
        slug="kowhai-lane",
        tags=("agriculture", "cooperative"),
        about=paragraphs("""
            Kōwhai Lane is a cooperative of fourteen family orchards. We grow apples, pears and a hairy little fruit
            that the world cannot get enough of, and we ship it without a gram of plastic.

            Harvest at Kōwhai Lane is ten loud, sunny, sticky weeks. The rest of the year is pruning, planning and
            repairing what harvest broke, in the company of people who know a great deal about trees.
        """),
        product="the packing house and everything that leaves it",
        places=(("Nelson", "NZ"), ("Motueka", "NZ")),
        perks=lines("""
            accommodation for seasonal staff at cost
            a hot lunch in harvest time
            driving and first-aid courses paid
            fruit, obviously
            every second Friday off in winter
        """),
        roles=("orchard", "logistics", "accountant", "project"),
    ),
    Company(
        name="하늘담 택배",
        called="Haneuldam",
        slug="haneuldam",
        tags=("logistics",),
        about=paragraphs("""
            Haneuldam delivers parcels by electric three-wheelers through streets where vans get stuck. Couriers are
            employees with contracts, breaks and a say in how the routes are planned.

            Each night Haneuldam sorts 120,000 parcels in a hall the size of a football field; each morning 900 couriers
            set out. Between the two are forty engineers and a great deal of coffee.
        """),
        product="route planning that asks the courier before it surprises her",
        places=(("서울", "KR"), ("부산", "KR")),
        perks=lines("""
            comprehensive health check-ups
            meals on site at every shift
            education grants for children
            flexible start between seven and eleven
            a refresh leave every three years
        """),
        roles=("backend", "logistics", "data_engineer", "mobile"),
    ),
    Company(
        name="Kopi Transit Labs",
        called="Kopi Transit",
        slug="kopi-transit",
        tags=("mobility", "data"),
        about=paragraphs("""
            Kopi Transit predicts how full the next bus will be, and tells those who wait whether the one after it is
            worth it. Three cities use our figures, and so do about a million impatient people.

            We named Kopi Transit after the drink that kept its first version alive. We are 52 people who publish our
            error rates, and take the bus.
        """),
        product="an app that knows how full the next bus is",
        places=(("Singapore", "SG"),),
        perks=lines("""
            a free travel pass
            18 weeks of parental leave
            medical and dental cover
            a learning budget
            unlimited kopi, within medical reason
        """),
        roles=("data_scientist", "mobile", "product", "platform"),
        remote_area="Asia-Pacific",
    ),
    Company(
        name="海燕島風電",
        called="Haiyan Island Wind",
        slug="haiyan-island-wind",
        tags=("energy", "climate"),
        about=paragraphs("""
            Haiyan Island Wind plans and looks after wind farms in the strait. Our service boats leave at four in the
            morning; our engineers on land read every vibration that the turbines report.

            Seventy-two turbines, one control room and a shared belief that maintenance is the most underrated of the
            arts: this is Haiyan Island Wind. Working languages are Mandarin and English.
        """),
        product="the monitoring of seventy-two turbines at sea",
        places=(("台北", "TW"), ("台中", "TW")),
        perks=lines("""
            sea allowance and safety training
            labour and health insurance above the legal minimum
            year-end bonus
            transfers from the high-speed railway
            a language course of your choice
        """),
        roles=("electrician", "embedded", "project", "data_analyst"),
    ),
    Company(
        name="Rainpebble Studio",
        called="Rainpebble",
        slug="rainpebble",
        tags=("design", "agency"),
        about=paragraphs("""
            Rainpebble designs websites and signs for places that people get lost in: hospitals, harbours, universities.
            We test everything with people who are in a hurry, and with people who cannot see it.

            We are sixteen people and take on eight projects a year. Rainpebble turns down work that would make
            somebody's life harder, and has slept well so far.
        """),
        product="signs and websites that get a visitor to the right door",
        places=(("Wellington", "NZ"), ("Ōtautahi Christchurch", "NZ")),
        perks=lines("""
            a four-day week at full pay
            te reo Māori lessons
            a studio with skylights and a record player
            a good chair, fitted to you
            carer's leave without a form
        """),
        roles=("ux", "frontend", "writer", "project"),
        remote_area="New Zealand",
    ),
)
