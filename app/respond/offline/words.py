"""What the pages without a connection say from their scripts, in the language of the page.

`{name}` is a place that the script fills.
"""

from collections.abc import Mapping

from app.web.texts import _


def said_of_answers() -> Mapping[str, str]:
    """Both of a respondent's own page and of interviews."""
    return {
        "check": _("Please check this page"),
        "change": _("Change"),
        "changeOf": _("Change: {question}"),
        "notAnswered": _("Not answered"),
        "contactGiven": _("Given, and kept apart from your answers"),
        "way": _("Page {position} of {total}"),
        "notKept": _(
            "This device cannot keep your answers: its memory is full or shut. Free some, or answer"
            " with a connection."
        ),
        "online": _("There is a connection."),
        "offline": _("There is no connection. You can go on."),
        "openElsewhere": _(
            "These answers are open in another tab of this device. Close it, then open this page"
            " again."
        ),
        "noConnection": _(
            "There is no connection just now. Nothing is lost: it is sent as soon as there is one."
        ),
        "refused": _("The answers could not be taken: {reason}"),
        "unknownLink": _(
            "This link is not known, or not valid any more. Your answers stay on this device: ask"
            " who gave you the link for a new one."
        ),
        "tooMuch": _(
            "It was too much to send at once. Shorten your longest text, then send again."
        ),
    }


def said_of_draft() -> Mapping[str, str]:
    """On a respondent's own page."""
    return {
        **said_of_answers(),
        "connectFirst": _(
            "This needs a connection once, to bring the questions to your device. Try again when"
            " you have one."
        ),
        "cannotKeep": _(
            "This browser cannot keep the questions, as in a private window. Answer with a"
            " connection, or open the page in another browser."
        ),
        "sending": _("Being sent …"),
    }


def said_of_interviews() -> Mapping[str, str]:
    return {
        **said_of_answers(),
        "connectFirst": _(
            "This device needs a connection once, to bring the questions and the places for"
            " interviews to it. Try again when you have one."
        ),
        "cannotKeep": _(
            "This browser cannot keep interviews, as in a private window. Open the page in another"
            " browser."
        ),
        "tooShort": _("Choose at least {least} characters."),
        "notTheSame": _("The two are not the same: write the passphrase twice alike."),
        "wrongPassphrase": _(
            "This passphrase does not open what is on this device. Check it, letter by letter."
        ),
        "interview": _("Interview {number}, {moment}"),
        "filling": _("Being filled in"),
        "waiting": _("Waits to be sent"),
        "sending": _("Being sent …"),
        "sent": _("Sent. Receipt: {receipt}"),
        "erased": _("Sent before, and erased since at the person's request"),
        "look": _("Needs a look: {reason}"),
        "lookOnline": _("Open it with a connection"),
        "goOn": _("Go on"),
        "goOnOf": _("Go on: {interview}"),
        "openAnswer": _("An answer is missing or cannot be taken."),
        "stock": _("Places for new interviews on this device: {count}"),
        "noStock": _(
            "There is no place for a new interview left on this device. Connect once: it fetches"
            " new ones."
        ),
        "nothing": _("No interview on this device yet."),
        "unsent": _("Interviews on this device that are not sent: {count}"),
        "locked": _("Closed after a pause. Write the passphrase to go on."),
        "allSent": _("All interviews are sent."),
    }
