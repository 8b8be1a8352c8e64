"""KOBAN's icons: strokes on a 24 px grid, drawn for KOBAN, put into pages as inline SVG."""

from __future__ import annotations

from markupsafe import Markup

_PATHS = {
    "circle": '<circle cx="12" cy="12" r="8"/>',
    "home": '<path d="M4 11.5 12 5l8 6.5"/><path d="M6.5 10v9h11v-9"/><path d="M10.5 19v-5h3v5"/>',
    "report": '<path d="M5 4.5h14v11.5h-8L6.5 20v-4H5z"/><path d="M12 8v3.5"/><path d="M12 13.6v.1"/>',
    "question": '<circle cx="12" cy="12" r="8.5"/><path d="M9.6 9.7a2.5 2.5 0 1 1 3.6 2.5c-.8.4-1.2.9-1.2 1.8"/><path d="M12 16.8v.1"/>',
    "lock": '<rect x="5.5" y="10.5" width="13" height="9" rx="1.5"/><path d="M8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5"/>',
    "lamp": '<path d="M12 2.5V6"/><path d="M9 6h6"/><circle cx="12" cy="12.5" r="5.5"/><path d="M10 20.5h4"/>',
    "news": '<path d="M4.5 5.5h12v13h-10a2 2 0 0 1-2-2z"/><path d="M16.5 9h3v7.5a2 2 0 0 1-2 2h-1"/><path d="M7.5 9h6M7.5 12h6M7.5 15h4"/>',
    "people": '<circle cx="9" cy="8.5" r="3"/><path d="M3.5 19c0-3.3 2.3-5.5 5.5-5.5s5.500 2.200 5.500 5.500"/><path d="M15.500 5.800a3 3 0 0 1 0 5.400"/><path d="M17 14c2.200.7 3.500 2.500 3.500 5"/>',
    "person": '<circle cx="12" cy="8" r="3.5"/><path d="M5 19.500c0-3.800 2.800-6 7-6s7 2.200 7 6"/>',
    "officer": '<path d="M7 8.500c0-2.500 2-4.500 5-4.500s5 2 5 4.500"/><path d="M5.500 8.500h13"/><path d="M8.500 8.500v1a3.500 3.500 0 0 0 7 0v-1"/><path d="M5 20c0-3.500 2.800-5.500 7-5.500s7 2 7 5.500"/>',
    "phone": '<path d="M6.500 4.500h3l1.500 4-2 1.500a11 11 0 0 0 5 5l1.500-2 4 1.500v3a2 2 0 0 1-2.200 2A15.500 15.500 0 0 1 4.500 6.700a2 2 0 0 1 2-2.200z"/>',
    "clock": '<circle cx="12" cy="12" r="8.500"/><path d="M12 7v5.300l3.500 2"/>',
    "place": '<path d="M12 21c4.500-4.800 6.500-8 6.500-11a6.500 6.500 0 0 0-13 0c0 3 2 6.200 6.500 11z"/><circle cx="12" cy="10" r="2.300"/>',
    "map": '<path d="m4 6.500 5.500-2 5 2 5.500-2v13l-5.500 2-5-2-5.500 2z"/><path d="M9.500 4.500v13M14.500 6.500v13"/>',
    "calendar": '<rect x="4.500" y="6" width="15" height="13.500" rx="1.500"/><path d="M4.500 10.500h15M8.500 3.500V7M15.500 3.500V7"/>',
    "check": '<path d="m5 12.500 4.800 4.800L19 7.500"/>',
    "close": '<path d="m6 6 12 12M18 6 6 18"/>',
    "back": '<path d="M19 12H5.500"/><path d="m11 6-6 6 6 6"/>',
    "forward": '<path d="M5 12h13.500"/><path d="m13 6 6 6-6 6"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "photo": '<path d="M4 8h4l1.500-2.500h5L16 8h4v11H4z"/><circle cx="12" cy="13" r="3.300"/>',
    "chat": '<path d="M4 5h12v8.500H9L5.500 17v-3.500H4z"/><path d="M19 9.500h1v8h-1.500v3L15 17.500H9.500"/>',
    "thumb": '<path d="M7.500 11 11 4.500c1.500 0 2.300 1 2 2.500l-.5 3h5c1.300 0 2.200 1.200 1.800 2.500l-1.500 5c-.3.900-1 1.500-2 1.500H7.500z"/><path d="M4 11h3.500v8H4z"/>',
    "idea": '<path d="M9.500 17c0-2-3.500-3.700-3.500-7.500a6 6 0 0 1 12 0c0 3.800-3.500 5.500-3.500 7.500z"/><path d="M10 20.500h4"/>',
    "shield": '<path d="M12 3.500c2.300 1.700 4.700 2.500 7 2.500 0 6.500-2.200 11.300-7 14.500C7.200 17.300 5 12.500 5 6c2.300 0 4.700-.8 7-2.500z"/>',
    "alert": '<path d="M12 4 3.500 19h17z"/><path d="M12 10v4"/><path d="M12 16.500v.1"/>',
    "inbox": '<path d="M4 13.500 6.500 5h11l2.500 8.500V19H4z"/><path d="M4 13.500h5a3 3 0 0 0 6 0h5"/>',
    "edit": '<path d="m5 19 1-4L16 5l3 3L9 18z"/><path d="m13.500 7.500 3 3"/>',
    "exit": '<path d="M13.500 4.500h-8v15h8"/><path d="M10 12h10"/><path d="m16.500 8.500 3.500 3.500-3.500 3.500"/>',
    "download": '<path d="M12 4v11"/><path d="m7.500 11 4.500 4.500 4.500-4.500"/><path d="M5 19.500h14"/>',
    "globe": '<circle cx="12" cy="12" r="8.500"/><path d="M3.500 12h17"/><path d="M12 3.500c5 5 5 12 0 17-5-5-5-12 0-17z"/>',
    "sync": '<path d="M5 11a7 7 0 0 1 12-4.500L19 8.500"/><path d="M19 4.500v4h-4"/><path d="M19 13a7 7 0 0 1-12 4.500L5 15.500"/><path d="M5 19.500v-4h4"/>',
    "offline": '<path d="m4 4 16 16"/><path d="M7 16.500a6.500 6.500 0 0 1 3-2.700M3.500 12.500a12 12 0 0 1 4-3M20.500 12.500a12 12 0 0 0-8-4M14.500 14.300a6.500 6.500 0 0 1 2.500 2.200"/><path d="M12 19.300v.1"/>',
    "key": '<circle cx="8" cy="15.500" r="3.800"/><path d="m10.800 12.700 8.700-8.700"/><path d="m15.500 8 3 3"/>',
    "link": '<path d="M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.700-5.700L12 7"/><path d="M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.700 5.700L12 17"/>',
    "eye": '<path d="M3 12c2.300-4 5.300-6 9-6s6.700 2 9 6c-2.300 4-5.300 6-9 6s-6.700-2-9-6z"/><circle cx="12" cy="12" r="2.700"/>',
    "trash": '<path d="M5 7h14"/><path d="M9.500 7V4.500h5V7"/><path d="m6.500 7 1 12.500h9l1-12.500"/><path d="M10.500 10.500v5.500M13.500 10.500v5.500"/>',
    "menu": '<path d="M5 7h14M5 12h14M5 17h14"/>',
}
NAMES = frozenset(_PATHS)


def icon(name: str) -> Markup:
    """The icon called `name`, hidden from screen readers: words stand beside it. An unknown name is a circle."""
    return Markup(  # noqa: S704 - only constants of this module
        '<svg class="icon" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor"'
        ' stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">'
        f"{_PATHS.get(name, _PATHS['circle'])}</svg>"
    )
