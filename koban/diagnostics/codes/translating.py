"""KB346 to KB349: why a translation in a PO file is not taken."""

from koban.diagnostics.codes.code import Code

_FILE = "zoutkade.uk.po"
_HEADER = 'msgid ""\nmsgstr "Language: uk\\n"\n\n'
_GOOD = f'{_HEADER}msgctxt "title"\nmsgid "Zoutkade"\nmsgstr "Соляна набережна"\n'

CODES = {
    "KB346": Code(
        "no such text to translate",
        "In a PO file `msgctxt` is the path of a text in the manifest. Nothing stands at this path: it was renamed, it "
        "is gone, or the line was changed. Export the file anew.",
        _GOOD.replace('"title"', '"titel"'),
        _GOOD,
        _FILE,
    ),
    "KB347": Code(
        "the original changed meanwhile",
        "The words in `msgid` are not those of the manifest any more, so the translation may say something else than the "
        "manifest does. It is not taken. Export the file anew and look again.",
        _GOOD.replace('msgid "Zoutkade"', 'msgid "Havenkade"'),
        _GOOD,
        _FILE,
    ),
    "KB348": Code(
        "a PO file that is not for this community",
        "A PO file says in its header, as `Language:`, which language it is in; that is one which the community declares "
        "and not the one that is translated from. The file is UTF-8 text in the PO format.",
        _GOOD.replace("Language: uk", "Language: tr"),
        _GOOD,
        _FILE,
    ),
    "KB349": Code(
        "the translation cannot stand for the original",
        "What stands in braces, such as {name}, is replaced when the text is shown, so a translation has exactly those "
        "that the original has. It is not longer than a text may be, and a list of texts is translated as a whole.",
        _GOOD.replace("набережна", "{place}"),
        _GOOD,
        _FILE,
    ),
}
