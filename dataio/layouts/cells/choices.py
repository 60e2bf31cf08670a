"""Cells that name one of a few values."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from django.db.models import TextChoices

from applications.models import Application
from dataio.layouts.cells.letters import letters
from dataio.layouts.cells.outcomes import Remarked, Unreadable
from jobs.capturing import employment_words
from jobs.models import Job
from jobtracker.currencies import CURRENCIES
from jobtracker.employment import RemoteOption, SalaryPeriod


def _by_word(choices: type[TextChoices], others: Mapping[str, str]) -> dict[str, str]:
    words = {letters(option.value): option.value for option in choices}
    words |= {letters(str(option.label)): option.value for option in choices}
    words |= {letters(word): meaning for meaning, list_ in others.items() for word in list_.split(",")}
    return {word: str(value) for word, value in words.items()}


def _choice(
    choices: type[TextChoices], others: Mapping[str, str], known: Callable[[object], str | None]
) -> Callable[[str], str]:
    """A reader of one of `choices`, by value, by label, by one of the `others` (words parted by commas), or by what
    sites call it.
    """
    by_word = _by_word(choices, others)
    labels = ", ".join(str(option.label) for option in choices)

    def read(cell: str) -> str:
        value = by_word.get(letters(cell[:100])) or known(cell[:100])
        if value is None:
            raise Unreadable("invalid_choice", f"This is none of: {labels}. Map the column otherwise if it is no such.")
        return value

    return read


def _unknown(_: object) -> None:
    return None


remote_option: Final = _choice(
    RemoteOption,
    {
        RemoteOption.REMOTE: "yes,true,x,✓,fully remote,temporarily remote,100% remote,remote first,wfh,home,"
        "home office,"
        "homeoffice,télétravail,full remote,remoto,teletrabajo,teletrabalho,da remoto,thuiswerken,work from home,"
        "oui,ja,sí",
        RemoteOption.HYBRID: "partially remote,partly remote,flexible,hybride,híbrido,ibrido,teilweise remote",
        RemoteOption.ON_SITE: "office,in person,in office,no,false,vor ort,präsenz,büro,présentiel,sur site,presencial,"
        "in sede,op kantoor,onsite,non,nein",
    },
    employment_words.remote_option,
)
job_type: Final = _choice(
    Job.JobType,
    {
        Job.JobType.FULL_TIME: "cdi,temps plein,tiempo completo,jornada completa,tempo integral,festanstellung,"
        "unbefristet,"
        "tempo pieno,voltijd,regular,full time permanent,clt,indefinido",
        Job.JobType.PART_TIME: "temps partiel,medio tiempo,jornada parcial,meio período,minijob,deeltijd",
        Job.JobType.CONTRACT: "freelancer,freiberuflich,b2b,contract to hire,pj,autónomo",
        Job.JobType.INTERNSHIP: "stage,prácticas,estágio,tirocinio,pflichtpraktikum,co-op,coop",
        Job.JobType.TEMPORARY: "cdd,befristet,intérim,temporal,temporário,fixed term,zeitarbeit",
        Job.JobType.VOLUNTEER: "ehrenamt,bénévolat,voluntariado",
    },
    employment_words.job_type,
)
experience_level: Final = _choice(
    Job.ExperienceLevel,
    {
        Job.ExperienceLevel.INTERNSHIP: "intern,student",
        Job.ExperienceLevel.ENTRY: "junior,entry,graduate,new grad,berufseinsteiger,débutant,associate",
        Job.ExperienceLevel.MID: "middle,medior,intermediate,mid senior,confirmé,professional",
        Job.ExperienceLevel.SENIOR: "sr,sénior,senior level",
        Job.ExperienceLevel.LEAD: "principal,staff,team lead,manager,leitung",
        Job.ExperienceLevel.EXECUTIVE: "director,vp,c level,head",
    },
    _unknown,
)
availability: Final = _choice(
    Job.Availability,
    {
        Job.Availability.OPEN: "active,true,t,yes,live,published,posted",
        Job.Availability.CLOSED: "expired,inactive,false,f,no,filled,removed,position filled",
    },
    _unknown,
)
salary_period: Final = _choice(
    SalaryPeriod,
    {
        SalaryPeriod.HOUR: "stunde,stündlich,heure,hora,ora,uur,h,hr,/h,/hr",
        SalaryPeriod.DAY: "tag,täglich,jour,día,dia,giorno,dag,d,tjm",
        SalaryPeriod.WEEK: "woche,wöchentlich,semaine,semana,settimana,wk",
        SalaryPeriod.MONTH: "monat,monatlich,mois,mensuel,mes,mensual,mês,mensal,mese,maand,mo",
        SalaryPeriod.YEAR: "jahr,jährlich,an,année,annuel,año,anual,ano,anno,jaar,yr,pa,p.a.,per annum,annum",
    },
    employment_words.salary_period,
)
_SIGNS: Final = {"€": "EUR", "£": "GBP", "euro": "EUR", "euros": "EUR", "us$": "USD", "₹": "INR"}


def currency(cell: str) -> str:
    """A currency by its code, or by a sign that no other has."""
    code = cell.strip().upper()
    if code in CURRENCIES:
        return code
    if meant := _SIGNS.get(cell.strip().casefold()):
        return meant
    raise Unreadable("invalid_currency", "Use a three-letter currency code such as EUR or USD.")


_YES_WORDS: Final = "yes,y,true,t,x,1,checked,ja,oui,si,sim,wahr,vrai,verdadero,on,✓,✔,✅,☑"
_NO_WORDS: Final = "no,n,false,f,0,unchecked,nein,non,nao,nee,falsch,faux,falso,off,✗,✘,❌,☐"
_YES: Final = {letters(word) or word for word in _YES_WORDS.split(",")}
_NO: Final = {letters(word) or word for word in _NO_WORDS.split(",")}


def flag(cell: str) -> bool:
    """Yes or no."""
    text = cell.strip()[:20].removesuffix("\ufe0f")
    word = letters(text) or text
    if word in _YES:
        return True
    if word in _NO or text == "[ ]":
        return False
    raise Unreadable("invalid_flag", "This is neither yes nor no.")


_PRIORITIES: Final = {str(choice.label): str(choice.label) for choice in Application.Priority} | {
    letters(word): label
    for label, list_ in {
        "high": "hoch,haute,élevée,alta,alto,hoog,top,urgent,dream,dream job,p0,p1,a,must",
        "normal": "medium,mid,mittel,moyenne,moyen,media,médio,gemiddeld,middle,p2,b",
        "low": "niedrig,gering,basse,faible,baja,bajo,baixa,bassa,laag,p3,c,nice to have",
    }.items()
    for word in list_.split(",")
}
_RATING: Final = re.compile(r"(\d{1,2}(?:[.,]\d+)?)\s*(?:/\s*(5|10|100))?")
_STARS: Final = re.compile(r"(?:[★⭐🌟]\ufe0f?\s*)+[☆\s]*")


def priority(cell: str) -> "str | Remarked":
    """A priority by its word; of 0 to 5 points or stars, 4 and 5 are high, 1 and 2 low, and 0 is none."""
    if label := _PRIORITIES.get(letters(cell[:50])):
        return label
    points: float | None = None
    if _STARS.fullmatch(cell[:50]):
        points = sum(cell.count(star) for star in "★⭐🌟")
    elif rating := _RATING.fullmatch(cell.strip()):
        points = float(rating[1].replace(",", ".")) * 5 / int(rating[2] or 5)
    if points is None or not 0 <= points <= 5:
        raise Unreadable("invalid_choice", "This is none of: low, normal, high; nor a rating from 0 to 5.")
    label = "normal" if points == 0 or 2 < points < 3.5 else "low" if points <= 2 else "high"
    return Remarked(label, f"{label.capitalize()} priority.", keeps_text=points > 0)


def one_of(words: Iterable[str], readers: Callable[[str], object]) -> float:
    """The share of `words` that a reader takes."""
    taken = total = 0
    for word in words:
        total += 1
        try:
            readers(word)
        except Unreadable:
            continue
        taken += 1
    return taken / total if total else 0.0
