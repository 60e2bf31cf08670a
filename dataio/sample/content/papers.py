"""What the applicant of the sample sends along: the texts of the documents, a page each."""

CV_FIRST = (
    "Robin Sample",
    "Curriculum vitae (an invented one, part of the sample data)",
    "",
    "Experience",
    "2021 - today   Developer, a company that makes timetables",
    "2018 - 2021    Developer, a company that made forms",
    "2016 - 2018    Web shop of the local book dealer",
    "",
    "Education",
    "2012 - 2016    Computer science, with a thesis on sorting post",
    "",
    "Skills",
    "Python, SQL, TypeScript, patience",
    "",
    "Hobbies",
    "Choir, cycling, repairing radios",
)
CV_SECOND = (
    "Robin Sample",
    "Curriculum vitae (an invented one, part of the sample data)",
    "",
    "In short",
    "Ten years of software that people use every day. Looks for a calm team and a product with a point.",
    "",
    "Experience",
    "2021 - today   Senior developer, timetables: search twenty times as fast, on call half as often",
    "2018 - 2021    Developer, forms: accessibility from scratch, 40 forms for 2 million people",
    "2016 - 2018    Web shop of the local book dealer",
    "",
    "Skills",
    "Python, PostgreSQL, TypeScript, observability, writing things down",
    "",
    "Education",
    "2012 - 2016    Computer science",
)
WORK_SAMPLES = (
    "Work samples",
    "Robin Sample (invented, part of the sample data)",
    "",
    "1. A search that forgives typing mistakes",
    "What was slow, what was measured, and why the index won.",
    "",
    "2. A form that can be filled in by keyboard alone",
    "Before and after, with the notes of five people who tried it.",
    "",
    "3. The small tool for the choir",
    "Who sings what, and who brings the cake.",
)
COVER_LETTER = """\
Dear people,

your posting says what you do, what is hard about it and what you pay. That is rarer than it should be, and the reason
for which I write to you first.

I have built software for ten years, most of it for people who had not asked for software. What I am good at: finding
out what is slow, saying it in plain words, and making it fast. What I would like to learn stands in your posting.

Kind regards
Robin Sample

(An invented letter, part of the sample data.)
"""
