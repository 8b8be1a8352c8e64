"""The categories a unit starts with when its manifest names none. They name no place and no force."""

from __future__ import annotations

from typing import Any


def usual_categories() -> dict[str, Any]:
    """A concern, a question, praise or a complaint."""
    return {
        "concern": {
            "label": {
                "en": "Something worries me",
                "nl": "Iets maakt mij ongerust",
                "fr": "Quelque chose m'inquiète",
                "de": "Etwas macht mir Sorgen",
                "pl": "Coś mnie niepokoi",
                "pt": "Há algo que me preocupa",
                "uk": "Мене щось непокоїть",
                "tr": "Beni kaygılandıran bir şey var",
                "ar": "هناك ما يقلقني",
                "es": "Algo me preocupa",
            },
            "icon": "report",
            "kind": "report",
            "firstAnswer": "2wd",
            "purpose": "response",
        },
        "question": {
            "label": {
                "en": "I have a question",
                "nl": "Ik heb een vraag",
                "fr": "J'ai une question",
                "de": "Ich habe eine Frage",
                "pl": "Mam pytanie",
                "pt": "Tenho uma pergunta",
                "uk": "У мене є запитання",
                "tr": "Bir sorum var",
                "ar": "لدي سؤال",
                "es": "Tengo una pregunta",
            },
            "icon": "question",
            "kind": "question",
            "firstAnswer": "2wd",
            "purpose": "question",
            "photo": False,
            "place": False,
        },
        "praise-or-complaint": {
            "label": {
                "en": "Praise or a complaint about us",
                "nl": "Een compliment of klacht over ons",
                "fr": "Un compliment ou une plainte à notre sujet",
                "de": "Lob oder Beschwerde über uns",
                "pl": "Pochwała lub skarga na nas",
                "pt": "Um elogio ou uma queixa sobre nós",
                "uk": "Подяка або скарга на нас",
                "tr": "Hakkımızda övgü veya şikâyet",
                "ar": "شكر أو شكوى بشأننا",
                "es": "Un elogio o una queja sobre nosotros",
            },
            "icon": "thumb",
            "kind": "praise-or-complaint",
            "firstAnswer": "5wd",
            "purpose": "question",
            "photo": False,
            "place": False,
        },
    }
