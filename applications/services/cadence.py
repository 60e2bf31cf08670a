"""Writes of the rules by which something is suggested: one function is one transaction."""

from collections.abc import Sequence

from django.db import transaction

from accounts.models import User
from applications.cadence import Cadence, Rule, cadence_of
from applications.models import CadenceRule
from jobtracker.bulk import instant_after
from jobtracker.preconditions import require_match
from jobtracker.row_sets import insert_rows


@transaction.atomic
def set_cadence(*, actor: User, rules: Sequence[Rule], if_match: str | None = None) -> Cadence:
    """Have these rules, in this order, be all that the actor has. Raises Stale where `if_match` names former ones."""
    _clear(actor, if_match)
    at = instant_after([])
    insert_rows([CadenceRule(owner=actor, **rule.values()) for rule in rules], at)
    return Cadence(rules, is_default=False, updated_at=at)


@transaction.atomic
def reset_cadence(*, actor: User, if_match: str | None = None) -> None:
    """Go back to the defaults. Raises Stale where `if_match` names former rules."""
    _clear(actor, if_match)


def _clear(actor: User, if_match: str | None) -> None:
    # Two sets of rules that are stored at the same time would become one.
    User.objects.select_for_update(no_key=True).get(pk=actor.pk)
    require_match(cadence_of(actor), if_match)
    CadenceRule.objects.filter(owner=actor).delete()
