"""Invented employers in the Americas."""

from dataio.sample.content.shapes import Company, lines, paragraphs

AMERICAS = (
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
        roles=("bakery", "guest", "accountant"),
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
        roles=("translator", "data_scientist", "editor", "project"),
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
        roles=("game", "ux", "producer", "marketing"),
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
        roles=("data_scientist", "data_engineer", "museum", "it_support"),
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
)
