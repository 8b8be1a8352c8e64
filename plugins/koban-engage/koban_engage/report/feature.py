"""What the feature `report` declares."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from koban.api import Collected, Feature, Finding, Indicator, Requires, Screen
from koban_engage.report.config import ReportConfig, definition
from koban_engage.report.records import MESSAGE, REPORT

TITLE = {
    "en": "Report or ask",
    "nl": "Melden of vragen",
    "fr": "Signaler ou demander",
    "de": "Melden oder fragen",
    "pl": "Zgłoś lub zapytaj",
    "pt": "Comunicar ou perguntar",
    "uk": "Повідомити або запитати",
    "tr": "Bildir veya sor",
    "ar": "أبلغ أو اسأل",
    "es": "Informar o preguntar",
}
YOURS = {
    "en": "Your report",
    "nl": "Je melding",
    "fr": "Votre signalement",
    "de": "Ihre Meldung",
    "pl": "Twoje zgłoszenie",
    "pt": "A sua comunicação",
    "uk": "Ваше звернення",
    "tr": "Bildiriminiz",
    "ar": "بلاغك",
    "es": "Su aviso",
}
INBOX = {
    "en": "Inbox",
    "nl": "Postvak",
    "fr": "Boîte de réception",
    "de": "Eingang",
    "pl": "Skrzynka",
    "pt": "Caixa de entrada",
    "uk": "Вхідні",
    "tr": "Gelen kutusu",
    "ar": "الوارد",
    "es": "Bandeja de entrada",
}
TAKE_DOWN = {
    "en": "Take down",
    "nl": "Opnemen",
    "fr": "Consigner",
    "de": "Aufnehmen",
    "pl": "Przyjmij",
    "pt": "Registar",
    "uk": "Прийняти",
    "tr": "Kaydet",
    "ar": "تدوين",
    "es": "Anotar",
}
TOLD = {
    "en": "What you tell us, and your photo if you add one",
    "nl": "Wat je ons vertelt, en je foto als je er een toevoegt",
    "fr": "Ce que vous nous dites, et votre photo si vous en ajoutez une",
    "de": "Was Sie uns mitteilen, und Ihr Foto, wenn Sie eines hinzufügen",
    "de-simple": "Das schreiben Sie uns. Und Ihr Foto, wenn es ein Foto gibt.",
    "pl": "To, co nam przekazujesz, i zdjęcie, jeśli je dodasz",
    "pt": "O que nos diz, e a sua fotografia se a juntar",
    "uk": "Те, що ви нам повідомляєте, і фото, якщо ви його додасте",
    "tr": "Bize anlattıklarınız ve eklerseniz fotoğrafınız",
    "ar": "ما تخبرنا به، وصورتك إن أضفتها",
    "es": "Lo que nos cuenta, y su foto si la añade",
}
CONTACT = {
    "en": "Your name and how to reach you, if you choose to give them",
    "nl": "Je naam en hoe we je bereiken, als je die wilt geven",
    "fr": "Votre nom et comment vous joindre, si vous choisissez de les donner",
    "de": "Ihr Name und wie wir Sie erreichen, wenn Sie es angeben möchten",
    "de-simple": "Ihr Name. Und so erreichen wir Sie. Wenn Sie das sagen möchten.",
    "pl": "Twoje imię i kontakt, jeśli zechcesz je podać",
    "pt": "O seu nome e contacto, se quiser indicá-los",
    "uk": "Ваше ім'я та контакт, якщо ви захочете їх назвати",
    "tr": "Vermek isterseniz adınız ve size nasıl ulaşacağımız",
    "ar": "اسمك وطريقة الوصول إليك، إن اخترت ذكرهما",
    "es": "Su nombre y cómo localizarle, si quiere darlos",
}


INDICATORS = [
    Indicator("first-answer", {"en": "Hours until the first answer, in the middle"}, "h", "median"),
    Indicator("answered-in-time", {"en": "Reports answered by the promised day"}, "%", "share"),
    Indicator("closed-with-answer", {"en": "Reports closed with an answer within a month"}, "%", "share"),
    Indicator("reopened", {"en": "Closed reports that were opened again"}, "%", "share"),
    Indicator("solved-agreed", {"en": "Reporters who agree that it is solved"}, "%", "share"),
    Indicator("reports", {"en": "Reports in four weeks, by area"}),
]


class Report(Feature):
    """Tell the unit something or ask it, with or without a name, and read its answer."""

    name = "report"
    title = TITLE
    summary = {
        "en": "Tell the unit what worries you or ask it something. You see by when it answers, and its answer.",
        "nl": "Vertel het team wat je ongerust maakt of stel een vraag. Je ziet wanneer het uiterlijk antwoordt, en het antwoord.",
        "fr": "Dites à l'équipe ce qui vous inquiète ou posez-lui une question. Vous voyez quand elle répond, et sa réponse.",
        "de": "Sagen Sie dem Team, was Ihnen Sorgen macht, oder fragen Sie. Sie sehen, bis wann es antwortet, und die Antwort.",
        "de-simple": "Haben Sie Sorgen? Oder eine Frage? Sagen Sie es dem Team. Sie sehen den Tag für die Antwort. Und Sie lesen die Antwort.",
        "pl": "Powiedz zespołowi, co Cię niepokoi, lub zapytaj. Zobaczysz, do kiedy odpowie, i samą odpowiedź.",
        "pt": "Diga à equipa o que o preocupa ou faça uma pergunta. Vê até quando responde, e a resposta.",
        "uk": "Розкажіть команді, що вас непокоїть, або запитайте. Ви побачите, коли вона відповість, і саму відповідь.",
        "tr": "Ekibe sizi kaygılandıranı anlatın veya sorun. Ne zamana kadar yanıt vereceğini ve yanıtını görürsünüz.",
        "ar": "أخبر الفريق بما يقلقك أو اسأله. سترى متى يجيب، وسترى جوابه.",
        "es": "Cuente al equipo lo que le preocupa o pregúntele. Verá para cuándo responde, y su respuesta.",
    }
    Config = ReportConfig
    approach = "reactive"
    delivers = ["feedback-closure"]
    collects = [Collected(TOLD, "*", optional=False), Collected(CONTACT, "*")]
    requires = Requires(device=("geolocation", "camera"))
    screens = [
        Screen("", title=TITLE, icon="report"),
        Screen("status", title=YOURS, icon="chat", navigation=False),
    ]
    desk_screens = [
        Screen("", title=INBOX, icon="inbox", offline="never"),
        Screen("take-down", title=TAKE_DOWN, icon="edit", offline="never"),
    ]
    pages = "koban_engage.report.web:router"
    api = "koban_engage.report.api:router"
    desk = "koban_engage.report.desk:router"
    home = "koban_engage.report.home:cards"
    demo = "koban_engage.report.demo:fill"
    records = [REPORT, MESSAGE]
    indicators = INDICATORS
    observe = "koban_engage.report.observing:observe"
    elements = {
        "kb-personal-hint": "personal-hint.js",
        "kb-here": "here.js",
        "kb-receipt": "receipt.js",
    }
    reports_to_desk = True

    def check(self, config: ReportConfig) -> Iterable[Finding]:
        """Options of choices, bounds and ids of questions."""
        return config.findings()

    def forms(self, config: ReportConfig) -> dict[str, dict[str, Any]]:
        """One form a category."""
        return {name: definition(name, category) for name, category in config.categories.items()}

    def offline_paths(self, config: ReportConfig) -> list[str]:
        """The form of every category, so that a report can be written without a network."""
        return [f"new/{name}" for name in config.categories]
