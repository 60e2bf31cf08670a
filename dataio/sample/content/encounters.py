"""Whom the applicant of the sample meets, what is said there, and what is left to do. All names are invented.

{company} is the company, {name} the first name of the person there, {skill} a skill of the posting.
"""

from dataio.sample.content.shapes import lines

SURNAMES = lines("""
    Abendroth
    Bellweather
    Castagnoli
    Dąbrowicz
    Engström-Vik
    Farouqi
    Grünspecht
    Halloran
    Iwasaki
    Jankauskas
    Kettunen
    Lindqvist
    Marchetti
    Nakamura
    Okonjo
    Pereira-Lund
    Quennell
    Rautavaara
    Silberbaum
    Tremblay
    Ulvestad
    Vasquez
    Winterhalter
    Yıldırım
    Zelenka
""")
# With whom the rounds after the first call are.
FIRST_NAMES = lines("""
    Agnes
    Benedikt
    Carmen
    Dario
    Elif
    Fiona
    Gregor
    Hanneke
    Ismail
    Judit
    Kaito
    Leila
""")
RECRUITER_ROLES = ("Recruiter", "Talent partner", "People and culture")
LEAD_ROLES = ("Team lead", "Head of engineering", "Product owner", "Principal engineer")
CONTACT_NOTES = lines("""
    Answers within the day. Prefers e-mail.
    Pronounce the name properly: asked once, remember it.
    Best reached after ten.
    Was at the spring meetup, too.
    Direct, friendly, short messages.
""")

PREPARATIONS = (
    (
        "## Before\n\n- Read their engineering blog, the newest three posts\n- Refresh **{skill}**\n"
        "- Try the product once more\n\n## To ask\n\n1. How do you decide what is built next?\n2. Who is on call?\n"
    ),
    (
        "- Tell the story of the migration in *three* minutes\n- An example for **{skill}**\n"
        "- Ask about the probation period and the four-day week\n"
    ),
    "Bring: two questions about the team, one about the product, none about the parrot.\n",
)
QUESTIONS = (
    (
        "How would you find out why a page has become slow?",
        "Measure first; told them about the index that was missing.",
    ),
    ("Tell us about a decision that you would take back.", "The rewrite. What I learnt counts more, they said."),
    ("What do you do when two people want opposite things?", "Write both down, and ask what each is afraid of."),
    ("How do you review the work of somebody more senior?", "With questions. They liked that."),
    ("Where would you start with our {skill}?", "With what breaks most often. Had to think about it for a while."),
    ("Why {company}?", "The product, honestly. And the tone of the posting."),
)
FEEDBACKS = (
    "Good conversation, clear next steps. **{name}** had read my CV closely.\n\nLeft open: *salary band*, start date.",
    "Mixed. Strong on the system part, slow on {skill}. Say earlier what I do not know.",
    "Calm and fair. They explained what they look for:\n\n- somebody who writes things down\n- somebody who asks\n",
    "A little hectic: two of the four came late. The work itself sounds right.",
)
INVITATIONS = (
    "Invitation to a call. Proposed two slots, took the first one.",
    "{name} writes that they would like to talk. Answered within the hour.",
)
CONFIRMATIONS = (
    "Automatic reply: the application has arrived.",
    "Short reply by a human: they will come back to me within two weeks.",
)
THANKS = (
    "Thanked {name} for the conversation, and sent the link that we had talked about.",
    "Short thank-you note, with the answer to the question that I had left open.",
)
NOTES = lines("""
    Asked around: two people know the team and speak well of it.
    Commute tried out by bicycle: **23 minutes**, mostly along the water.
    Salary thoughts: lower limit noted, do not go below it.
    They publish their handbook. Read the part on feedback again before the next round.
    If it becomes serious: ask about the equipment and the training budget.
""")

FOLLOW_UPS = (
    "Ask {company} how it is going",
    "Follow up with {company}",
)
THANK_YOUS = ("Write a thank-you note to {name}",)
PREPARATION_TASKS = (
    "Prepare the round at {company}",
    "Read up on {skill} for {company}",
)
DECISIONS = ("Make up my mind about {company}",)
WRITINGS = (
    "Finish the letter to {company}",
    "Fit the CV to {company}",
)
