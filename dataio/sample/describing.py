"""The texts of a posting."""

from dataio.sample.content import sentences
from dataio.sample.content.shapes import Company
from dataio.sample.dice import Dice
from dataio.sample.vacancies import Vacancy


def description(vacancy: Vacancy, dice: Dice) -> str:
    """Two to five paragraphs about company, work and what it is like, with a list of tasks among them."""
    company = dice.one(vacancy.company.about)
    level = sentences.LEVELS["Volunteer" if vacancy.is_voluntary else vacancy.level]
    work = f"{dice.one(vacancy.role.openings)} {dice.one(level)}"
    opening = [company, work]
    if dice.chance(0.3):
        opening.reverse()
    tasks = _listed(dice.one(sentences.DUTIES_HEADINGS), dice.some(dice.shuffled(vacancy.role.duties), 3, 6))

    closing: list[str] = []
    if dice.chance(0.5):
        days = sentences.DESK_DAYS if vacancy.role.desk else sentences.HANDS_DAYS
        closing.append(" ".join(dice.some(days, 1, 2)))
    if dice.chance(0.6) and not vacancy.is_voluntary:
        closing.append(_perks(vacancy.company, dice))
    if dice.chance(0.6):
        closing.append(" ".join(dice.some(sentences.HIRING, 1, 2)))
    # Very short postings exist too.
    if len(closing) == 3 and dice.chance(0.2):
        opening.pop()
    return _filled("\n\n".join([*opening, tasks, *closing]), vacancy, dice)


def requirements(vacancy: Vacancy, dice: Dice) -> str:
    """A list of what is asked for, and perhaps one of what is welcome."""
    if vacancy.is_voluntary:
        return _listed(dice.one(sentences.ASKS_HEADINGS), dice.some(sentences.VOLUNTEER_ASKS, 3, 4))
    own = sentences.LEARNER_ASKS if vacancy.level == "Internship" else vacancy.role.asks
    asks = [dice.one(sentences.EXPERIENCE[vacancy.level]), *dice.some(own, 3, 5)]
    blocks = [_listed(dice.one(sentences.ASKS_HEADINGS), asks)]
    if dice.chance(0.55) and vacancy.level != "Internship":
        blocks.append(_listed(dice.one(sentences.PLUSES_HEADINGS), dice.some(vacancy.role.pluses, 1, 3)))
    return "\n\n".join(blocks)


def _listed(heading: str, items: list[str]) -> str:
    return "\n".join([f"{heading}:", *(f"- {item}" for item in items)])


def _perks(company: Company, dice: Dice) -> str:
    first, second, third = dice.some(company.perks, 3, 3)
    return dice.one(sentences.PERKS).format(first=first, second=second, third=third)


def _filled(text: str, vacancy: Vacancy, dice: Dice) -> str:
    return text.format(
        company=vacancy.company.called,
        product=vacancy.company.product,
        slug=vacancy.company.slug,
        contact=vacancy.contact,
        number=dice.one(("four", "five", "six", "seven", "eight", "nine", "eleven", "twelve", "fifteen")),
    )
