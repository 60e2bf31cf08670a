"""The employers of the sample. All of them are invented, and so is everything they say of themselves."""

from dataio.sample.content.shapes import Company, lines, paragraphs

COMPANIES = (
    Company(
        name="Quillbramble Software",
        called="Quillbramble",
        slug="quillbramble",
        tags=("libraries", "public sector"),
        about=paragraphs("""
            Quillbramble writes the software behind four hundred public libraries: catalogue, lending, reservations and
            the self-service machine that thanks you in eleven languages. We have been profitable since our second year
            and have never sold a reader's data, which we consider the bare minimum.

            Every weekday some ninety thousand people borrow something through Quillbramble. Most of it is books, but
            also ukuleles, sewing machines and, in one brave town, a telescope. We are 60 people who think that
            libraries deserve good software.
        """),
        product="the catalogue and lending system that four hundred libraries run on",
        places=(("Edinburgh", "GB"), ("Leeds", "GB")),
        perks=lines("""
            a four-day week of 32 hours
            30 days off plus the local holidays
            a book budget that nobody audits
            a pension to which we add 8%
            an office with a very quiet room
        """),
        roles=("backend", "frontend", "qa", "support", "writer", "product"),
        remote_area="United Kingdom",
    ),
    Company(
        name="Nordlykkja Energi",
        called="Nordlykkja",
        slug="nordlykkja",
        tags=("climate", "energy"),
        about=paragraphs("""
            Nordlykkja builds and runs small tidal turbines in the fjords of the west coast. Twenty-six of them are in
            the water today; together they power a ferry line, three villages and a cheese factory.

            The tide comes twice a day, whatever the weather forecast says. At Nordlykkja we turn that reliability into
            electricity for places at the far end of the grid, and we look after every machine that we sink.
        """),
        product="the control system that keeps our turbines turning, and safe, in a storm",
        places=(("Bergen", "NO"), ("Ålesund", "NO")),
        perks=lines("""
            boat transfers paid as working time
            a warm canteen with a view of the fjord
            five weeks of holiday
            courses in sea safety at our expense
            flexible hours around the tides
        """),
        roles=("embedded", "electrician", "data_engineer", "project"),
    ),
    Company(
        name="Sonnwendtal Solar",
        called="Sonnwendtal",
        slug="sonnwendtal-solar",
        tags=("climate", "solar"),
        about=paragraphs("""
            We put solar panels on roofs where others gave up: barns, half-timbered houses, a former monastery. In 2025
            Sonnwendtal finished its two-thousandth installation, on a brewery, and yes, there was a small party.

            Sonnwendtal belongs to the 140 people who work here. We plan, install and maintain solar power for homes
            and small businesses, and we only sell what we would put on our own roofs.
        """),
        product="the planning tool that turns a photo of a roof into an honest offer",
        places=(("Freiburg im Breisgau", "DE"), ("Graz", "AT")),
        perks=lines("""
            a share in the cooperative after one year
            tools and work clothes of your choice
            a company bicycle, also for the family
            a paid training week each winter
            no work on roofs above 33 degrees
        """),
        roles=("electrician", "sales", "backend", "project", "people"),
    ),
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
        name="Jabutipé Pagamentos",
        called="Jabutipé",
        slug="jabutipe",
        tags=("payments", "fintech"),
        about=paragraphs("""
            Jabutipé brings card and instant payments to street markets, food carts and hairdressers. A seller needs an
            old phone and four minutes; the fee is the same for everybody and fits on a sticker.

            More than 70,000 market sellers in Brazil are paid through Jabutipé, from coconut water at the beach to a
            gentleman who repairs accordions. We win when they understand every line of their statement.
        """),
        product="a payment app that works on old phones and with one bar of signal",
        places=(("São Paulo", "BR"), ("Florianópolis", "BR")),
        perks=lines("""
            health and dental plan for the whole family
            meal allowance without small print
            six months of parental leave for every parent
            a home-office allowance
            English or Spanish lessons
        """),
        roles=("backend", "mobile", "data_analyst", "security", "support"),
        remote_area="Brazil",
    ),
    Company(
        name="Żółta Latarka Games",
        called="Żółta Latarka",
        slug="zolta-latarka",
        tags=("games",),
        about=paragraphs("""
            Żółta Latarka makes cosy detective games in which nobody dies and the cat always knows more than you. Our
            last one was translated into nineteen languages, and players sent us more than 800 drawings of the cat.

            We are a studio of 34 people without a crunch: the last time somebody stayed after seven, it was for the
            karaoke. Żółta Latarka pays out a third of each game's profit to the people who made it.
        """),
        product="a hand-drawn detective game set on a night train",
        places=(("Kraków", "PL"), ("Gdańsk", "PL")),
        perks=lines("""
            a share of each game's profit
            no overtime, in writing
            a library of board games, some of them complete
            private health care
            Fridays for your own prototypes, once a month
        """),
        roles=("game", "qa", "ux", "marketing"),
        remote_area="Poland",
    ),
    Company(
        name="Gletscherfink Versicherungen",
        called="Gletscherfink",
        slug="gletscherfink",
        tags=("insurance",),
        about=paragraphs("""
            Gletscherfink insures what stands above two thousand metres: huts, cable cars, goats. We know our customers
            by name and our avalanche statistics by heart.

            When a hut warden reports storm damage to Gletscherfink, she talks to one person from the first call to the
            payment. Making that possible takes careful software, careful figures and 190 rather cheerful colleagues.
        """),
        product="the claims system that hut wardens can use with gloves on",
        places=(("Zürich", "CH"), ("Bern", "CH"), ("Chur", "CH")),
        perks=lines("""
            a railway season ticket
            workloads from 60 to 100 percent, also for leads
            25 to 30 days of holiday
            a yearly team outing with a moderate number of metres uphill
            an above-average pension fund
        """),
        roles=("backend", "data_analyst", "accountant", "legal", "product"),
    ),
    Company(
        name="Marrowfen Community Health",
        called="Marrowfen",
        slug="marrowfen",
        tags=("healthcare",),
        about=paragraphs("""
            Marrowfen runs nine community clinics and a mobile one, which is a converted library bus. We look after
            people where they live, and we measure ourselves by how rarely they have to go to hospital.

            At Marrowfen nurses, therapists and social workers share a kitchen and a rota, and it shows: fewer forms are
            filled in twice, and patients tell their story once. We are a charity with 420 staff.
        """),
        product="the appointment and care records of nine community clinics",
        places=(("Bristol", "GB"), ("Cardiff", "GB")),
        perks=lines("""
            a rota that is fixed six weeks ahead
            paid time for further training
            27 days of leave, rising with service
            free parking and a decent bike shed
            a colleague to call when a day was hard
        """),
        roles=("nurse", "physio", "data_analyst", "people"),
    ),
    Company(
        name="Lanternfield Medical Center",
        called="Lanternfield",
        slug="lanternfield",
        tags=("healthcare",),
        about=paragraphs("""
            Lanternfield is a 240-bed teaching hospital that serves six rural counties. People drive two hours to reach
            us, so we take parking, pancakes and pain management equally seriously.

            For 90 years Lanternfield has been where this part of the state is born and patched up. We are independent,
            non-profit and in the middle of rebuilding the emergency department around those who work in it.
        """),
        product="the network and systems of a hospital that never closes",
        places=(("Duluth, MN", "US"), ("Minneapolis, MN", "US")),
        perks=lines("""
            self-scheduling with a union-agreed minimum of rest
            tuition paid for the next degree
            child care next door, open from 5:30 am
            relocation support
            retirement plan with a 5% match
        """),
        roles=("nurse", "physio", "it_support", "lab", "accountant"),
    ),
    Company(
        name="Otterbeck Nachttreinen",
        called="Otterbeck",
        slug="otterbeck",
        tags=("travel", "rail"),
        about=paragraphs("""
            Otterbeck runs night trains from the Low Countries to the Alps and the Baltic. You fall asleep after a
            stroopwafel and wake up to mountains; everything in between is our job.

            We started Otterbeck with eleven second-hand sleeping cars and a spreadsheet. Today it is 38 cars, four
            lines, and a spreadsheet that we are replacing with something better.
        """),
        product="the booking system that knows which bunk has the good window",
        places=(("Utrecht", "NL"), ("Gent", "BE")),
        perks=lines("""
            free travel on our trains, with a guest
            rest days that stay rest days
            a pension from the first month
            language courses
            a uniform designed by people who have worn one
        """),
        roles=("crew", "backend", "support", "marketing", "electrician"),
    ),
    Company(
        name="Pão de Estrelas",
        called="Pão de Estrelas",
        slug="pao-de-estrelas",
        tags=("food",),
        about=paragraphs("""
            Pão de Estrelas bakes in seven neighbourhood shops, at night and by hand. Our corn bread has a waiting list,
            our custard tarts have a rival across the street, and we would not want it any other way.

            Everything at Pão de Estrelas is made within two kilometres of where it is eaten. We pay above the
            collective agreement, close on Mondays and give what is left over to the shelter around the corner.
        """),
        product="the ordering list of seven bakeries",
        places=(("Porto", "PT"), ("Lisboa", "PT")),
        perks=lines("""
            Mondays off, always
            breakfast and a loaf to take home
            fourteen monthly salaries
            a masterclass with a guest baker each quarter
            shifts planned a month ahead
        """),
        roles=("kitchen", "guest", "marketing", "logistics"),
    ),
    Company(
        name="Larkspur & Rye",
        called="Larkspur & Rye",
        slug="larkspur-and-rye",
        tags=("food", "worker-owned"),
        about=paragraphs("""
            Larkspur & Rye is a worker-owned bakery and café with two ovens, one espresso machine and strong opinions on
            rye. After twelve months you can become an owner too, for the price of a used bicycle.

            We bake for the neighbourhood and for eleven schools. At Larkspur & Rye everyone learns every station, tips
            are shared evenly, and the music is chosen by whoever does the dishes.
        """),
        product="two shops and the lunch of eleven schools",
        places=(("Portland, OR", "US"),),
        perks=lines("""
            health insurance from 24 hours a week
            tips shared evenly
            a path to ownership after a year
            two days off in a row
            all the day-old bread you can carry
        """),
        roles=("kitchen", "guest", "accountant"),
    ),
    Company(
        name="Klingelbein Lastenräder",
        called="Klingelbein",
        slug="klingelbein",
        tags=("mobility", "bikes"),
        about=paragraphs("""
            Klingelbein builds cargo bikes that carry three children, a week's shopping or one double bass. We weld,
            paint and test them in an old tram depot, and repair each one for as long as there is a frame.

            Parcel couriers ride a Klingelbein forty kilometres a day, so whatever can break, they find it. Our workshop
            and our developers share one hall and one coffee machine, which saves a lot of e-mail.
        """),
        product="the electronics and the fleet app of a cargo bike that couriers trust",
        places=(("Leipzig", "DE"), ("Amsterdam", "NL")),
        perks=lines("""
            a cargo bike on permanent loan
            a workshop that is yours after hours
            30 days of holiday
            profit sharing
            a four-day week, if you like
        """),
        roles=("bike", "embedded", "sales", "logistics", "frontend"),
        volunteers=True,
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
        roles=("lab", "data_scientist", "project", "marketing"),
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
        roles=("lab", "data_scientist", "backend", "nurse"),
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
        roles=("gardener", "logistics", "accountant", "project"),
    ),
    Company(
        name="Tamarack Loon Outfitters",
        called="Tamarack Loon",
        slug="tamarack-loon",
        tags=("retail", "outdoors"),
        about=paragraphs("""
            Tamarack Loon sells canoes, tents and rain jackets, and repairs them for life. Our catalogue tells you when
            not to buy something, which our accountant has learned to love.

            What began as a canoe shed is now an online shop with a workshop of eighteen sewing machines. At Tamarack
            Loon everyone, from finance to front end, answers customer letters one day a month.
        """),
        product="an online shop that gives honest advice about canoes",
        places=(("Thunder Bay, ON", "CA"), ("Montréal, QC", "CA")),
        perks=lines("""
            gear to borrow, including the good canoe
            four weeks of vacation from the first year
            extended health and dental
            a paid day outdoors every quarter
            retirement savings matched to 5%
        """),
        roles=("frontend", "logistics", "support", "marketing"),
        remote_area="Canada",
    ),
    Company(
        name="Érable & Virgule",
        called="Érable & Virgule",
        slug="erable-virgule",
        tags=("languages",),
        about=paragraphs("""
            Érable & Virgule translates what must not be misunderstood: medicine leaflets, court letters, assembly
            instructions. Machines draft, people decide, and a second person always checks.

            We are 70 linguists and a dozen developers who sit in the middle of them. Érable & Virgule works in 31
            languages, six of them Indigenous, and pays speakers of small languages the same as all others.
        """),
        product="the editor in which our translators argue with the machine, and win",
        places=(("Québec, QC", "CA"), ("Montréal, QC", "CA")),
        perks=lines("""
            a 35-hour week
            dictionaries, also the expensive ones
            group insurance from the first day
            paid membership in your professional association
            summer hours from June to August
        """),
        roles=("translator", "data_scientist", "writer", "project"),
        remote_area="Canada",
    ),
    Company(
        name="Ajolote Animación",
        called="Ajolote",
        slug="ajolote",
        tags=("film", "creative"),
        about=paragraphs("""
            Ajolote makes animated films and games about creatures that regrow what they lose. Our second series is on
            air in twelve countries, and our first is still quoted by children whom we have never met.

            We draw by hand, animate by computer and discuss everything over chilaquiles. Ajolote is a studio of 58 that
            pays interns, credits everybody and delivers on time, in that order.
        """),
        product="a game in which a salamander rebuilds a city",
        places=(("Ciudad de México", "MX"), ("Guadalajara", "MX")),
        perks=lines("""
            major medical insurance
            30 days of year-end bonus
            a screening room with Friday films
            hybrid work, with three days where you like
            your name in the credits, always
        """),
        roles=("game", "ux", "project", "marketing"),
    ),
    Company(
        name="Cenote Cloud",
        called="Cenote",
        slug="cenote-cloud",
        tags=("cloud", "infrastructure"),
        about=paragraphs("""
            Cenote runs small data centres that are cooled with ground water, which goes back clean and barely warmer.
            Our customers are universities, clinics and companies that like to know where their data sleeps.

            Cenote is hosting without surprises: one price list, real people on the phone, and a public log of every
            outage with what we learned from it. There are 24 of us, spread over five time zones.
        """),
        product="the control plane of a small and stubbornly reliable cloud",
        places=(("Mérida", "MX"),),
        perks=lines("""
            a paid on-call week with a day off after it
            hardware of your choice
            a yearly meeting near water
            private medical insurance
            20 days of holiday and a quiet last week of December
        """),
        roles=("platform", "security", "support", "sales"),
        remote_area="Americas",
    ),
    Company(
        name="Halvmånens Möbler",
        called="Halvmånen",
        slug="halvmanen",
        tags=("furniture", "manufacturing"),
        about=paragraphs("""
            Halvmånen makes furniture that moves house with you: shelves that grow, tables that fold, a bed that fits
            into a lift. It is built from birch and ash, with screws that you can undo without swearing.

            Our chairs come back to us after twenty years, for a new seat, and leave for another twenty. Halvmånen is a
            workshop of 90 people which happens to have a very good online configurator.
        """),
        product="the configurator in which a wardrobe is planned to the millimetre",
        places=(("Göteborg", "SE"), ("Malmö", "SE")),
        perks=lines("""
            six weeks of holiday
            a wellness allowance
            parental leave topped up to 90%
            staff prices on everything, including mistakes
            fika, non-negotiable
        """),
        roles=("carpenter", "ux", "logistics", "sales"),
    ),
    Company(
        name="Pikkusiili",
        called="Pikkusiili",
        slug="pikkusiili",
        tags=("children", "culture"),
        about=paragraphs("""
            Pikkusiili is a children's museum in which everything may be touched, and an app that continues the visit at
            home. Last year 64,000 children came, and 61 of them got locked in the submarine on purpose.

            What happens if you let six-year-olds design an exhibition? At Pikkusiili you find out every spring. The
            other exhibitions are made by us, with slightly fewer volcanoes.
        """),
        product="an app that turns a living room into an exhibition",
        places=(("Helsinki", "FI"), ("Tampere", "FI")),
        perks=lines("""
            free entry for everybody you like
            occupational health care
            a summer of shorter weeks
            lunch benefit
            a sauna, of course
        """),
        roles=("museum", "educator", "mobile", "ux"),
        volunteers=True,
    ),
    Company(
        name="Kuukivi Identity",
        called="Kuukivi",
        slug="kuukivi",
        tags=("security", "govtech"),
        about=paragraphs("""
            Kuukivi makes digital signatures for small countries and large cities. Two million people sign with it,
            mostly without noticing, and that is exactly the idea.

            Our code is open, our audits are public, and our bug bounty has bought at least one sailing boat. Kuukivi is
            75 people who would rather ship one correct thing than three exciting ones.
        """),
        product="a signature service that two million people use without thinking about it",
        places=(("Tallinn", "EE"), ("Tartu", "EE")),
        perks=lines("""
            remote work for up to 60 days abroad
            stock options for everyone
            a day a week for open source
            sports and health budget
            a winter trip to somewhere with daylight
        """),
        roles=("security", "backend", "platform", "legal", "writer"),
        remote_area="Europe",
    ),
    Company(
        name="Atelier Brindezingue",
        called="Brindezingue",
        slug="brindezingue",
        tags=("culture", "festival"),
        about=paragraphs("""
            Brindezingue builds theatre that does not fit into theatres: a puppet of eleven metres, an orchestra on
            bicycles, an opera in a swimming pool. We tour from May to September and repair from October to April.

            Our workshop in a former silk mill employs 40 people all year and 120 in summer. At Brindezingue everyone
            has been on stage at least once, if only as the back half of a horse.
        """),
        product="a touring programme of forty towns",
        places=(("Lyon", "FR"), ("Saint-Étienne", "FR")),
        perks=lines("""
            meals and rooms paid on tour
            support with intermittent status
            a rehearsal room to borrow
            a season ticket of the city's stages
            hearing protection that actually fits
        """),
        roles=("events", "carpenter", "marketing", "accountant"),
        volunteers=True,
    ),
    Company(
        name="Garrigue & Sel",
        called="Garrigue & Sel",
        slug="garrigue-et-sel",
        tags=("food", "hospitality"),
        about=paragraphs("""
            Garrigue & Sel is three restaurants by the old harbour that cook what the boats and the hills bring in. The
            menu is written at eleven in the morning, and once, memorably, at noon.

            We serve lunch and dinner five days a week and close for all of January. Nobody at Garrigue & Sel works
            split shifts, nobody shouts, and the staff meal is as good as the guests'.
        """),
        product="three kitchens with one menu a day",
        places=(("Marseille", "FR"),),
        perks=lines("""
            no split shifts
            two days off in a row, and all of January
            a staff meal that is worth coming early for
            tips shared between kitchen and floor
            help with finding a room
        """),
        roles=("kitchen", "guest", "people"),
    ),
    Company(
        name="Ferris de l'Alba",
        called="Ferris de l'Alba",
        slug="ferris-de-lalba",
        tags=("travel", "shipping"),
        about=paragraphs("""
            Ferris de l'Alba connects the mainland with the islands, overnight and increasingly by electricity. Our
            newest ship crosses on batteries for the first and last hour, so that the harbours can sleep.

            On board there are 60 of us for 800 passengers, several hundred cars and the occasional horse. On land,
            another 110 people of Ferris de l'Alba make sure that all of them find the right gate.
        """),
        product="the booking and boarding systems of six ferries",
        places=(("Barcelona", "ES"), ("Palma", "ES")),
        perks=lines("""
            two weeks on, two weeks off at sea
            free crossings for family
            certificates renewed at our expense
            private health insurance
            Catalan, Spanish or English lessons
        """),
        roles=("crew", "backend", "sales", "people", "guest"),
    ),
    Company(
        name="Museo delle Cose Lente",
        called="the Museo delle Cose Lente",
        slug="cose-lente",
        tags=("culture", "museum"),
        about=paragraphs("""
            We are a museum of slow things: glaciers, letters, cheese, a clock that strikes once a century. Visitors
            stay four hours on average, which is a record that we did not hurry to set.

            The Museo delle Cose Lente lives in a former spinning mill by the river and is run by a foundation. We
            collect, restore and explain whatever takes its time, and we answer e-mails within a day nevertheless.
        """),
        product="the museum's online collection, which loads quickly",
        places=(("Torino", "IT"),),
        perks=lines("""
            a long lunch break, naturally
            entry to all museums of the region
            meal vouchers
            training in conservation
            a reading room for your own projects
        """),
        roles=("museum", "events", "writer", "translator"),
        volunteers=True,
    ),
    Company(
        name="Second Whisker Animal Shelter",
        called="Second Whisker",
        slug="second-whisker",
        tags=("non-profit", "animals"),
        about=paragraphs("""
            Second Whisker takes in cats, dogs and, since an incident in spring, four alpacas. Nine out of ten find a
            home within eight weeks; the tenth finds the office sofa.

            We are a small charity with a large garden, 22 staff and a rota of 150 volunteers. Every animal at Second
            Whisker gets a vet, a walk and an honest description on the website.
        """),
        product="the website on which an old dog finds its people",
        places=(("Dublin", "IE"), ("Galway", "IE")),
        perks=lines("""
            your own dog may come along, after an interview
            vet care at cost
            flexible shifts
            free counselling, because goodbyes are part of it
            a very attentive audience
        """),
        roles=("animals", "gardener", "support", "marketing"),
        volunteers=True,
    ),
    Company(
        name="Clonakeel Analytics",
        called="Clonakeel",
        slug="clonakeel",
        tags=("agriculture", "data"),
        about=paragraphs("""
            Clonakeel tells dairy farmers what the grass will do next week. Satellites, soil probes and 6,000 farm
            diaries go in; out comes a text message at six in the morning that is right most of the time.

            Our forecasts are read in milking parlours, so they have to be short, honest and wrong in ways that can be
            explained. Clonakeel is 38 people on the second floor of a creamery.
        """),
        product="grass forecasts for six thousand farms",
        places=(("Cork", "IE"), ("Galway", "IE")),
        perks=lines("""
            pension and health insurance
            four weeks a year of work from anywhere
            a conference of your choice
            butter
            a profit share each spring
        """),
        roles=("data_engineer", "data_analyst", "data_scientist", "product"),
        remote_area="Ireland",
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
        name="Copperfinch Credit Union",
        called="Copperfinch",
        slug="copperfinch",
        tags=("banking", "fintech"),
        about=paragraphs("""
            Copperfinch is a credit union with 310,000 members who own it. There is no fine print in red, no fee for
            being poor, and a teller called Dolores whom people cross town for.

            We are moving Copperfinch from a core banking system older than some of our engineers to one that we can
            test on a Tuesday. Members must not notice anything but shorter queues.
        """),
        product="online banking for members who would rather be gardening",
        places=(("Chicago, IL", "US"), ("Milwaukee, WI", "US")),
        perks=lines("""
            401(k) with a 6% match
            medical, dental and vision from day one
            student loan support
            16 paid hours a year for volunteering
            bank holidays, the perk that invented itself
        """),
        roles=("security", "backend", "accountant", "product", "it_support"),
        remote_area="United States",
    ),
    Company(
        name="Saguaro Skies Observatory",
        called="Saguaro Skies",
        slug="saguaro-skies",
        tags=("science", "astronomy"),
        about=paragraphs("""
            Saguaro Skies operates four telescopes for universities that cannot afford a mountain. Researchers book a
            night, our staff point the mirrors, and by breakfast the data is in their inbox.

            By day Saguaro Skies welcomes school buses; by night it listens to the universe. In between there is a long
            list of cables, filters, forms and rattlesnakes to be dealt with calmly.
        """),
        product="the pipeline that turns a night of starlight into clean data",
        places=(("Tucson, AZ", "US"),),
        perks=lines("""
            telescope time for staff
            a housing allowance on the mountain
            tuition benefits
            quiet hours by day, for those who worked the night
            retirement plan with a 9% contribution
        """),
        roles=("data_scientist", "lab", "museum", "it_support"),
        volunteers=True,
    ),
    Company(
        name="Tumbleweed & Turnip",
        called="Tumbleweed & Turnip",
        slug="tumbleweed-and-turnip",
        tags=("food", "e-commerce"),
        about=paragraphs("""
            Tumbleweed & Turnip cooks weekday dinners and brings them round by cargo bike, in glass jars that we collect
            again. Our chefs plan with what farms have too much of, hence the turnip.

            Some 4,000 households eat with Tumbleweed & Turnip. We know their allergies, their gate codes and their
            views on okra, and we treat all three as confidential.
        """),
        product="dinner for four thousand households",
        places=(("Austin, TX", "US"), ("San Antonio, TX", "US")),
        perks=lines("""
            dinner to take home every shift
            health insurance for full-time and part-time staff
            paid sick days from the first week
            predictable schedules
            a garden plot behind the kitchen
        """),
        roles=("kitchen", "logistics", "data_analyst", "marketing"),
    ),
    Company(
        name="Hopscotch & Writ",
        called="Hopscotch & Writ",
        slug="hopscotch-and-writ",
        tags=("legal tech",),
        about=paragraphs("""
            Hopscotch & Writ explains rental contracts, employment contracts and parking fines to the people who have
            to live with them. Half of what we do is free, and the other half pays for it.

            Our solicitors and our developers review each other's work, which has made the contracts shorter and the
            code more careful. Hopscotch & Writ answered its millionth question last winter; it was about a hedge.
        """),
        product="a service that reads contracts aloud, in human",
        places=(("London", "GB"), ("Leeds", "GB")),
        perks=lines("""
            28 days of holiday and your birthday
            a nine-day fortnight
            paid pro bono time
            enhanced parental leave
            legal advice, obviously
        """),
        roles=("legal", "backend", "ux", "sales"),
        remote_area="United Kingdom",
    ),
    Company(
        name="Nebelhupe & Töchter",
        called="Nebelhupe",
        slug="nebelhupe",
        tags=("shipping", "logistics"),
        about=paragraphs("""
            Nebelhupe & Töchter finds room on ships for cargo that is neither large nor urgent: tea, trombones, a
            lighthouse in parts. Founded in 1903 by a father, it has been run by daughters ever since.

            A container of ours passes through nine hands and six systems. At Nebelhupe we make sure that all of them
            tell the same story, and that somebody picks up the telephone when they do not.
        """),
        product="the tracking that follows a crate from a tea garden to a teapot",
        places=(("Hamburg", "DE"), ("Rotterdam", "NL")),
        perks=lines("""
            30 days of holiday
            a ticket for all public transport
            an office with a view of the harbour
            a canteen that takes fish seriously
            two weeks a year in the other office
        """),
        roles=("logistics", "data_engineer", "backend", "accountant"),
        remote_area="Europe",
    ),
    Company(
        name="Villa Purzelbaum",
        called="Villa Purzelbaum",
        slug="villa-purzelbaum",
        tags=("children", "education"),
        about=paragraphs("""
            Villa Purzelbaum is four kindergartens with gardens, mud kitchens and open doors between the groups. Our 230
            children speak 34 languages, and manage.

            We have more adults per child than the law asks for, and time for planning that is really there. Villa
            Purzelbaum is run by a parents' association that has learned to trust professionals.
        """),
        product="four houses full of children",
        places=(("Wien", "AT"),),
        perks=lines("""
            six weeks of holiday
            ten hours of preparation time a week
            a warm lunch, with the children or in peace
            supervision each month
            the city's annual transport ticket
        """),
        roles=("educator", "kitchen", "people"),
        volunteers=True,
    ),
    Company(
        name="Haus Kastanienruh",
        called="Kastanienruh",
        slug="kastanienruh",
        tags=("care", "healthcare"),
        about=paragraphs("""
            Kastanienruh is home to 96 older people, eleven hens and a choir that rehearses with open windows. Residents
            decide when they get up, and we organise the work around that.

            Good care needs time, so we planned for it: at Kastanienruh one nurse looks after eight residents, also at
            weekends. We belong to a foundation, and every euro that is left over goes back into the house.
        """),
        product="everyday life in a house with 96 front doors",
        places=(("Augsburg", "DE"), ("München", "DE")),
        perks=lines("""
            a 13th monthly salary
            no calls on days off, promised and kept
            subsidised flats for staff
            further training in palliative care and dementia
            massages on Thursdays
        """),
        roles=("nurse", "physio", "kitchen", "gardener"),
        volunteers=True,
    ),
    Company(
        name="Papírová Sova",
        called="Papírová Sova",
        slug="papirova-sova",
        tags=("publishing", "books"),
        about=paragraphs("""
            Papírová Sova publishes forty books a year: translated novels, illustrated atlases and one calendar of owls
            that pays for the poetry. Every book gets two editors and as long as it takes.

            We are nineteen people in three rooms above a tram stop. Papírová Sova books have won prizes in Europe's
            smaller languages, which are the ones that we care about most.
        """),
        product="forty books a year and the shop that sells them",
        places=(("Praha", "CZ"), ("Brno", "CZ")),
        perks=lines("""
            five weeks of holiday
            as many books as your shelves can bear
            a trip to a book fair each year
            flexible hours around deadlines and children
            meal vouchers
        """),
        roles=("translator", "writer", "ux", "marketing"),
    ),
    Company(
        name="Brândușa Systems",
        called="Brândușa",
        slug="brandusa",
        tags=("software", "consulting"),
        about=paragraphs("""
            Brândușa builds software for hospitals, tram operators and one national park. We work in teams that stay
            together for years, so our clients know who wrote what and whom to thank.

            Nobody at Brândușa is "allocated" anywhere. Teams choose their projects, estimate their own work and are
            asked before anything is promised in their name.
        """),
        product="the timetable and staff planning of three tram networks",
        places=(("Cluj-Napoca", "RO"), ("București", "RO")),
        perks=lines("""
            27 days of holiday
            private medical subscription for the family
            a hiking weekend in spring
            certifications and exams paid
            hybrid work with no fixed days
        """),
        roles=("backend", "qa", "platform", "people", "frontend"),
        remote_area="Romania",
    ),
    Company(
        name="Open Parasol Foundation",
        called="Open Parasol",
        slug="open-parasol",
        tags=("open source", "non-profit"),
        about=paragraphs("""
            Open Parasol maintains open-source software that everybody uses and nobody pays for: time-zone tables, file
            formats, a calendar library from 1998. We are the people who answer that bug report.

            The foundation is funded by 300 companies and by many small donations. Everything at Open Parasol happens in
            public, including the budget, the mistakes and the discussion about the logo.
        """),
        product="small libraries on which half of the internet quietly leans",
        places=(("Berlin", "DE"),),
        perks=lines("""
            work from wherever you are
            a minimum of 30 days off, and we check
            two gatherings a year, by train where possible
            a budget for the maintainers that you depend on
            one salary formula for all, published
        """),
        roles=("backend", "platform", "writer", "marketing", "security"),
        remote_area="worldwide",
    ),
    Company(
        name="Firnlicht Wetter",
        called="Firnlicht",
        slug="firnlicht",
        tags=("weather", "science"),
        about=paragraphs("""
            Firnlicht forecasts the weather for people who depend on it: avalanche services, road crews, a woman who
            flies hot-air balloons. We say how sure we are, every time.

            Every three hours Firnlicht computes the Alps in squares of two hundred metres. It takes a lot of machines,
            some mathematics and a team that looks out of the window before it publishes.
        """),
        product="forecasts that come with an honest margin of error",
        places=(("Innsbruck", "AT"), ("København", "DK")),
        perks=lines("""
            a ski pass or a swimming pass, your choice
            powder mornings, to be made up for by evening
            38.5 hours a week
            public transport ticket
            time for your own research
        """),
        roles=("data_scientist", "data_engineer", "frontend", "platform"),
        remote_area="Europe",
    ),
    Company(
        name="Tangfjord Seaweed",
        called="Tangfjord",
        slug="tangfjord",
        tags=("food", "ocean"),
        about=paragraphs("""
            Tangfjord grows seaweed on forty kilometres of rope: for noodles, for cattle feed, and for a packaging film
            that dissolves in soup. It needs no soil, no fertiliser and hardly any persuasion.

            From October to June the crew of Tangfjord seeds, hangs and harvests; in summer we repair and experiment.
            The lab is thirty metres from the pier, which keeps both sides honest.
        """),
        product="forty kilometres of rope and what grows on them",
        places=(("Aarhus", "DK"), ("Grenaa", "DK")),
        perks=lines("""
            sea survival training and dry suits
            a pension contribution of 12%
            winter swimming with colleagues, voluntary
            lunch from the test kitchen
            six weeks of holiday
        """),
        roles=("crew", "lab", "sales", "gardener"),
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
    Company(
        name="Nettle & Bolt Repair Works",
        called="Nettle & Bolt",
        slug="nettle-and-bolt",
        tags=("repair", "social enterprise"),
        about=paragraphs("""
            Nettle & Bolt repairs washing machines, bicycles and bread makers, and teaches people to do it themselves.
            Last year we kept 41 tonnes out of the skip, including a jukebox.

            We are a social enterprise: half of our staff came to Nettle & Bolt after a long time out of work. The
            workshop is warm, the radio is negotiable, and there is always somebody to ask.
        """),
        product="a workshop where everything gets a second chance",
        places=(("Manchester", "GB"), ("Glasgow", "GB")),
        perks=lines("""
            the real living wage at the very least
            qualifications paid for
            a mentor for your first half-year
            free repairs for friends and family
            flexible hours for carers
        """),
        roles=("bike", "electrician", "support", "teacher"),
        volunteers=True,
    ),
)
