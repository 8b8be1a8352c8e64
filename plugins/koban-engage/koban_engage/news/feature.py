"""What the feature `news` declares."""

from __future__ import annotations

from koban.api import Feature, Screen
from koban_engage.news.config import NewsConfig
from koban_engage.news.records import ARTICLE

TITLE = {
    "en": "News",
    "nl": "Nieuws",
    "fr": "Actualités",
    "de": "Neues",
    "pl": "Aktualności",
    "pt": "Notícias",
    "uk": "Новини",
    "tr": "Haberler",
    "ar": "أخبار",
    "es": "Noticias",
}


class News(Feature):
    """What the unit tells its community."""

    name = "news"
    title = TITLE
    summary = {
        "en": "What your unit has to tell you, in short and plain words.",
        "nl": "Wat je team je te vertellen heeft, kort en duidelijk.",
        "fr": "Ce que votre équipe a à vous dire, en mots courts et clairs.",
        "de": "Was Ihr Team Ihnen zu sagen hat, kurz und klar.",
        "de-simple": "Ihr Team schreibt Ihnen. Kurz und klar.",
        "pl": "Co Twój zespół ma do powiedzenia, krótko i jasno.",
        "pt": "O que a sua equipa tem para lhe dizer, em palavras simples.",
        "uk": "Що ваша команда має вам сказати, коротко й просто.",
        "tr": "Ekibinizin size söyleyecekleri, kısa ve sade.",
        "ar": "ما يود فريقك أن يقوله لك، بكلمات قصيرة وواضحة.",
        "es": "Lo que su equipo quiere contarle, en pocas y claras palabras.",
    }
    Config = NewsConfig
    approach = "proactive"
    delivers = ["two-way-local-information"]
    screens = [Screen("", title=TITLE, icon="news", offline="data")]
    desk_screens = [Screen("", title=TITLE, icon="news", offline="never")]
    pages = "koban_engage.news.web:router"
    desk = "koban_engage.news.desk:router"
    home = "koban_engage.news.home:cards"
    demo = "koban_engage.news.demo:fill"
    records = [ARTICLE]
