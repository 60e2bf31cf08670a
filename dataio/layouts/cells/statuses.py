"""What people and trackers call the statuses of an application.

A text is looked up whole; if it is unknown, its words are: outcomes win over steps on the way, so that “Rejected after
interview” is a rejection. Words are whole words: “latest” holds no “test”. Unknown and ambiguous ones are asked.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from applications.models import Status
from dataio.layouts.cells.outcomes import Unreadable


@dataclass(frozen=True)
class Meaning:
    """What a status word says. `status` empty: no application, only a posting."""

    status: str
    # Where the row says that, or when, one has applied; None: the same.
    if_applied: str | None = None
    availability: str = ""
    is_archived: bool = False
    remark: str = ""


_PHRASES: Final[Mapping[Status, str]] = {
    Status.INTERESTED: """
        interested, saved, save, bookmarked, bookmark, wishlist, wish list, to apply, want to apply, need to apply,
        apply,
        applying, draft, not started, not applied, not yet applied, not submitted, preparing, ready, ready to apply,
        discovered, identified, backlog, found, researching, evaluated, evaluating, processing, referral pending,
        needs manual, planned, plan to apply, prospect, lead, todo, to do, considering, interesting, in preparation
        | interessant, entwurf, geplant, bewerbung geplant, merken, gemerkt, gespeichert, freigegeben, in vorbereitung,
        vorgemerkt, noch nicht beworben
        | a postuler, a envoyer, brouillon, sauvegardee, sauvegarde, reperee, repere, prevu, nouvelle, interesse,
        je vais postuler
        | por aplicar, pendiente de aplicar, evaluada, evaluar, verificar, condicional, interesado, guardado, guardada
        | rascunho, a candidatar, salvo, salva, interessado | da candidare, salvata, interessato | te solliciteren,
        opgeslagen
        """,
    Status.APPLIED: """
        applied, submitted, application submitted, application sent, sent, confirmed, confirmation received,
        application confirmation, application received, acknowledged, received, pending, waiting, awaiting,
        awaiting response, waiting for response, under review, in review, under consideration, viewed, application
        viewed,
        followed up, follow up sent, applied online, easy applied
        | beworben, versendet, gesendet, abgeschickt, bewerbung versendet, bewerbung abgeschickt, bewerbung gesendet,
        eingereicht, eingangsbestatigung, eingangsbestatigung erhalten, erhalt bestatigt, wartend, in prufung, in
        bearbeitung,
        beim kunden
        | envoye, envoyee, candidature envoyee, postule, postulee, candidate, cv envoye, soumise, soumis, dossier
        envoye,
        en attente, en attente de reponse, attente de reponse, vue, en examen, relance, relancee, relance a faire,
        accuse de reception, confirme
        | aplicado, aplicada, postulado, postulada, enviado, enviada, en revision, revisada, solicitado, candidatura
        enviada
        | candidatei, candidatado, pendente, em espera, recebida, aplicou | candidato, candidatura inviata, inviata,
        inviato,
        in attesa | gesolliciteerd, verstuurd, verzonden | basvuruldu
        """,
    Status.SCREENING: """
        screen, screening, phone screen, phone screening, phone call, recruiter screen, recruiter call, hm screen,
        hr screen,
        hiring manager screen, responded, response received, availability request, information request, oa, oa received,
        online assessment, assessment, assessment sent, coding challenge, code challenge, take home, take home test,
        take home assignment, test, technical test, shortlisted by employer, pre screen, initial call, intro call
        | antwort erhalten, erstgesprach, telefoninterview, telefongesprach, testaufgabe, aufgabe, einstellungstest,
        vorauswahl
        | reponse recue, shortliste, preselectionne, preselection, prequalification, test ecrit, test technique,
        epreuve,
        epreuve technique, mise en relation, appel telephonique
        | respondido, preseleccion, prueba tecnica | triagem, pre selecao, teste, avaliacao, teste tecnico | selezione
        """,
    Status.INTERVIEW: """
        interview, interviews, interviewing, in interview, interviewed, interview requested, interview scheduled,
        interview invitation, interview completed, first interview, second interview, third interview, final interview,
        phone interview, video interview, 1st round, 2nd round, 3rd round, first round, second round, final round,
        technical,
        technical interview, onsite, on site, on site interview, onsite interview, final, team match, panel interview
        | interview runde, vorstellungsgesprach, gesprach, zweitgesprach, drittgesprach, einladung, einladung
        erhalten, eingeladen,
        im gesprach, probearbeiten
        | entretien, entretiens, en entretien, premier entretien, deuxieme entretien, entretien rh, entretien technique,
        entretien manager, entretien final, entretien prevu, entretien en cours, rdv, j ai un entretien
        | entrevista, entrevistas, entrevistado, em entrevista, colloquio, gesprek, sollicitatiegesprek, mulakat
        """,
    Status.OFFER: """
        offer, offered, offer received, offer made, offer extended, negotiating, negotiation, job offer, verbal offer
        | angebot, angebot erhalten, angebot vorliegend, verhandlung, vertragsangebot
        | offre, offre recue, proposition, negociation | oferta, oferta recibida, proposta, proposta recebida, offerta,
        aanbod, aanbieding, teklif
        """,
    Status.ACCEPTED: """
        accepted, offer accepted, accepted offer, accept offer, hired, signed, contract signed, won, got the job
        | angenommen, akzeptiert, vertrag, vertrag unterschrieben, eingestellt
        | accepte, acceptee, embauche, embauchee, admis
        | contratado, contratada, aceptado, aceptada, aceite, aceito, assunto, accettato, aangenomen
        """,
    Status.DECLINED: """
        offer declined, declined offer, i declined, offer refused, offer rejected by me, turned down offer, i turned
        it down,
        declined by me | angebot abgelehnt | offre refusee, offre declinee | oferta rechazada, proposta recusada
        """,
    Status.REJECTED: """
        rejected, reject, rejection, refused, denied, not selected, no offer, no, turned down by company, turned
        down by them,
        position filled, unsuccessful, failed, not moving forward, no longer under consideration, regret, declined
        by company,
        declined by employer
        | absage, absage erhalten, abgesagt, abgelehnt, nein
        | refus, refuse, refusee, rejete, rejetee, reponse negative, negatif, negative, ko, non retenu, non retenue
        | rechazado, rechazada, rechazo, rejeitado, rejeitada, recusado, recusada, rifiutato, rifiutata, rifiuto,
        afgewezen, afwijzing, reddedildi
        """,
    Status.WITHDRAWN: """
        withdrawn, withdrew, i withdrew, withdrew application, application withdrawn, cancelled by me, canceled by
        me, dropped out
        | zuruckgezogen, bewerbung zuruckgezogen
        | retire, retiree, abandonne, abandonnee, retrait
        | retirada, retirado, desisti, desistencia, ritirato, ritirata, teruggetrokken
        """,
    Status.GHOSTED: """
        ghosted, ghost, no response, no reply, no answer, no feedback, silence, stale, nothing heard, never heard back,
        no response yet
        | ghosting, keine ruckmeldung, keine antwort | sans reponse, aucune reponse, sans nouvelles, pas de reponse,
        je n ai pas recu de reponse | sin respuesta, sem resposta, sem retorno, nessuna risposta, geen reactie
        """,
}  # fmt: skip


def _unless_applied(status: Status) -> Meaning:
    """One who has not applied takes nothing back: then there is a posting alone."""
    return Meaning("", if_applied=status)


_PUT_AWAY: Final = Meaning(
    Status.INTERESTED,
    if_applied=Status.APPLIED,
    is_archived=True,
    remark="Put away; how it ended, the file does not say.",
)
_GONE: Final = Meaning("", if_applied=Status.APPLIED, availability="closed", remark="The posting is closed.")
_WAITING: Final = Meaning(Status.INTERESTED, if_applied=Status.APPLIED)
_OTHERS: Final[Mapping[str, Meaning]] = {
    **dict.fromkeys(
        ("new", "unknown", "old", "not reviewed"), Meaning("", if_applied=Status.APPLIED, remark="Only a posting.")
    ),
    **dict.fromkeys(("archived", "archive", "archiviert", "archivee", "archive e", "archivado"), _PUT_AWAY),
    **dict.fromkeys(("expired", "abgelaufen", "expiree", "expirada", "job expired", "posting closed"), _GONE),
    **dict.fromkeys(("offen", "open", "ouvert"), _WAITING),
    **dict.fromkeys(
        (
            "skip", "skipped", "not interested", "not applying", "kein interesse", "uninteressant", "no aplicar",
            "not a fit", "passed on it",
        ),
        _unless_applied(Status.WITHDRAWN),
    ),
}  # fmt: skip
# Words that mean one thing here and another there; a person says which.
_AMBIGUOUS: Final = frozenset(
    """
    declined,closed,cerrada,cerrado,on hold,hold,position on hold,hiring freeze,blocked,active,live,done,complete,
    completed,response,reponse,descartado,descartada,discarded,cancelada,cancelled,canceled,shortlisted,delete,deleted,
    referral,cooptation,in progress,in_progress,en cours,en proceso,em andamento,zusage,storniert,laufend,inactive
    """.replace("\n", "")
    .replace("    ", "")
    .split(",")
)
# For texts that are not known whole: what is looked for among their words, the first found wins.
_PRECEDENCE: Final = (
    ("not applied", Status.INTERESTED),
    ("not yet applied", Status.INTERESTED),
    ("never applied", Status.INTERESTED),
    ("noch nicht beworben", Status.INTERESTED),
    *((phrase, Status.DECLINED) for phrase in ("offer declined", "declined offer", "i declined", "declined the offer",
                                             "turned down offer", "turned down the offer", "angebot abgelehnt")),
    *((phrase, Status.WITHDRAWN) for phrase in ("withdrawn", "withdrew", "zuruckgezogen", "retirada", "abandonne")),
    *((phrase, Status.REJECTED) for phrase in (
        "rejected", "rejection", "reject", "not selected", "no offer", "unsuccessful", "not moving forward",
        "position filled", "turned down", "absage", "abgesagt", "abgelehnt", "refus", "refuse", "refusee", "rejete",
        "rejetee", "negative", "rechazado", "rechazada", "rejeitado", "rejeitada", "recusado", "recusada",
        "afgewezen")),
    *((phrase, Status.ACCEPTED) for phrase in (
        "offer accepted", "accepted offer", "accepted the offer", "hired", "contract signed", "eingestellt")),
    *((phrase, Status.GHOSTED) for phrase in (
        "ghosted", "no response", "no reply", "no answer", "keine ruckmeldung", "keine antwort", "sans reponse",
        "aucune reponse", "sin respuesta", "sem resposta")),
    *((phrase, Status.OFFER) for phrase in ("offer", "negotiating", "negotiation", "angebot", "offre", "oferta")),
    *((phrase, Status.SCREENING) for phrase in ("phone screen", "recruiter call", "recruiter screen")),
    *((phrase, Status.INTERVIEW) for phrase in (
        "interview", "interviews", "interviewing", "interviewed", "vorstellungsgesprach", "gesprach", "entretien",
        "entrevista", "colloquio", "onsite")),
    *((phrase, Status.SCREENING) for phrase in (
        "screen", "screening", "assessment", "coding challenge", "technical test", "take home", "testaufgabe")),
    *((phrase, Status.INTERESTED) for phrase in (
        "to apply", "wishlist", "bookmarked", "a postuler", "bewerbung geplant")),
    *((phrase, Status.APPLIED) for phrase in (
        "applied", "submitted", "application sent", "beworben", "candidature envoyee", "postule", "aplicado",
        "enviada", "awaiting", "waiting", "under review")),
)  # fmt: skip
# Words before a step that undo it: “other role offered”, “no interview”.
_NEGATIONS: Final = frozenset(
    ["no", "not", "never", "without", "other", "another", "kein", "keine", "nicht", "sans", "pas", "sin", "sem"]
)
_LONGEST: Final = 120
_IN_BRACKETS: Final = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_APART: Final = re.compile(r"[\W_]+")


@lru_cache(maxsize=4096)
def normalised(word: str) -> str:
    """A status word without emoji, case, accents and signs, one blank between words: `📨 Applied` is `applied`."""
    plain = unicodedata.normalize("NFKD", word[: 2 * _LONGEST].casefold().replace("ß", "ss"))
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return _APART.sub(" ", _IN_BRACKETS.sub(" ", plain)).strip() or _APART.sub(" ", plain).strip()


def _whole_words() -> dict[str, Meaning]:
    words: dict[str, Meaning] = {}
    for status, phrases in _PHRASES.items():
        for phrase in re.split(r"[,|]", phrases):
            words[normalised(phrase)] = Meaning(status)
    words.update({normalised(word): meaning for word, meaning in _OTHERS.items()})
    words.update({str(status.value): Meaning(status) for status in Status})
    words.update({normalised(str(status.label)): Meaning(status) for status in Status})
    return words


_WHOLE: Final = _whole_words()
_EMOJI: Final[Mapping[str, Status]] = {"👻": Status.GHOSTED}


@lru_cache(maxsize=4096)
def known_meaning(word: str) -> Meaning | None:
    """What a status word means; None where it is unknown or ambiguous. `declined` alone is ambiguous."""
    plain = normalised(word)
    if plain in _AMBIGUOUS:
        return None
    if plain in _WHOLE:
        return _WHOLE[plain]
    if not plain:
        emoji = word.strip().removesuffix("\ufe0f")
        return Meaning(_EMOJI[emoji]) if emoji in _EMOJI else None
    if len(word) > _LONGEST:
        return None
    padded = f" {plain} "
    for phrase, status in _PRECEDENCE:
        place = padded.find(f" {phrase} ")
        if place >= 0:
            before = padded[:place].rsplit(" ", 1)[-1]
            if before in _NEGATIONS:
                continue
            return Meaning(status)
    return None


def read_status(word: str, own_words: Mapping[str, Meaning]) -> Meaning:
    """What a status word means, by `own_words` (normalised) of the file's layout or of the person first.

    Raises Unreadable: `ambiguous_status` or `unknown_status`.
    """
    plain = normalised(word)
    meaning = own_words.get(plain) or known_meaning(word)
    if meaning is not None:
        return meaning
    ways_out = "Say what it means, or map the column to the notes."
    if plain in _AMBIGUOUS:
        raise Unreadable("ambiguous_status", f"“{word[:50]}” means different things in different files. {ways_out}")
    labels = ", ".join(str(status.label) for status in Status)
    raise Unreadable("unknown_status", f"“{word[:50]}” is none of the statuses known here: {labels}. {ways_out}")
