"""Sentences that fit into any posting, so that no two read alike."""

from dataio.sample.content.shapes import lines

LEVELS = {
    "Internship": lines("""
        The internship is paid, lasts four to six months and has a mentor who has blocked time for you.
        You will work on a real task from the first week, present it at the end and be missed afterwards.
        You need not have done this before; that is what the internship is for.
        Students of any subject are welcome, and so are people who are about to change theirs.
    """),
    "Entry": lines("""
        This is a good first job in the field: you will be shown things properly, and asked what we could do better.
        You will have a colleague at your side for the first six months, and questions are part of the job.
        Career changers are very welcome; two of the last three people in this role were.
        We care more about how you learn than about what you have already collected.
    """),
    "Mid": lines("""
        You will work on your own where you want to and in company where it helps.
        After a thorough introduction you will take over an area of your own within three months.
        The post is new, so you can shape it; the expectations are written down, so you need not guess them.
        You follow a colleague who has moved to another team and can still be asked.
        There is room to grow here, in depth as well as in responsibility, and you choose which.
    """),
    "Senior": lines("""
        You will set standards by example and help two or three less experienced colleagues to find their feet.
        We expect you to disagree with us now and then, and to be pleasant about it.
        You have seen enough to know what to leave alone, and we would like to hear about it.
        Seniority here means more responsibility for others, and not more meetings; we keep an eye on that.
    """),
    "Lead": lines("""
        You will lead a team of {number} and still have your hands in the work for about half of the week.
        The team runs well; it needs somebody to represent it, protect its time and think a year ahead.
        You will have a budget, a say in the strategy, and a coach for your first year if you like.
        We share leadership in tandem where two people want that, so feel free to apply as a pair.
    """),
    "Executive": lines("""
        You report to the board, sit in an open office and are expected to go on holiday.
        You will be part of a management team of four that publishes its decisions and its salaries.
        We are looking for judgement rather than volume, and for somebody who has grown people as well as figures.
    """),
    "Volunteer": lines("""
        This is voluntary work of four to eight hours a week; we refund travel costs and provide the biscuits.
        You decide how often you come, and we plan around it. A yearly outing and a reference are included.
        No previous knowledge is needed: a morning's introduction and a patient partner are part of it.
    """),
}

DESK_DAYS = lines("""
    We work in the open: decisions are written down, calendars are visible, and meetings have an agenda.
    Mornings are kept free of meetings, and Wednesday is kept free of them altogether.
    You choose your tools and your hours; between ten and three we try to be within reach of each other.
    The team has {number} members, half of them newcomers, and takes handovers seriously.
    Everyone shows what they are working on every other Friday, finished or not, with cake if available.
    We plan in six weeks, rest for one, and have stopped apologising for the rest.
    We use little chat and much paper, some of it digital.
    People stay with us for about six years, and a good number of those who left have come back.
    We work in English, with a babel of small talk around it.
    Nobody answers messages in the evening, and the management has been told.
""")

HANDS_DAYS = lines("""
    The rota is planned six weeks ahead, swaps are easy, and nobody works more than two weekends a month.
    You will be part of a team of {number} that has been together for a while and is glad about every new face.
    We begin the day with ten minutes standing together: who does what, and what went wrong yesterday.
    Overtime is rare, recorded to the quarter of an hour and paid or given back.
    Good equipment is bought before anybody has to ask for it twice.
    Part-time is possible in nearly every form, also in leading positions.
    We adapt tasks and workplaces to people, including those with disabilities; tell us what you need.
    The youngest of us is 17, the oldest 68, and they share a shift.
    New colleagues spend a day in every other department, which saves years of misunderstanding.
""")

PERKS = (
    "Our side of the bargain: {first}; {second}; and {third}.",
    "What you get, apart from the pay: {first}; {second}; {third}.",
    "On top of the salary: {first}; {second}; and, last but not least, {third}.",
    "Also part of the offer: {first}; {second}; {third}.",
    "You can count on the following: {first}; {second}; {third}.",
)

HIRING = lines("""
    The way to us: a call of twenty minutes, a paid working sample, a visit. You hear from us each time.
    Please send a CV and a few sentences; a cover letter in verse has been tried and is not necessary.
    We answer every application within ten days, personally, also when the answer is no.
    Applications are read without names and photos at first, by two people who decide separately.
    Write to us in the language that you are most at ease in; we will find somebody who reads it.
    You do not tick every box? Nobody here did. Tell us about the boxes that you would add.
    Whoever you are, wherever you come from and whomever you love: what we would like to know is how you work.
    If you need an adjustment for the interview, a quiet room, more time, an interpreter, just say so.
    Questions beforehand? {contact} looks forward to them: jobs@{slug}.example.com.
    {contact}, who would be your closest colleague, is happy to tell you what the work is really like.
    The starting date is flexible. We would rather wait two months for the right person than hurry.
    Interviews take place in two rounds, by day or after your present work, and we send the questions beforehand.
    You will meet {contact} and two others from the team, and have as much time for your questions as we for ours.
    We especially welcome applications from people who are rarer in this trade than they should be.
""")

CONTACTS = (
    "Amara", "Bartek", "Chiara", "Dilnoza", "Eun-ji", "Farid", "Giulia", "Hamza", "Ingrid", "João", "Kavita", "Linh",
    "Mateusz", "Noor", "Oluwaseun", "Paula", "Quirin", "Rania", "Søren", "Teresa", "Ulla", "Venkat", "Wanjiru",
    "Ximena", "Yuki", "Zoë",
)  # fmt: skip

DUTIES_HEADINGS = (
    "What you will do",
    "Your work",
    "What the days are made of",
    "This is what awaits you",
    "Your tasks",
    "In this role you will",
)

EXPERIENCE = {
    "Internship": lines("""
        Enrolment in a course of study, or time between two chapters of your life
        Curiosity, and some evidence of it
        Four months of time, full or part
    """),
    "Entry": lines("""
        First experience from training, studies, work or your own projects
        A completed training or degree, or another way to the same knowledge
        Up to two years of experience, or a convincing reason why it should not matter
    """),
    "Mid": lines("""
        Around three years of experience in similar work
        Some years of practice, of which you can tell good and bad stories
        Two to five years in the trade
    """),
    "Senior": lines("""
        Five or more years of experience, some of them in a place like ours
        Long experience, and the ability to pass it on
        At least six years in the trade, with results that others still use
    """),
    "Lead": lines("""
        Eight or more years in the trade, and some of them with responsibility for others
        Experience in leading people, and thanks from at least one of them
        A record of building teams that went on well without you
    """),
    "Executive": lines("""
        Several years of leadership at the level of a whole organisation
        Experience in leading through a change that people afterwards found worth it
    """),
}

LEARNER_ASKS = lines("""
    Interest in the subject beyond what is on the curriculum
    Careful work, and the courage to say that something is unclear
    Good English or the language of the place, and patience with ours
    A small project, text, plant or device that you are proud of
    Joy in working with people who are not all your age
    Reliability, with the usual exceptions for examinations
""")

VOLUNTEER_ASKS = lines("""
    Four hours a week, on weekdays or at the weekend
    Joy in the matter, and in people
    Reliability within what you have promised
    Readiness to be shown how we do it
    A minimum age of 16
    No diploma of any kind
""")

ASKS_HEADINGS = (
    "What we are looking for",
    "You bring",
    "What you should bring along",
    "This would suit you if you have",
)
PLUSES_HEADINGS = ("Nice to have", "A plus, no must", "We would be glad of, but can also teach you")
