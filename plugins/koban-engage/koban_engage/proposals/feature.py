"""What the feature `proposals` declares."""

from __future__ import annotations

from koban.api import Collected, Feature, Screen
from koban_engage.proposals.config import ProposalsConfig
from koban_engage.proposals.records import BALLOTS, PROPOSAL, SUPPORT

TITLE = {
    "en": "Proposals",
    "nl": "Voorstellen",
    "fr": "Propositions",
    "de": "Vorschläge",
    "pl": "Propozycje",
    "pt": "Propostas",
    "uk": "Пропозиції",
    "tr": "Öneriler",
    "ar": "مقترحات",
    "es": "Propuestas",
}
PROPOSE = {
    "en": "Make a proposal",
    "nl": "Doe een voorstel",
    "fr": "Faire une proposition",
    "de": "Einen Vorschlag machen",
    "pl": "Złóż propozycję",
    "pt": "Fazer uma proposta",
    "uk": "Подати пропозицію",
    "tr": "Öneri yapın",
    "ar": "قدم مقترحًا",
    "es": "Hacer una propuesta",
}
PROPOSED = {
    "en": "What you propose",
    "nl": "Wat je voorstelt",
    "fr": "Ce que vous proposez",
    "de": "Was Sie vorschlagen",
    "de-simple": "Ihr Vorschlag",
    "pl": "To, co proponujesz",
    "pt": "O que propõe",
    "uk": "Те, що ви пропонуєте",
    "tr": "Önerdikleriniz",
    "ar": "ما تقترحه",
    "es": "Lo que propone",
}
CONTACT = {
    "en": "How to reach you about your proposal, if you choose to say",
    "nl": "Hoe we je over je voorstel bereiken, als je dat wilt zeggen",
    "fr": "Comment vous joindre au sujet de votre proposition, si vous le souhaitez",
    "de": "Wie wir Sie zu Ihrem Vorschlag erreichen, wenn Sie es angeben möchten",
    "de-simple": "So erreichen wir Sie. Wenn Sie das sagen möchten.",
    "pl": "Jak się z Tobą skontaktować w sprawie propozycji, jeśli zechcesz podać",
    "pt": "Como o contactar sobre a sua proposta, se quiser dizê-lo",
    "uk": "Як зв'язатися з вами щодо пропозиції, якщо ви захочете сказати",
    "tr": "Öneriniz hakkında size nasıl ulaşacağımız, söylemek isterseniz",
    "ar": "كيف نصل إليك بشأن مقترحك، إن اخترت ذكر ذلك",
    "es": "Cómo localizarle sobre su propuesta, si quiere decirlo",
}


class Proposals(Feature):
    """Propose, support, read the unit's answer and see what was done."""

    name = "proposals"
    title = TITLE
    summary = {
        "en": "Say what should change here, support what others propose, and see what came of it.",
        "nl": "Zeg wat hier anders moet, steun wat anderen voorstellen en zie wat ervan kwam.",
        "fr": "Dites ce qui devrait changer ici, soutenez les idées des autres et voyez ce qu'il en est advenu.",
        "de": "Sagen Sie, was sich hier ändern soll, unterstützen Sie andere und sehen Sie, was daraus wurde.",
        "de-simple": "Was soll hier anders werden? Sagen Sie es uns. Oder unterstützen Sie andere. Sie sehen: Was ist passiert?",
        "pl": "Powiedz, co powinno się tu zmienić, poprzyj innych i zobacz, co z tego wynikło.",
        "pt": "Diga o que deve mudar aqui, apoie o que outros propõem e veja o que resultou.",
        "uk": "Скажіть, що тут має змінитися, підтримайте інших і побачте, що з цього вийшло.",
        "tr": "Burada neyin değişmesi gerektiğini söyleyin, başkalarını destekleyin ve sonucunu görün.",
        "ar": "قل ما يجب أن يتغير هنا، وادعم ما يقترحه الآخرون، وانظر ماذا نتج عنه.",
        "es": "Diga qué debería cambiar aquí, apoye lo que otros proponen y vea qué resultó.",
    }
    Config = ProposalsConfig
    approach = "co-active"
    delivers = ["local-priority-setting"]
    collects = [Collected(PROPOSED, "*", optional=False), Collected(CONTACT, "*")]
    screens = [
        Screen("", title=TITLE, icon="idea", offline="data"),
        Screen("new", title=PROPOSE, icon="plus", navigation=False),
    ]
    desk_screens = [Screen("", title=TITLE, icon="idea", offline="never")]
    pages = "koban_engage.proposals.web:router"
    desk = "koban_engage.proposals.desk:router"
    home = "koban_engage.proposals.home:cards"
    demo = "koban_engage.proposals.demo:fill"
    records = [PROPOSAL, SUPPORT, BALLOTS]
    reports_to_desk = True
