"""The words that scripts show: sent with each page, so that scripts hold no text of their own."""

from __future__ import annotations

from koban.texts.words import Words


def script_words(words: Words) -> dict[str, str]:
    """Key -> words; `{n}` and `{total}` are filled in by the script."""
    _ = words.gettext
    return {
        "progress": _("Question {n} of {total}"),
        "back": _("Back"),
        "continue": _("Continue"),
        "check": _("Check your answers"),
        "checkHint": _("Please look it over before you send it."),
        "change": _("Change"),
        "empty": _("Nothing entered"),
        "errorTitle": _("Please correct this first"),
        "required": _("Please answer this question"),
        "waiting": _("Not sent yet"),
        "waitingText": _("It is kept on this phone and goes out by itself as soon as there is a connection."),
        "sending": _("Sending"),
        "sent": _("Sent"),
        "receipt": _("Your receipt"),
        "refused": _("This could not be taken"),
        "refusedText": _(
            "It is still on this phone. Copy what you wrote if you need it, then delete it here."
        ),
        "retry": _("Try again now"),
        "delete": _("Delete from this phone"),
        "read": _("Read what I wrote"),
        "open": _("See what happens next"),
        "close": _("Close"),
        "copy": _("Copy"),
        "copied": _("Copied"),
        "tooBig": _("There is no room left on this phone to keep this. Please stay here and try again."),
    }
