"""By what name a person knows the site that a posting is from."""

# By the domain: its last labels.
_NAMES = {
    "ashbyhq.com": "Ashby",
    "bamboohr.com": "BambooHR",
    "glassdoor.com": "Glassdoor",
    "greenhouse.io": "Greenhouse",
    "indeed.com": "Indeed",
    "jobs.ch": "jobs.ch",
    "join.com": "JOIN",
    "lever.co": "Lever",
    "linkedin.com": "LinkedIn",
    "monster.com": "Monster",
    "myworkdayjobs.com": "Workday",
    "personio.com": "Personio",
    "personio.de": "Personio",
    "recruitee.com": "Recruitee",
    "smartrecruiters.com": "SmartRecruiters",
    "stepstone.de": "StepStone",
    "teamtailor.com": "Teamtailor",
    "workable.com": "Workable",
    "xing.com": "XING",
    "ziprecruiter.com": "ZipRecruiter",
}


def source_of(host: str) -> str:
    """The site's name where it is a well-known one, else its host."""
    labels = host.lower().removesuffix(".").split(".")
    for start in range(len(labels) - 1):
        if name := _NAMES.get(".".join(labels[start:])):
            return name
    return ".".join(labels).removeprefix("www.")
