"""Postings that pages describe within their markup."""

import time
from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.capturing.markup import MAX_SECONDS
from jobs.tests.test_capture_reading import MIB, WHOLE, block, codes, read
from jobtracker.errors import InvalidInput

POSTING = """
<title>Jobs at Acme</title>
<nav itemscope itemtype="https://schema.org/BreadcrumbList"><a itemprop="name">Home</a></nav>
<main><div itemscope itemtype="http://schema.org/JobPosting">
  <meta itemprop="datePosted" content="2026-11-01"><link itemprop="url" href="/jobs/17">
  <h1 itemprop="title name"><a href="/jobs/17">R&amp;D <b>Engi</b>neer</a></h1>
  <div itemprop="hiringOrganization" itemscope itemtype="http://schema.org/Organization">
    <img itemprop="logo" src="/logo.png"><span itemprop="name">Acme
      AG</span></div>
  <div itemprop=jobLocation itemscope itemtype="http://schema.org/Place">
    <p itemprop="address" itemscope itemtype="http://schema.org/PostalAddress">
      <span itemprop="addressLocality">Bern</span><span itemprop="addressCountry">CH</span>
  </div>
  <div itemprop="jobLocation" itemscope itemtype="http://schema.org/Place">
    <span itemprop="address">Somewhere 5<br>Basel</span></div>
  <span itemprop="baseSalary" itemscope itemtype="http://schema.org/MonetaryAmount">
    <meta itemprop="currency" content="CHF">
    <span itemprop="value" itemscope itemtype="http://schema.org/QuantitativeValue">
      <meta itemprop="minValue" content="90000"/><data itemprop="maxValue" value="110000">110k</data>
      <meta itemprop="unitText" content="YEAR">
    </span></span>
  <span itemprop="employmentType" content="FULL_TIME">Full time</span>
  <time itemprop="validThrough" datetime="2026-12-31T00:00">the end of the year</time>
  <div itemprop="description"><h2>Tasks</h2><p>Build &amp; run &lt;b&gt;.<ul><li>One<li>Two</ul>
    <script>track("x")</script></div>
  <div itemprop="qualifications">Patience</div>
</div></main><footer itemprop="title">No</footer>
"""


def test_a_posting_is_read_as_from_data_for_search_engines() -> None:
    draft = read(POSTING)
    values = draft.values
    assert draft.warnings == []
    assert (values["title"], values["company"]) == ("R&D Engineer", "Acme AG")
    assert values["locations"] == ["Bern, CH", "Somewhere 5 Basel"]
    assert values["description"] == "Tasks\n\nBuild & run <b>.\n\n- One\n- Two"
    assert values["requirements"] == "Patience"
    assert (values["salary_min"], values["salary_max"]) == (Decimal(90000), Decimal(110000))
    assert (values["salary_currency"], values["salary_period"], values["job_type"]) == ("CHF", "year", "full_time")
    assert (values["posted_on"], values["deadline_on"]) == (date(2026, 11, 1), date(2026, 12, 31))


def test_what_is_for_search_engines_alone_comes_first() -> None:
    assert read(POSTING + block(WHOLE | {"title": "Another"})).values["title"] == "Another"


def test_of_several_the_first_is_read_and_it_is_said_so() -> None:
    draft = read(POSTING + POSTING.replace("neer", "ne driver"))
    assert draft.values["title"] == "R&D Engineer"
    assert ("title", "several") in codes(draft)


def test_a_day_that_is_said_twice_is_the_first_one() -> None:
    twice = POSTING.replace("<main>", "<main>").replace(
        '<meta itemprop="datePosted" content="2026-11-01">',
        '<meta itemprop="datePosted" content="2026-11-01"><span itemprop="datePosted">1 November</span>',
    )
    assert read(twice).values["posted_on"] == date(2026, 11, 1)


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ('<div itemscope itemtype="https://schema.org/JobPosting"><b itemprop="title">Cook', "Cook"),
        ('<div itemscope itemtype="https://schema.org/JobPosting"></p></b><b itemprop="title">Cook</b></i>', "Cook"),
        ('<div itemscope itemtype="https://schema.org/Person"><b itemprop="title">Cook</b></div>', ""),
        ('<b itemprop="title">Cook</b>', ""),
        ('<meta itemscope itemtype="https://schema.org/JobPosting"><b itemprop="title">Cook</b>', ""),
        ('<div itemscope itemtype="https://schema.org/JobPosting"></div><b itemprop="title">Cook</b>', ""),
    ],
)
def test_what_is_not_well_formed_is_read_where_it_can_be(source: str, title: str) -> None:
    assert read(source).values["title"] == title


@pytest.mark.parametrize(
    "harmful",
    [
        '<div itemscope itemtype="x/JobPosting" itemprop="a">' * 20_000,
        '<div itemscope itemtype="x/JobPosting">' + '<b itemprop="description">x' * 40_000,
        '<div itemscope itemtype="x/JobPosting">' + '<b itemprop="title">x</b>' * 40_000,
        '<div itemscope itemtype="x/JobPosting"></div>' * 20_000,
        '<div itemscope itemtype="x/JobPosting"><p itemprop="' + "a " * MIB + '">x',
        '<div itemscope itemtype="x/JobPosting"><b itemprop="description">' + "<i>x</i>" * 100_000,
    ],
    ids=range(6),
)
def test_markup_made_to_take_long_is_read_or_refused_in_time(harmful: str) -> None:
    started = time.monotonic()
    with suppress(InvalidInput):
        read(harmful)
    assert time.monotonic() - started < 5 * MAX_SECONDS


TAGS = [
    "<div itemscope itemtype='x/JobPosting'>",
    "<p itemprop='title'>",
    "<b itemprop='description'>",
    "<i itemprop='hiringOrganization' itemscope>",
    "<meta itemprop='name' content='n'/>",
    "</div>",
    "</p>",
    "</b>",
    "</i>",
    "x",
]


@given(parts=st.lists(st.sampled_from(TAGS), max_size=40))
def test_whatever_the_markup_is_it_is_read(parts: list[str]) -> None:
    read("".join(parts))
