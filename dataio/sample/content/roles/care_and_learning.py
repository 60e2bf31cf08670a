"""Work with patients, pupils and samples."""

from dataio.sample.content.shapes import Role, lines, paragraphs

CARE_AND_LEARNING: dict[str, Role] = {
    "nurse": Role(
        titles={
            "Entry": ("Nursing Assistant", "Newly Qualified Nurse"),
            "Mid": ("Registered Nurse", "Community Nurse"),
            "Senior": ("Senior Staff Nurse", "Specialist Nurse, Palliative Care"),
            "Lead": ("Ward Manager", "Head of Nursing"),
        },
        pay=46,
        openings=paragraphs("""
            You will look after people on good days and on bad ones, in a team that has planned enough hands for both.
            At {company} you know your patients by name, and they know yours.

            We have reduced paperwork by a third in two years, by asking nurses which third. The time went back to where
            it belongs, and we would like to show you.

            Whether you are coming back after a break, changing fields or simply want a rota that holds: talk to us. We
            will arrange the hours around your life as far as early, late and night shifts allow.
        """),
        duties=lines("""
            Assess, plan and give care, and speak up for those who cannot
            Give medication and treatment, and notice when something changes
            Work closely with doctors, therapists and families
            Guide students and new colleagues
            Document what is needed, once
            Take part in our monthly case discussion, on working time
        """),
        asks=lines("""
            A nursing qualification with registration in the country of this post, or on the way to it
            Attention, warmth and a steady hand
            Willingness to work in shifts, planned well ahead
            The local language well enough for a difficult conversation
            The habit of asking when you are not sure
        """),
        pluses=lines("""
            Further training in wound care, dementia or palliative care
            A driving licence
            Another language that our patients speak
        """),
        skills=("Nursing", "Patient care", "Medication management"),
        more_skills=(
            "Wound care",
            "Palliative care",
            "Triage",
            "Dementia care",
            "First aid",
            "Care planning",
            "Phlebotomy",
        ),
        desk=False,
        hourly=True,
        job_types=("Full-time", "Full-time", "Part-time", "Part-time", "Temporary"),
        local_titles={"DE": "Pflegefachperson"},
    ),
    "physio": Role(
        titles={
            "Entry": ("Junior Physiotherapist", "Therapy Assistant"),
            "Mid": ("Physiotherapist", "Occupational Therapist"),
            "Senior": ("Senior Physiotherapist", "Senior Occupational Therapist"),
            "Lead": ("Head of Therapy",),
        },
        pay=46,
        openings=paragraphs("""
            You will help people to get up again: after a fall, an operation or a long winter. Appointments at {company}
            last forty minutes, and none of them is double-booked.

            Our therapy rooms are bright and our patients have plans: a wedding in June, a garden, a flight of stairs.
            You will plan towards these and not towards a form.

            Therapists and nurses work hand in hand here, with one record and one morning meeting. You bring your
            methods, and we bring parallel bars, a pool and a lot of goodwill.
        """),
        duties=lines("""
            Examine, plan and treat, one person at a time
            Set goals with patients that mean something to them
            Lead a group, for balance or for backs
            Advise families and fit aids
            Share what you see in the weekly team meeting
            Keep records that help the next colleague
        """),
        asks=lines("""
            A recognised qualification in physiotherapy or occupational therapy
            Registration in the country of this post, or an application for it
            Patience, and a sense of humour that helps on the stairs
            Team spirit across professions
            Interest in further training, which we pay for
        """),
        pluses=lines("""
            Manual therapy, neurology or geriatrics
            Work in people's homes
            Aquatic therapy
        """),
        skills=("Physiotherapy", "Rehabilitation", "Patient assessment"),
        more_skills=(
            "Manual therapy",
            "Geriatrics",
            "Exercise planning",
            "Neurology",
            "Group leading",
            "Aquatic therapy",
        ),
        desk=False,
        hourly=True,
        job_types=("Full-time", "Full-time", "Part-time", "Part-time"),
    ),
    "teacher": Role(
        titles={
            "Entry": ("Teaching Assistant", "Junior Instructor"),
            "Mid": ("Instructor", "Curriculum Developer", "Course Tutor"),
            "Senior": ("Senior Instructor", "Senior Curriculum Developer"),
            "Lead": ("Head of Teaching",),
        },
        pay=48,
        openings=paragraphs("""
            You will teach people who have decided to learn something, which is the nicest kind. Groups at {company}
            have at most fourteen members, and nobody is left behind quietly.

            Our courses are half explanation and half doing, with mistakes planned in. You will write some of the
            material, teach most of it and improve all of it.

            Good teaching is hard work and can be learned. We observe each other's lessons every month, and afterwards
            there is coffee and one sincere compliment.
        """),
        duties=lines("""
            Teach in small groups, on site and online
            Develop exercises from situations that learners know
            Give feedback that helps on the same day
            Notice who has gone quiet
            Work with colleagues on the curriculum
            Support learners on their way into work, or to the next class
        """),
        asks=lines("""
            Experience in teaching, training or explaining, formal or not
            Thorough knowledge of your subject, and memory of not knowing it
            Patience and clear language
            Fairness in assessment
            Readiness for some evening classes
        """),
        pluses=lines("""
            A teaching certificate
            Experience with adults who had bad luck with school
            Skill in making small videos
        """),
        skills=("Teaching", "Curriculum design", "Mentoring"),
        more_skills=(
            "Assessment",
            "E-learning",
            "Facilitation",
            "Python",
            "Public speaking",
            "Literacy",
            "Moodle",
        ),
        hourly=True,
        volunteers=True,
        job_types=("Full-time", "Full-time", "Part-time", "Contract", "Temporary"),
    ),
    "educator": Role(
        titles={
            "Internship": ("Trainee Educator",),
            "Entry": ("Early Years Assistant", "Junior Educator"),
            "Mid": ("Early Years Educator", "Play Facilitator"),
            "Senior": ("Senior Educator", "Inclusion Specialist"),
            "Lead": ("Education Programme Lead",),
        },
        pay=42,
        openings=paragraphs("""
            You will spend your days with people who ask why, and then why again. At {company} there is time to find
            out, preferably outdoors and with a magnifying glass.

            Children here decide a great deal: what is built, what is sung, what the hamster is called. You make sure
            that the quiet ones decide as well.

            Our teams are mixed in age, gender and origin, because the children are too. You bring your instrument,
            language, garden or trade along, and it will be used.
        """),
        duties=lines("""
            Accompany a group of children through the day
            Offer projects, and follow the ones that children begin
            Observe, document and talk with parents
            Support children who need more, together with specialists
            Settle new children in at their own pace
            Plan the year with the team, including the lantern parade
        """),
        asks=lines("""
            A qualification in early education, or a place in training for it
            Reliability, humour and sturdy shoes
            Respect for every family
            A certificate of good conduct
            The local language, and joy in all the others
        """),
        pluses=lines("""
            Music, theatre or woodwork
            Training in inclusive education
            Sign language
        """),
        skills=("Early education", "Child development", "Communication"),
        more_skills=(
            "Inclusive education",
            "Music",
            "Storytelling",
            "First aid",
            "Sign language",
            "Outdoor education",
        ),
        desk=False,
        volunteers=True,
        hourly=True,
        job_types=("Full-time", "Full-time", "Part-time", "Part-time"),
    ),
    "lab": Role(
        titles={
            "Internship": ("Laboratory Intern",),
            "Entry": ("Laboratory Assistant", "Junior Laboratory Technician"),
            "Mid": ("Laboratory Technician", "Research Scientist", "Laboratory Analyst"),
            "Senior": ("Senior Laboratory Scientist", "Senior Research Scientist"),
            "Lead": ("Laboratory Manager",),
        },
        pay=48,
        openings=paragraphs("""
            You will work with samples, instruments and a group of people who label everything, including the biscuits.
            Results from the lab at {company} lead to action within hours, so they have to be right.

            Our laboratory is small, modern and close to where the questions come from. You will see the whole way of a
            sample, from rubber boots to the report.

            We are looking for careful hands and an inquisitive head. Routine is two thirds of the work; the remaining
            third is finding out why the control was not where it should be.
        """),
        duties=lines("""
            Prepare and analyse samples by documented methods
            Calibrate and look after instruments
            Check results for plausibility before they leave the house
            Develop and validate new methods
            Keep the quality system alive rather than thick
            Introduce students and visitors to the lab
        """),
        asks=lines("""
            Training as a technician or a degree in a natural science
            Experience with laboratory routine and good practice
            Accuracy that survives a Friday afternoon
            Reliable documentation
            Team spirit in a small space
        """),
        pluses=lines("""
            PCR, spectroscopy or optics
            Quality management under ISO 17025 or ISO 15189
            Some R or Python
        """),
        skills=("Laboratory techniques", "Quality control", "Sample preparation"),
        more_skills=(
            "PCR",
            "Spectroscopy",
            "ISO 17025",
            "Microscopy",
            "R",
            "Calibration",
            "Optics",
            "Data analysis",
        ),
        desk=False,
        job_types=("Full-time", "Full-time", "Part-time", "Temporary"),
    ),
}
