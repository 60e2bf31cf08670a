"""What is read from pages: well-made ones, badly made ones, and ones made to harm."""

import json
import time
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from jobs.capturing import ashby, greenhouse, lever
from jobs.capturing.charsets import decode
from jobs.capturing.drafts import Draft
from jobs.capturing.markup import MAX_SECONDS, prose
from jobs.capturing.reading import read_page
from jobs.capturing.sources import source_of
from jobs.models import Job
from jobs.serializers import JobSerializer
from jobtracker.errors import InvalidInput

URL = "https://careers.acme.example/jobs/17"
TODAY = date(2026, 11, 23)
MIB = 1024 * 1024

WHOLE: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "JobPosting",
    "title": "R&amp;D Engineer",
    "hiringOrganization": {"@type": "Organization", "name": "Acme"},
    "description": "<h2>Tasks</h2><p>Build &amp; run.</p><ul><li>One</li><li>Two</li></ul>",
    "datePosted": "2026-11-01",
    "validThrough": "2026-12-31T00:00:00+01:00",
    "employmentType": ["PART_TIME", "FULL_TIME"],
    "identifier": {"@type": "PropertyValue", "name": "Acme", "value": 4711},
    "jobLocation": [
        {"@type": "Place", "address": {"addressLocality": "Zürich", "addressRegion": "Zürich", "addressCountry": "CH"}},
        {"@type": "Place", "address": {"addressLocality": "Bern", "addressCountry": {"name": "Switzerland"}}},
        {"@type": "Place", "address": "Somewhere 5, Basel"},
    ],
    "baseSalary": {
        "@type": "MonetaryAmount",
        "currency": "CHF",
        "value": {"@type": "QuantitativeValue", "minValue": 90000, "maxValue": "110,000.50", "unitText": "YEAR"},
    },
    "skills": "Python, Go; Rust",
    "qualifications": "<p>Ten years of <b>Python</b>.</p>",
    "directApply": True,
}


def block(data: Any) -> str:
    """A JSON-LD block of a page."""
    text = data if isinstance(data, str) else json.dumps(data)
    return f'<script type="application/ld+json">{text}</script>'


def read(source: str, url: str = URL) -> Draft:
    """A page's draft."""
    return read_page(source, url, TODAY, field="html")


def with_posting(**changes: Any) -> Draft:
    """The draft of a page with this posting."""
    return read(block(WHOLE | changes))


def codes(draft: Draft) -> set[tuple[str, str]]:
    """The fields that are warned of, and how."""
    return {(warning["field"], warning["code"]) for warning in draft.warnings}


def test_a_posting_for_search_engines_is_read_as_a_whole() -> None:
    draft = read(f"<title>Other</title>{block(WHOLE)}<p>menu")
    assert draft.values == {
        "title": "R&D Engineer",
        "company": "Acme",
        "locations": ["Zürich, CH", "Bern, Switzerland", "Somewhere 5, Basel"],
        "remote_option": "",
        "job_type": "part_time",
        "experience_level": "",
        "salary_min": Decimal(90000),
        "salary_max": Decimal("110000.50"),
        "salary_currency": "CHF",
        "salary_period": "year",
        "skills": ["Python", "Go", "Rust"],
        "tags": [],
        "description": "Tasks\n\nBuild & run.\n\n- One\n- Two",
        "requirements": "Ten years of Python.",
        "url": URL,
        "availability": "open",
        "source": "careers.acme.example",
        "external_reference": "4711",
        "posted_on": date(2026, 11, 1),
        "deadline_on": date(2026, 12, 31),
        "notes": "",
        "is_archived": False,
    }
    assert draft.warnings == []


@pytest.mark.parametrize(
    "wrapped",
    [
        [{"@type": "Organization"}, WHOLE],
        {"@graph": [{"@type": "WebPage"}, WHOLE]},
        {"@type": "WebPage", "mainEntity": {"@type": "ItemPage", "about": [WHOLE]}},
        WHOLE | {"@type": ["Thing", "JobPosting"]},
        WHOLE | {"@type": "http://schema.org/JobPosting"},
        WHOLE | {"@type": "schema:JobPosting"},
    ],
)
def test_a_posting_is_found_wherever_it_stands(wrapped: Any) -> None:
    assert read(block({"@type": "BreadcrumbList"}) + block(wrapped)).values["title"] == "R&D Engineer"


NEAT = '{"@type": "JobPosting", "title": "A // b /* c */, ]", "hiringOrganization": "Acme", "description": "x"}'


@pytest.mark.parametrize(
    "bad",
    [
        NEAT[:-1] + ",}",
        NEAT[:-1] + ", \n /* a comment */ }",
        "// a comment\n" + NEAT,
        f"<!-- {NEAT} -->",
        f"/*<![CDATA[*/ {NEAT} /*]]>*/".replace("<![CDATA[", "").replace("]]>", ""),
        NEAT + ";",
        NEAT.replace('"x"', '"line\nbreak\tand \x01 more"'),
        NEAT.replace('"x"', "NaN"),
    ],
)
def test_faulty_data_is_read_where_it_can_be(bad: str) -> None:
    assert read(block("{nothing") + block(bad)).values["title"] == "A // b /* c */, ]"


@pytest.mark.parametrize(
    "hopeless",
    [
        "", "null", "5", '"x"', "[]", "{", "[" * 200_000, '{"a":' * 200_000, '{"@type": "JobPosting"', "9" * 10_000,
        '{"@type": {"@type": []}}', '{"@type": "JobPosting", "title": [], "hiringOrganization": 5, "baseSalary": [[]]}',
        '{"@type": "JobPosting", "jobLocation": {"address": [5, {"addressCountry": []}]}, "identifier": [{}]}',
    ],
    ids=range(13),
)  # fmt: skip
def test_hopeless_data_leaves_the_page(hopeless: str) -> None:
    draft = read(f"<title>Engineer at Acme</title>{block(hopeless)}<p>Text")
    assert draft.values["title"] == "Engineer at Acme"
    assert ("title", "guessed") in codes(draft)


@pytest.mark.parametrize(
    ("pay", "expected"),
    [
        ({"currency": "EUR", "value": {"value": 25.5, "unitText": "HOUR"}}, ("25.50", "25.50", "EUR", "hour")),
        ({"currency": "eur", "value": 3000, "unitText": "MONTH"}, ("3000", "3000", "EUR", "month")),
        ({"currency": "EUR", "minValue": 1, "maxValue": 2, "unitText": "per week"}, ("1", "2", "EUR", "week")),
        ([{"currency": "EUR", "value": {"minValue": 9, "maxValue": 8, "unitText": "DAY"}}], ("8", "9", "EUR", "day")),
        ({"currency": "EUR", "value": {"minValue": 9, "unitText": "YEAR"}}, ("9", "9", "EUR", "year")),
        ({"currency": "EUR", "value": {"minValue": 0, "maxValue": 0, "unitText": "YEAR"}}, None),
        (None, None),
    ],
)
def test_pay_is_read_in_each_of_its_forms(pay: Any, expected: tuple[str, str, str, str] | None) -> None:
    draft = with_posting(baseSalary=pay)
    found = [draft.values[f"salary_{name}"] for name in ("min", "max", "currency", "period")]
    if expected is None:
        assert found == [None, None, "", ""]
    else:
        assert found == [Decimal(expected[0]), Decimal(expected[1]), *expected[2:]]
    assert draft.warnings == []


@pytest.mark.parametrize(
    ("pay", "code"),
    [
        (50000, "incomplete"),
        ({"value": {"value": 5, "unitText": "YEAR"}}, "incomplete"),
        ({"currency": "$", "value": {"value": 5, "unitText": "YEAR"}}, "incomplete"),
        ({"currency": "EUR", "value": 5}, "incomplete"),
        ({"currency": "EUR", "value": {"value": "50.000", "unitText": "YEAR"}}, "unreadable"),
        ({"currency": "EUR", "value": {"value": "competitive", "unitText": "YEAR"}}, "unreadable"),
        ({"currency": "EUR", "value": {"minValue": -1, "maxValue": 10**400, "unitText": "YEAR"}}, "unreadable"),
        ({"currency": "EUR", "value": {"value": float("inf"), "unitText": "YEAR"}}, "unreadable"),
        ({"currency": "EUR", "value": {"value": 10**10, "unitText": "YEAR"}}, "unreadable"),
    ],
)
def test_pay_that_is_not_sure_is_left_out_and_said_so(pay: Any, code: str) -> None:
    draft = with_posting(baseSalary=pay)
    assert draft.values["salary_min"] is draft.values["salary_max"] is None
    assert codes(draft) == {("salary_min", code)}


def test_work_from_home_and_where_one_may_live() -> None:
    countries = [{"@type": "Country", "name": "Germany"}, {"@type": "Country", "name": "Austria"}]
    draft = with_posting(jobLocation=None, jobLocationType="TELECOMMUTE", applicantLocationRequirements=countries)
    assert (draft.values["remote_option"], draft.values["locations"]) == ("remote", ["Germany", "Austria"])


@pytest.mark.parametrize(("until", "availability"), [("2026-11-22", "closed"), ("2026-11-23", "open"), ("", "unknown")])
def test_a_posting_is_open_through_its_last_day(until: str, availability: str) -> None:
    assert with_posting(validThrough=until).values["availability"] == availability


@pytest.mark.parametrize("day", ["23.11.2026", "2026-02-30", "soon", "0000-01-01", "2026-11-231"])
def test_a_day_that_is_not_sure_is_left_out_and_said_so(day: str) -> None:
    draft = with_posting(datePosted=day)
    assert draft.values["posted_on"] is None
    assert codes(draft) == {("posted_on", "unreadable")}


def test_of_several_postings_the_one_of_the_address_is_read() -> None:
    others = [WHOLE | {"title": f"Other {number}", "url": f"{URL}{number}"} for number in range(3)]
    draft = read(block([*others, WHOLE | {"url": f"{URL}#apply"}]))
    assert (draft.values["title"], draft.warnings) == ("R&D Engineer", [])
    draft = read(block(others))
    assert draft.values["title"] == "Other 0"
    assert codes(draft) == {("title", "several")}


def test_what_is_too_long_is_cut_and_said_so() -> None:
    draft = with_posting(
        title="t" * 301,
        hiringOrganization="c" * 201,
        description="d" * 50_001,
        skills=[f"skill {number}" for number in range(101)],
        jobLocation="l" * 501,
        identifier="i" * 201,
    )
    lengths = {name: len(draft.values[name]) for name in ("title", "company", "description", "external_reference")}
    assert lengths == {"title": 300, "company": 200, "description": 50_000, "external_reference": 200}
    assert len(draft.values["skills"]) == 100
    assert len(draft.values["locations"][0]) == 500
    fields = ("title", "company", "description", "external_reference", "skills", "locations")
    assert codes(draft) == {(name, "cut") for name in fields}


def test_without_data_the_page_itself_is_read_and_said_to_be_a_guess() -> None:
    draft = read(
        '<html><head><title>Page</title><meta property="og:title" content="Gärtner &amp; mehr">'
        '<meta property="og:site_name" content="Botanik AG"></head><body><nav>Menu</nav><main><h1>Gärtner</h1>'
        "<p>Wir suchen<br>dich.</p><ul><li><p>Rosen</p></li><li>Tulpen</li></ul><script>var x = '<p>no</p>'</script>"
        "<style>p {}</style></main><footer>Imprint</footer></body></html>"
    )
    assert draft.values["title"] == "Gärtner & mehr"
    assert draft.values["company"] == "Botanik AG"
    assert draft.values["description"] == "Gärtner\n\nWir suchen\ndich.\n\n- Rosen\n- Tulpen"
    assert codes(draft) == {("title", "guessed"), ("company", "guessed"), ("description", "guessed")}


def test_an_empty_page_says_what_is_missing() -> None:
    assert codes(read("")) == {("title", "missing"), ("company", "missing"), ("description", "missing")}


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("plain\n\ntext & more", "plain\n\ntext & more"),
        ("&lt;p&gt;Escaped &amp;amp; so&lt;/p&gt;", "Escaped & so"),
        ("a<b>b</b> c<br/>d &#x41; &#65; &nbsp;", "ab c\nd A A"),
        ("1 < 2 and 3 > 2 <p>x", "1 < 2 and 3 > 2\n\nx"),
        ("<![foo[<p>x</p>", "x"),
        ("<![if !IE]><p>x</p><![endif]>", "x"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        ("&#" + "9" * 5000 + "; x<br>", "\ufffd x"),
        ("&#" + "9" * 5000 + "; x", "\ufffd x"),
    ],
)
def test_html_becomes_text_with_its_paragraphs_and_lists(source: str, text: str) -> None:
    assert prose(source) == text


@pytest.mark.parametrize(
    ("content", "declared", "text"),
    [
        ("é".encode(), "", "é"),
        ("é".encode("latin-1"), "", "é"),
        ("é".encode("latin-1"), "ISO-8859-1", "é"),
        ("€".encode("cp1252"), "latin1", "€"),
        ("ж".encode("koi8-r"), "KOI8-R", "ж"),
        ("日".encode("shift_jis"), "Shift_JIS", "日"),
        ("中".encode("gbk"), "gb2312", "中"),
        (b'<meta charset="windows-1251">' + "ж".encode("cp1251"), "", '<meta charset="windows-1251">ж'),
        ("é".encode("utf-8-sig"), "latin-1", "é"),
        (b"\xff\xfe" + "é".encode("utf-16-le"), "utf-8", "é"),
        ("é".encode(), "no-such-charset", "é"),
        ("é".encode(), "zip", "é"),
        ("é".encode(), "unicode_escape", "é"),
        ("é".encode(), "idna", "é"),
        ("é".encode(), "a\0b", "é"),
        (b"\xff", "utf-8", "\ufffd"),
    ],
)
def test_a_page_is_read_in_its_charset(content: bytes, declared: str, text: str) -> None:
    assert decode(content, declared) == text


def filled(start: str, part: str, size: int = 5 * MIB) -> str:
    """A page of this size, of one part again and again."""
    return start + part * (size // len(part))


@pytest.mark.parametrize(
    "harmful",
    [
        "<div>" * 100_000 + "x" * (4 * MIB) + "</div>" * 100_000,
        filled("", "<b>"),
        filled("", "<"),
        filled("", "< a"),
        filled("", "<!--"),
        filled("", "<a "),
        filled("<a ", "a='"),
        filled("<a ", "="),
        filled("<script>", "</"),
        filled("", "&"),
        filled("", "<![CDATA["),
        filled("<li>", " <b> </b>"),
        filled('<script type="application/ld+json">', '"'),
        filled('<script type="application/ld+json">"', '\\"'),
        filled('<script type="application/ld+json">', "/*"),
        filled('<script type="application/ld+json">', ", "),
        filled('<script type="application/ld+json">', "//"),
        block("[" + "{}," * MIB + "{}]"),
    ],
    ids=range(18),
)
def test_a_page_made_to_take_long_is_read_or_refused_in_time(harmful: str) -> None:
    if "ld+json" in harmful[:50] and not harmful.endswith("</script>"):
        harmful += "</script>"
    started = time.monotonic()
    try:
        read(harmful)
    except InvalidInput as refused:
        outcome = refused.message
    else:
        outcome = ""
    assert outcome in ("", "html: The page takes too long to read.")
    # Machines differ, and this one may be busy; what takes quadratic time takes hours.
    assert time.monotonic() - started < 5 * MAX_SECONDS


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(["2026-11-23", "5"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "value", "minValue", "maxValue", "unitText", "currency", "address", "@value"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)


@given(changes=st.dictionaries(st.sampled_from([*WHOLE, "jobLocationType", "url"]), JSON, max_size=6))
def test_whatever_the_data_says_the_draft_is_one_that_can_be_kept(changes: Mapping[str, Any], user: User) -> None:
    posting = {**WHOLE, **changes, "@type": "JobPosting"}
    values = read("<title>T</title>" + block(posting)).values
    values["company"] = values["company"] or "Acme"
    serializer = JobSerializer(data=json.loads(json.dumps(values, default=str)))
    assert serializer.is_valid(), serializer.errors
    Job(owner=user, **serializer.validated_data).validate()


@given(source=st.text(alphabet=st.sampled_from("<>/!-[]&#;\"'= aplscrit\n"), max_size=80))
def test_whatever_a_page_is_it_is_read(source: str) -> None:
    read(source)


def test_greenhouse() -> None:
    url = urlsplit("https://boards.greenhouse.io/acme/jobs/4711?gh_src=x")
    assert greenhouse.document_addresses(url) == ["https://boards-api.greenhouse.io/v1/boards/acme/jobs/4711"]
    embedded = urlsplit("https://boards.greenhouse.io/embed/job_app?for=acme&token=4711")
    assert greenhouse.document_addresses(embedded) == greenhouse.document_addresses(url)
    assert greenhouse.board(embedded) == greenhouse.board(url) == "acme"
    for host in ("boards.eu.greenhouse.io", "job-boards.eu.greenhouse.io"):
        assert host in greenhouse.HOSTS
        assert greenhouse.document_addresses(urlsplit(f"https://{host}/acme/jobs/4711")) == [
            "https://boards-api.greenhouse.io/v1/boards/acme/jobs/4711",
            "https://boards-api.eu.greenhouse.io/v1/boards/acme/jobs/4711",
        ]
    assert greenhouse.document_addresses(urlsplit("https://boards.greenhouse.io/acme")) == []
    draft = greenhouse.read(
        {
            "id": 4711,
            "title": "Engineer",
            "company_name": "Acme",
            "content": "&lt;p&gt;Build &amp;amp; run&lt;/p&gt;",
            "location": {"name": "Zürich; Bern"},
            "first_published": "2026-11-02T10:00:00-05:00",
        },
        url,
    )
    assert draft is not None
    assert draft.values["description"] == "Build & run"
    assert draft.values["locations"] == ["Zürich", "Bern"]
    assert draft.values["external_reference"] == "4711"
    assert draft.values["posted_on"] == date(2026, 11, 2)
    assert greenhouse.read({"error": "not found"}, url) is None


LEVER_ID = "0a1b2c3d-0000-4000-8000-000000000017"


def test_lever() -> None:
    url = urlsplit(f"https://jobs.lever.co/acme-corp/{LEVER_ID}/apply")
    assert lever.document_addresses(url) == [f"https://api.lever.co/v0/postings/acme-corp/{LEVER_ID}"]
    european = urlsplit(f"https://jobs.eu.lever.co/acme-corp/{LEVER_ID}")
    assert lever.document_addresses(european) == [f"https://api.eu.lever.co/v0/postings/acme-corp/{LEVER_ID}"]
    assert lever.document_addresses(urlsplit("https://jobs.lever.co/acme-corp")) == []
    draft = lever.read(
        {
            "id": LEVER_ID,
            "text": "Engineer",
            "description": "<div>Hello</div>",
            "lists": [{"text": "You have", "content": "<li>Time</li><li>Patience</li>"}],
            "additional": "<div>Bye</div>",
            "categories": {"commitment": "Full-time", "location": "Berlin", "allLocations": ["Berlin", "Paris"]},
            "workplaceType": "hybrid",
            "salaryRange": {"min": 60000, "max": 80000, "currency": "EUR", "interval": "per-year-salary"},
            "createdAt": 1793613600000,
        },
        url,
    )
    assert draft is not None
    assert draft.values["description"] == "Hello\n\nYou have\n\n- Time\n- Patience\n\nBye"
    assert draft.values["locations"] == ["Berlin", "Paris"]
    assert (draft.values["job_type"], draft.values["remote_option"]) == ("full_time", "hybrid")
    assert (draft.values["salary_max"], draft.values["salary_period"]) == (Decimal(80000), "year")
    assert draft.values["posted_on"] == date(2026, 11, 2)
    assert lever.read([], url) is None


def test_ashby() -> None:
    url = urlsplit(f"https://jobs.ashbyhq.com/Acme%20Inc/{LEVER_ID}")
    expected = "https://api.ashbyhq.com/posting-api/job-board/Acme%20Inc?includeCompensation=true"
    assert ashby.document_addresses(url) == [expected]
    job = {
        "id": LEVER_ID,
        "title": "Engineer",
        "location": "Houston, TX",
        "secondaryLocations": [{"location": "San Francisco"}],
        "isRemote": True,
        "employmentType": "FullTime",
        "descriptionHtml": "<p>Join</p>",
        "publishedAt": "2026-11-02T16:21:55.393+00:00",
        "compensation": {
            "summaryComponents": [
                {"compensationType": "EquityPercentage", "interval": "NONE", "minValue": 0.5, "maxValue": 1.75},
                {
                    "compensationType": "Salary",
                    "interval": "1 YEAR",
                    "currencyCode": "USD",
                    "minValue": 81000,
                    "maxValue": 87000,
                },
            ]
        },
    }
    draft = ashby.read({"jobs": [{"id": "other", "title": "Other"}, job]}, url)
    assert draft is not None
    assert draft.values["locations"] == ["Houston, TX", "San Francisco"]
    assert (draft.values["job_type"], draft.values["remote_option"]) == ("full_time", "remote")
    assert (draft.values["salary_min"], draft.values["salary_currency"]) == (Decimal(81000), "USD")
    assert ashby.read({"jobs": []}, url) is None


@pytest.mark.parametrize(
    ("host", "source"),
    [
        ("www.linkedin.com", "LinkedIn"),
        ("ch.linkedin.com", "LinkedIn"),
        ("acme.wd3.myworkdayjobs.com", "Workday"),
        ("notlinkedin.com", "notlinkedin.com"),
        ("WWW.Acme.example", "acme.example"),
        ("localhost", "localhost"),
    ],
)
def test_the_source_is_known_by_its_domain(host: str, source: str) -> None:
    assert source_of(host) == source
