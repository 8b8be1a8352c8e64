"""What the feature `officers` declares."""

from __future__ import annotations

from koban.api import Feature, Screen
from koban_engage.officers.config import OfficersConfig
from koban_engage.officers.records import PROFILE

TITLE = {
    "en": "Meet your unit",
    "nl": "Maak kennis met je team",
    "fr": "Votre équipe",
    "de": "Ihr Team vor Ort",
    "de-simple": "Ihr Team",
    "pl": "Poznaj swój zespół",
    "pt": "Conheça a sua equipa",
    "uk": "Ваша команда",
    "tr": "Ekibinizle tanışın",
    "ar": "تعرف على فريقك",
    "es": "Conozca a su equipo",
}
ABOUT_YOU = {
    "en": "What people see of you",
    "nl": "Wat mensen van je zien",
    "fr": "Ce que l'on voit de vous",
    "de": "Was man von Ihnen sieht",
    "de-simple": "Das sieht man von Ihnen",
    "pl": "Co inni o Tobie widzą",
    "pt": "O que veem de si",
    "uk": "Що люди бачать про вас",
    "tr": "İnsanların sizde gördüğü",
    "ar": "ما يراه الناس عنك",
    "es": "Lo que se ve de usted",
}


class Officers(Feature):
    """Who the unit is, when it is there, where it can be met and who answers otherwise."""

    name = "officers"
    title = TITLE
    summary = {
        "en": "Who works here, when and where you can meet them, and who answers when nobody is in.",
        "nl": "Wie hier werkt, wanneer en waar je hen ontmoet, en wie antwoordt als er niemand is.",
        "fr": "Qui travaille ici, quand et où les rencontrer, et qui répond quand il n'y a personne.",
        "de": "Wer hier arbeitet, wann und wo Sie das Team treffen, und wer antwortet, wenn niemand da ist.",
        "de-simple": "Wer arbeitet hier? Wann und wo treffen Sie das Team? Wer antwortet, wenn niemand da ist?",
        "pl": "Kto tu pracuje, kiedy i gdzie można się spotkać i kto odpowiada, gdy nikogo nie ma.",
        "pt": "Quem trabalha aqui, quando e onde os encontrar, e quem responde quando não está ninguém.",
        "uk": "Хто тут працює, коли й де можна зустрітися і хто відповідає, коли нікого немає.",
        "tr": "Burada kim çalışır, ne zaman ve nerede bulunur, kimse yokken kim yanıt verir.",
        "ar": "من يعمل هنا، ومتى وأين تلتقي بهم، ومن يجيب حين لا يكون أحد.",
        "es": "Quién trabaja aquí, cuándo y dónde encontrarlos, y quién responde cuando no hay nadie.",
    }
    Config = OfficersConfig
    approach = "proactive"
    delivers = ["decentralised-unit"]
    screens = [Screen("", title=TITLE, icon="people", offline="data")]
    desk_screens = [Screen("", title=ABOUT_YOU, icon="officer", offline="never")]
    pages = "koban_engage.officers.web:router"
    desk = "koban_engage.officers.desk:router"
    home = "koban_engage.officers.home:cards"
    records = [PROFILE]
