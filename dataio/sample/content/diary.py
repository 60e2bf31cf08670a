"""What the applicant of the sample notes down along the way. The names are first names, and invented.

Each note is used once at most. {company} is the company, {skill} a skill of the posting, {contact} the person there.
"""

from dataio.sample.content.shapes import lines

# What the applicant does for a living, and what they dream of over breakfast: names of kinds of work.
TRADE = (
    "backend",
    "frontend",
    "platform",
    "security",
    "mobile",
    "qa",
    "data_engineer",
    "data_analyst",
    "data_scientist",
    "product",
)
DREAMS = ("museum", "bakery", "orchard", "bike", "animals")
# The countries that they could move to without a plane.
NEAR = (
    "AT",
    "BE",
    "CH",
    "CZ",
    "DE",
    "DK",
    "EE",
    "ES",
    "FI",
    "FR",
    "GB",
    "IE",
    "IT",
    "NL",
    "NO",
    "PL",
    "PT",
    "RO",
    "SE",
)

TAGS = ("dream job", "referral", "stretch", "backup plan", "good reviews", "shortlist", "ask first", "friends there")

POSTING_NOTES = lines("""
    Came across this through a friend of a friend. Small world.
    Ask about the probation period.
    The team page has a parrot on it. Promising.
    Would mean a big change. Talk it over at home first.
    Read what they publish before applying, three posts are really good.
    They want references with the application: ask Daniela and Tom.
    Met two people from there at the spring meetup, both relaxed.
    Check how flexible "flexible" is.
    The role was reposted twice. Find out why.
    Good match on paper, only some of the tooling is new to me.
    Wait for the answer from the first company before this one.
    Nice tone. Sounds as if a human had written it.
    Would be a step down in title and a step up in everything else.
    Save for a rainy weekend, the form is long.
    The reviews that I found are mixed. Worth a call.
    Contact person is on holiday until the beginning of the month.
    My sister says I should. My sister is usually right.
    Not urgent. They hire all year round.
    Look at the annual report first: public, and readable.
    Ask whether a later start would be fine.
    Saved only for the fun of reading the description again.
    Unclear whether the contract is permanent.
    Compare with the other one in the same city.
    Ask Mira what she thinks of them.
    Would I get up early for this? Surprisingly, yes.
""")

STEP_NOTES = {
    "Interested": lines("""
        Found late at night, still good in the morning.
        Saved. The product is one that I would use myself.
        Ask Jonas, he did freelance work for {company} once.
        Exactly my mix, apart from {skill}.
        Saw the talk of their team lead. Want to know more.
        Interesting, but read the part about travel again.
        Bookmarked. Rewrite the CV for it at the weekend.
        They are hiring three people at once, so there may be room for a slightly odd profile.
        Sounds like a calm place.
        Recommended by Mira, who never recommends anything.
        Would be a new field for me. Tempting.
        Check the salary band with {contact} before investing an evening.
    """),
    "Applied": lines("""
        Sent CV and a short letter through their form. It ate the umlauts.
        Applied with the long version of the CV, and mentioned {skill} right at the top.
        Applied by e-mail to {contact}. Automatic reply: "a human will read this".
        Form asked for a fax number. Applied anyway.
        Letter rewritten from scratch; the old one sounded like somebody else.
        Referred by Lena, who put in a good word.
        Sent the application with two work samples.
        Applied on the train. The Wi-Fi held for once.
        Used the project from last year as the example for {skill}.
        Applied, and asked about a four-day week straight away.
        Their form takes six minutes. A model for all others.
        Cover letter: half a page, no adjectives. New strategy.
        Application in, confirmation received within the hour.
        Had Noor read the letter first. She deleted a third of it, rightly.
        Sent, with a link to the small tool that I wrote for the choir.
        Applied at five to midnight. Again.
        Asked {contact} two questions by e-mail first and got good answers, so applied.
        Video answer instead of a letter. Took eleven takes.
        Applied in the second language. Dictionary still warm.
        CV version 4, the one with the shorter first page.
        Application sent, now water the plants and think of something else.
        Mentioned the salary expectation because they asked for it.
    """),
    "Screening": lines("""
        Call with {contact}, 25 minutes. Friendly, well prepared, asked about notice period and salary.
        Phone call while it hailed. We shouted and got on well.
        Questionnaire with eight questions, two of them good.
        First call: they described the role quite differently from the posting, and better.
        {contact} called spontaneously. I was at the supermarket. It went fine.
        Short video call. They explained the next steps and kept to the time.
        Was asked why I want to leave. Had an answer for once.
        Small online test on {skill}, 40 minutes. Fair.
        Call moved twice, then rather pleasant.
        They wanted to know what I would like to learn. Nice question.
        Talked about {skill} and about sourdough. Half and half.
        Recruiter call. Range confirmed, remote days confirmed.
        First contact with {contact}, who has read my CV, including page two.
        They asked for references already. Daniela will do it.
        Screening by chat, odd at first, then efficient.
        Got the feeling that they need somebody soon.
        Call with the hiring manager instead of a recruiter, a good sign.
        Told them about the gap in 2022. Nobody blinked.
    """),
    "Interview": lines("""
        Two hours with three people. Whiteboard, but a humane one.
        Walked through a system of mine, they asked the right nasty questions.
        Pair exercise on {skill}: we found a bug in their example together.
        On site. Saw the team, the kitchen and the famous plant.
        Take-home task, three hours, discussed afterwards for one.
        Conversation with {contact} and a future colleague. Laughed a lot, hope that counts.
        Panel of five, one of them asleep. The others were lively.
        Case about a migration without downtime. Knew that one from real life.
        Met the founder, who asked more about people than about technology.
        Had the questions beforehand, and it made all the difference.
        Went well until the last questions on {skill}; said honestly what I do not know.
        Lunch with the team, technically not part of the interview. Technically.
        Presented the work sample. Ten minutes turned into thirty.
        Long one, four hours with breaks. Ask for a day off next time.
        They showed me their real backlog. Brave.
        Second round right after the first, because everybody was there.
        Good talk about how they handle mistakes.
        Video interview with frozen picture. Everyone very patient.
        They want to know what I would change first. Sent a page on it.
        Trial morning with the team, paid. Learned more than in ten calls.
    """),
    "Offer": lines("""
        {contact} called with the offer! Written version is to follow.
        Offer by e-mail, with all details and no pressure. Reply within a week.
        Offer is here, a bit above what I had said.
        They want me. Now read the contract with a cup of tea.
        Verbal offer at the end of the last interview. Slept badly, for joy.
        Offer in writing. Ask about the pension and the starting date.
    """),
    "Accepted": lines("""
        Signed! A contract with a fixed end, which lets me go on looking for the long-term thing without hurry.
    """),
    "Declined": lines("""
        Declined with a heavy heart: their starting date and our family calendar do not get on.
        Said no. The offer was good, the tone in the negotiation was not. {contact} took it well.
        Turned it down after a long walk. It would have been the same job again.
    """),
    "Rejected": lines("""
        Friendly refusal, with a reason: somebody with more {skill}.
        Standard e-mail, at four in the morning. Their cron job needs a coat.
        They have filled it internally. Asked me to stay in touch.
        No, but {contact} called to explain. Appreciated.
        "An overwhelming number of applications." Understood.
        The post was cancelled, budget frozen. Not about me, they say.
        Second place. They would like to keep my documents.
        Refused because of the time zone. Fair enough.
        Came down to two, and the other one knew the field. Good feedback on {skill}.
        Short refusal without a reason. On we go.
    """),
    "Withdrawn": lines("""
        Withdrew: the remote days turned out to be "by agreement, in exceptional cases".
        Told {contact} that I am out. A move is not possible this year.
        Withdrew. The hours that they had in mind start before I do.
        Does not fit in with school times. A pity.
    """),
    "Ghosted": lines("""
        Two follow-ups, no answer. Closing this one.
        Silence since the call. Probably filled.
        "We will get back to you by Friday." They did not say which.
        Nothing for weeks, and the posting is gone.
        Promised feedback twice. I wish them well.
        No reaction at all, not even an automatic one.
        The recruiter has left the company, and so has my application.
        Asked once more by telephone. The line played a very long song.
    """),
}

REOPENED_NOTES = {
    "Screening": lines("""
        They wrote after all! The team had been restructured, and my application was still in the pile.
        {contact} apologised for the long silence and would like to talk next week.
    """),
    "Interview": lines("""
        The first choice cancelled, so they asked whether I was still interested. I was.
    """),
    "Applied": lines("""
        They wrote back and offered other hours. Told them that I am in again.
    """),
    "Offer": lines("""
        They came back with a later starting date. Thinking again.
    """),
}

APPLICATION_NOTES = lines("""
    Good questions for them: on-call, budget for learning, who decides about priorities.
    Contact: {contact}, prefers e-mail, answers quickly.
    Notice period here is two months to the end of the month.
    Mention the volunteer project, it fits.
    They use {skill} heavily. Refresh before the next talk.
    Salary expectation named: the middle of their range.
    My favourite at the moment.
    Backup, but a decent one.
    Interview outfit: the blue jumper. It has a good record.
    {contact} knows Tom from a former job.
    Their handbook is public. Read chapter three, on feedback.
    Ask about equipment and the trial period.
    Would have to learn more about the field: order the book from the library.
    Ask what the first three months look like.
    Send a thank-you note after every round here, they seem to like it.
    Remember: they pronounce {company} differently from what I thought.
    Check that the contract covers side projects.
    The task from round one is in the folder "samples".
    Start date at the earliest after the summer festival.
    Be on time: last time their calendar was in another time zone.
""")
