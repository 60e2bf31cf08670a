"""Invented employers in central and northern Europe."""

from dataio.sample.content.shapes import Company, lines, paragraphs

CENTRAL_AND_NORTHERN_EUROPE = (
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
        roles=("translator", "editor", "graphic", "marketing"),
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
        roles=("backend", "platform", "writer", "fundraising", "security"),
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
        roles=("deck", "lab", "sales", "cultivation"),
    ),
)
