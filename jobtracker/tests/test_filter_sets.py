"""Filter sets share the form of their class, and nothing of a request."""

from django.http import QueryDict

from jobs.filters import JobFilter
from jobs.models import Job


def test_two_requests_at_a_time_have_filters_and_values_of_their_own() -> None:
    first, second = (
        JobFilter(QueryDict(query), queryset=Job.objects.none()) for query in ("company=Acme&search=a", "location=Bern")
    )

    assert first.is_valid()
    assert second.is_valid()

    assert type(first.form) is type(second.form)
    assert first.form.cleaned_data["company"] == ["Acme"]
    assert second.form.cleaned_data["company"] == []
    assert second.form.cleaned_data["location"] == ["Bern"]
    for filterset in (first, second):
        assert {id(declared.parent) for declared in filterset.filters.values()} == {id(filterset)}
        assert filterset.filters["search"].filter.method.__self__ is filterset


def test_what_one_request_got_wrong_is_not_the_next_one_s_error() -> None:
    wrong, right = (JobFilter(QueryDict(query), queryset=Job.objects.none()) for query in ("salary_min=x", ""))

    assert not wrong.is_valid()
    assert right.is_valid()
