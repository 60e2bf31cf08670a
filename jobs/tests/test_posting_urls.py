"""All addresses of a posting have one form, and those of two postings two."""

from collections.abc import Sequence
from random import Random

import pytest
from django.db import connection
from hypothesis import example, given, settings
from hypothesis import strategies as st

pytestmark = pytest.mark.django_db

UUID = "0a1b2c3d-1111-4222-8333-444455556666"
# Each line: addresses of one posting.
SAME = {
    "scheme, case, port, www, slashes": [
        "https://www.Acme.example/jobs//1234/",
        "http://acme.example:80/jobs/1234",
        "HTTPS://ACME.EXAMPLE:443/jobs/1234#apply-now",
    ],
    "tracking, order, repetition": [
        "https://acme.example/job?id=1234&team=red",
        "https://acme.example/job?utm_source=x&team=red&id=1234&gclid=abc&fbclid=d",
        "https://acme.example/job?team=red&amp;id=1234&amp;source=LinkedIn",
        "https://acme.example/job?team=red&id=1234&id=1234&trk=public_jobs&refId=9#:~:text=we%20need%2012345",
    ],
    "the way to the form": ["https://acme.example/jobs/1234/apply/", "https://acme.example/jobs/1234"],
    "a title behind the number": [
        "https://careers.acme.example/us/en/job/R-2026-10295/Software-Engineer",
        "https://careers.acme.example/us/en/job/R-2026-10295/software-engineer-m-f-d/",
        "https://careers.acme.example/us/en/job/R-2026-10295",
    ],
    "Greenhouse": [
        "https://boards.greenhouse.io/acme/jobs/4273109006",
        "https://job-boards.greenhouse.io/acme/jobs/4273109006?gh_src=ab12",
        "https://job-boards.eu.greenhouse.io/acme/jobs/4273109006",
        "https://boards.greenhouse.io/embed/job_app?for=acme&token=4273109006",
        "https://boards.greenhouse.io/embed/job_app?token=4273109006&gh_jid=4273109006",
        "https://www.acme.example/careers?gh_jid=4273109006#open-positions",
    ],
    "Lever": [
        f"https://jobs.lever.co/acme/{UUID}",
        f"https://jobs.eu.lever.co/acme/{UUID.upper()}/apply?lever-source%5B%5D=LinkedIn",
    ],
    "Ashby": [
        f"https://jobs.ashbyhq.com/Acme/{UUID}/application",
        f"https://www.acme.example/careers?ashby_jid={UUID}#open-positions",
    ],
    "Workday": [
        "https://acme.wd5.myworkdayjobs.com/Careers/job/Austin-TX/Software-Engineer_R-00115121",
        "https://acme.wd5.myworkdayjobs.com/en-US/Campus/job/Austin/XMLNAME-Engineer--Software_R-00115121-1/apply",
        "https://acme.wd5.myworkdayjobs.com/en-us/Careers/details/Software-Engineer_r-00115121?locations=7",
        "https://wd5.myworkdaysite.com/de-DE/recruiting/acme/Careers/job/Austin/Engineer_R-00115121/apply/autofillWithResume",
    ],
    "SmartRecruiters": [
        "https://jobs.smartrecruiters.com/Acme/743999907500503-software-engineer",
        "https://careers.smartrecruiters.com/Acme/743999907500503?source=LinkedIn",
    ],
    "iCIMS": [
        "https://careers-acme.icims.com/jobs/14373/software-engineer/job?mode=job&iis=Job+Board",
        "https://careers-acme.icims.com/jobs/14373/job?mobile=false&width=1110&jan1offset=60",
        "https://careers-acme.icims.com/jobs/14373/login",
    ],
    "Taleo": [
        "https://acme.taleo.net/careersection/2/jobdetail.ftl?job=230066246&tz=GMT-05:00",
        "https://acme.taleo.net/careersection/ex/jobdetail.ftl?lang=en&job=230066246",
    ],
    "SuccessFactors": [
        "https://career4.successfactors.com/career?career_ns=job_listing&company=acme&career_job_req_id=17854",
        "https://career5.successfactors.eu/sfcareer/jobreqcareer?jobId=17854&company=ACME&st=4FF0",
    ],
    "Workable": [
        "https://apply.workable.com/acme/j/CADD57CDA5/apply/",
        "https://apply.workable.com/j/cadd57cda5?utm_campaign=4a7747fc82",
    ],
    "Recruitee": ["https://acme.recruitee.com/o/engineer-2", "https://acme.recruitee.com/o/engineer-2/c/new"],
    "BambooHR": [
        "https://acme.bamboohr.com/careers/275/",
        "https://acme.bamboohr.com/jobs/view.php?id=275&source=indeed",
        "https://acme.bamboohr.com/hiring/jobs/275",
    ],
    "Personio": [
        "https://acme.jobs.personio.de/job/12345?language=de",
        "https://acme.jobs.personio.com/job/12345/apply",
    ],
    "Teamtailor": [
        "https://acme.teamtailor.com/jobs/12345-software-engineer",
        "https://acme.teamtailor.com/en/jobs/12345/applications/new",
    ],
    "Jobvite": [
        "https://jobs.jobvite.com/acme/job/oG4ftfwc?nl=1&nl=1&fr=false",
        "https://jobs.jobvite.com/careers/acme/job/oG4ftfwc/apply",
        "https://app.jobvite.com/j?cj=oG4ftfwc&s=LinkedIn",
    ],
    "LinkedIn": [
        "https://www.linkedin.com/jobs/view/software-engineer-2-at-acme-3731909713/?refId=x&trackingId=y",
        "https://uk.linkedin.com/jobs/view/3731909713",
        "https://www.linkedin.com/jobs/search/?currentJobId=3731909713&keywords=engineer",
    ],
    "Indeed": [
        "https://www.indeed.com/viewjob?jk=e35b465c20d1a7c2&from=serp",
        "https://de.indeed.com/jobs?q=engineer&vjk=e35b465c20d1a7c2",
    ],
    "Glassdoor": [
        "https://www.glassdoor.com/job-listing/engineer-acme-JV_IC1_KO0,8_KE9,13.htm?jl=1009123456789",
        "https://www.glassdoor.de/Job/index.htm?jobListingId=1009123456789",
    ],
    "Google": [
        "https://www.google.com/about/careers/applications/jobs/results/76457290250494662-engineer?q=STEP",
        "https://careers.google.com/jobs/results/76457290250494662/",
    ],
    "Amazon": [
        "https://amazon.jobs/en/jobs/2798104/software-dev-engineer",
        "https://www.amazon.jobs/de/jobs/2798104",
    ],
    "Oracle": [
        "https://acme.fa.us2.oraclecloud.com/hcmUI/CandidateExperience/en/sites/CX/job/300723/?utm_medium=jobshare",
        "https://acme.fa.us2.oraclecloud.com/hcmUI/CandidateExperience/de/sites/CX_1/requisitions/preview/300723",
    ],
    "Eightfold": [
        "https://acme.eightfold.ai/careers/job/274895391783",
        "https://acme.eightfold.ai/careers?pid=274895391783&domain=acme.com&sort_by=relevance",
    ],
    "a program's own addresses": [
        "https://careers.acme.example/jobs/#en/sites/search/job/211250/",
        "https://careers.acme.example/jobs/#en/sites/search/job/211250/?utm_medium=jobshare",
    ],
}
# Each line: addresses of as many postings.
DIFFERENT = {
    "numbers": ["https://acme.example/jobs/1234", "https://acme.example/jobs/1235"],
    "a number in a parameter": ["https://acme.example/job?ref=A1234", "https://acme.example/job?ref=A1235"],
    "codes in capitals": ["https://jobs.jobvite.com/acme/job/oG4ftfwc", "https://jobs.jobvite.com/acme/job/oG4ftfwC"],
    "customers": ["https://a.wd1.myworkdayjobs.com/S/job/X/T_R1234", "https://b.wd1.myworkdayjobs.com/S/job/X/T_R1234"],
    "years in numbers": [
        "https://a.wd1.myworkdayjobs.com/S/job/X/T_R-2024-34755",
        "https://a.wd1.myworkdayjobs.com/S/job/X/T_R-2024-34753",
    ],
    "fragments": ["https://acme.example/#/jobs/1234", "https://acme.example/#/jobs/1235"],
    "titles": [
        "https://acme.example/careers/investment-trading-intern-us",
        "https://acme.example/careers/quantitative-researcher-phd-intern-us",
    ],
}
NO_POSTINGS = [
    "", "https://acme.example", "https://acme.example/careers/", "https://acme.example/careers?team=red",
    "https://acme.example/students/summer-2026", "https://boards.greenhouse.io/acme", "no address", "ftp://acme.example/1234",
]  # fmt: skip


def forms_of(addresses: Sequence[str]) -> list[str | None]:
    """The one form of each address."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT job_posting_url(address) FROM unnest(%s::text[]) WITH ORDINALITY AS given (address, place) "
            "ORDER BY place",
            [list(addresses)],
        )
        return [form for (form,) in cursor.fetchall()]


@pytest.mark.parametrize("addresses", SAME.values(), ids=SAME)
def test_all_addresses_of_a_posting_have_one_form(addresses: list[str]) -> None:
    forms = forms_of(addresses)
    assert forms[0] is not None
    assert forms == [forms[0]] * len(addresses)


@pytest.mark.parametrize("addresses", DIFFERENT.values(), ids=DIFFERENT)
def test_addresses_of_different_postings_have_different_forms(addresses: list[str]) -> None:
    forms = forms_of(addresses)
    assert None not in forms
    assert len(set(forms)) == len(addresses)


def test_a_page_of_many_postings_is_the_address_of_none() -> None:
    assert forms_of(NO_POSTINGS) == [None] * len(NO_POSTINGS)


PIECES = st.sampled_from(
    [
        "jobs", "job", "1234", "12345678", "R-00115121-1", "Engineer_R1234-1", "apply", "details", "o", "j", "en-US",
        UUID, "a-b-c-d", "%2F", "", "CADD57CDA5", "2026", "é", "recruiting", "results", "_", "view",
    ]
)  # fmt: skip
HOSTS = st.sampled_from(
    [
        "acme.example", "www.www.acme.example", "WWW.Acme.Example:443", "boards.greenhouse.io", "jobs.lever.co",
        "x.wd1.myworkdayjobs.com", "wd1.myworkdaysite.com", "jobs.smartrecruiters.com", "a.icims.com", "a.taleo.net",
        "career4.successfactors.com", "apply.workable.com", "a.recruitee.com", "a.bamboohr.com", "a.jobs.personio.de",
        "a.teamtailor.com", "jobs.jobvite.com", "uk.linkedin.com", "indeed.com", "glassdoor.de", "www.google.com",
        "amazon.jobs", "x.oraclecloud.com", "a.eightfold.ai", "jobs.ashbyhq.com", "www..", "a:80:443", "[::1]",
    ]
)  # fmt: skip
NAMES = st.sampled_from(
    [
        "id", "job", "gh_jid", "ashby_jid", "token", "jk", "jl", "company", "jobId", "pid", "rid", "org",
        "currentJobId", "cj", "utm_source", "ref", "source", "amp;id", "amp;amp;gclid", "lang", "", "x",
    ]
)  # fmt: skip
PARAMETERS = st.lists(
    st.builds(
        "{}={}".format,
        NAMES,
        st.one_of(PIECES, st.text(max_size=5).filter(lambda text: not set(text) & {"&", "#", "\0"})),
    ),
    max_size=5,
)
ADDRESSES = st.builds(
    "{}://{}/{}{}{}".format,
    st.sampled_from(["https", "HTTP"]),
    HOSTS,
    st.lists(PIECES, max_size=5).map("/".join),
    PARAMETERS.map(lambda parameters: "?" + "&".join(parameters) if parameters else ""),
    st.one_of(
        st.just(""),
        st.just("#"),
        PIECES.map("#/jobs/{}/?x=1234".format),
        st.text(max_size=8).filter(lambda t: "\0" not in t).map("#{}".format),
    ),
)


def storable(text: str) -> bool:
    """Whether PostgreSQL takes it at all."""
    return "\0" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(ADDRESSES, st.text().filter(storable)).filter(storable), min_size=1, max_size=20))
@example(["http://acme.example/apply/application//apply/"])
@example(
    [
        "https://jobs.jobvite.com/?cj=apply",
        "https://jobs.jobvite.com/?j=Application",
        "https://jobs.jobvite.com/?j=oA1b2C3",
    ]
)
def test_the_form_of_a_form_is_itself_and_nothing_fails(addresses: list[str]) -> None:
    forms = [form for form in forms_of(addresses) if form is not None]
    assert forms_of(forms) == forms


@settings(max_examples=200, deadline=None)
@given(HOSTS, st.lists(PIECES, max_size=4), PARAMETERS, st.randoms(use_true_random=False))
def test_the_order_of_parameters_and_tracking_do_not_matter(
    host: str, path: list[str], parameters: list[str], random: Random
) -> None:
    address = f"https://{host}/{'/'.join(path)}"
    shuffled = [*parameters, "utm_campaign=Fall+2026", "gclid=12345", "fbclid=x", "trk=y"]
    random.shuffle(shuffled)
    plain, tracked = forms_of([f"{address}?{'&'.join(parameters)}", f"{address}?{'&'.join(shuffled)}"])
    assert plain == tracked


def test_a_long_address_takes_no_time() -> None:
    # What the column takes is 2048 letters; each is one that a pattern might stumble over.
    addresses = [
        f"https://acme.example/{piece * (2000 // len(piece))}" for piece in ("/", "-", "_1", "/job", "a-1", "/apply")
    ]
    assert len(forms_of([*addresses, "https://acme.example/?" + "&" * 2000, "https://a.example/?" + "amp;" * 500])) == 8
