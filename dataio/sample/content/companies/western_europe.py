"""Invented employers in western and southern Europe."""

from dataio.sample.content.shapes import Company, lines, paragraphs

WESTERN_EUROPE = (
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
        roles=("bakery", "guest", "marketing", "logistics"),
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
        roles=("crew", "deck", "backend", "sales", "people", "guest"),
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
        roles=("museum", "events", "editor", "translator"),
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
        roles=("animals", "gardener", "fundraising", "people"),
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
        roles=("bike", "electrician", "project", "teacher"),
        volunteers=True,
    ),
)
