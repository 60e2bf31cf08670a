"""What the sample's postings say of pay."""

from dataclasses import dataclass

from dataio.sample.content.shapes import Country, Role
from dataio.sample.dice import Dice

LEVEL_PAY = {"Internship": 0.45, "Entry": 0.76, "Mid": 1.0, "Senior": 1.28, "Lead": 1.5, "Executive": 2.1}
HOURS_PER_YEAR = 2080
WEEKS_PER_YEAR = 52
MONTHS_PER_YEAR = 12
# A freelancer's days, and what is added for those without work, sickness and holidays.
PAID_DAYS_PER_YEAR = 220
FREELANCE_FACTOR = 1.45


@dataclass(frozen=True)
class Salary:
    """What is paid: amounts as they are written in the file, each of them perhaps missing."""

    low: str = ""
    high: str = ""
    currency: str = ""
    period: str = ""


def invent_salary(role: Role, level: str, job_type: str, country: Country, dice: Dice) -> Salary:
    """What a posting says of pay; a third of them say nothing."""
    if dice.chance(0.33):
        return Salary()
    # What is paid by the hour differs less between the levels.
    factor = LEVEL_PAY[level] ** (0.6 if role.hourly else 1.0)
    yearly = role.pay * 1000 * country.pay * factor * (0.92 + 0.16 * dice.share())
    spread = 1.12 + 0.2 * dice.share()
    period, amount = _by_period(yearly, role, level, job_type, country, dice)
    shown = dice.weighted({"both": 90, "low": 5, "high": 5})
    return Salary(
        low="" if shown == "high" else _quoted(amount, period),
        high="" if shown == "low" else _quoted(amount * spread, period),
        currency=country.currency,
        period=period,
    )


def _by_period(yearly: float, role: Role, level: str, job_type: str, country: Country, dice: Dice) -> tuple[str, float]:
    """The period that such work is paid by there, and the amount for it."""
    if job_type == "Contract" and role.desk and country.day_rates:
        return "Day", yearly * FREELANCE_FACTOR / PAID_DAYS_PER_YEAR
    if job_type == "Temporary" and country.hourly and dice.chance(0.6):
        return "Week", yearly / WEEKS_PER_YEAR
    if role.hourly and country.hourly and (job_type != "Full-time" or dice.chance(0.6)):
        return "Hour", yearly / HOURS_PER_YEAR
    if country.period == "Month" or level == "Internship":
        return "Month", yearly / MONTHS_PER_YEAR
    return "Year", yearly


def _quoted(amount: float, period: str) -> str:
    """The amount as people quote it: by the hour to the half, all else to two digits and a five."""
    if period == "Hour":
        return f"{round(amount * 2) / 2:.2f}"
    step = max(10 ** (len(str(int(amount))) - 2) // 2, 1)
    return str(round(amount / step) * step)
