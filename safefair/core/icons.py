"""Our own icons: strokes on a 24 by 24 grid, drawn for these two sites."""

ICONS: dict[str, str] = {
    "home": '<path d="M4 11.5 12 5l8 6.5"/><path d="M6 10v9.5h12V10"/><path d="M10 19.5V14h4v5.5"/>',
    "people": (
        '<circle cx="9" cy="8.5" r="3"/><path d="M3.5 19c.4-3.6 2.5-5.5 5.5-5.5s5.1 1.9 5.5 5.5"/>'
        '<path d="M15 5.9a3 3 0 0 1 0 5.3"/><path d="M17 14c2.1.6 3.3 2.3 3.5 5"/>'
    ),
    "person": '<circle cx="12" cy="8" r="3.5"/><path d="M5 20c.5-4.3 3.1-6.5 7-6.5s6.5 2.2 7 6.5"/>',
    "session": ('<path d="M4 5h16v10H4z"/><path d="M8 19.5 12 15l4 4.5"/><path d="M8 8.5h8M8 11.5h5"/>'),
    "visit": '<path d="M6 20V5l9-1.5v18z"/><path d="M15 6h4v14h-4"/><path d="M12 12v1.5"/><path d="M3 20h3M19 20h2"/>',
    "case": '<path d="M3.5 8h17v11.5h-17z"/><path d="M8.5 8V5h7v3"/><path d="M3.5 13h17"/><path d="M12 11.5v3"/>',
    "training": (
        '<path d="M2.5 9.5 12 5l9.5 4.5L12 14z"/><path d="M6.5 11.8v4.7c3.2 2.3 7.8 2.3 11 0v-4.7"/>'
        '<path d="M21.5 9.5v5.5"/>'
    ),
    "import": '<path d="M12 4v10"/><path d="m8 10.5 4 4 4-4"/><path d="M4.5 15v4.5h15V15"/>',
    "indicator": '<path d="M4 4v16h16"/><path d="M8.5 16v-4M13 16V8M17.5 16v-6"/>',
    "release": ('<path d="M6 3.5h8l4 4v13H6z"/><path d="M14 3.5v4h4"/><path d="m9 14 2.2 2.2L15.5 12"/>'),
    "duplicate": '<rect x="4" y="4" width="11" height="11" rx="1.5"/><path d="M9 15v5h11V9h-5"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5.5 5.5"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "phone": '<path d="M6.5 3.5h3l1.8 4.7-2.3 1.7c1 2.2 2.7 4 5 5l1.7-2.2 4.8 1.8v3c0 1.5-1.2 2.7-2.7 2.6C10.5 19.7 4.3 13.5 3.9 6.2c0-1.5 1.1-2.7 2.6-2.7z"/>',
    "question": '<path d="M4 5h16v11.5h-9L6.5 20v-3.5H4z"/><path d="M9.8 8.9a2.3 2.3 0 1 1 2.9 2.2c-.5.2-.7.5-.7 1.1"/><path d="M12 14v.1"/>',
    "check": '<path d="m5 12.5 4.5 4.5L19 7"/>',
    "warning": '<path d="M12 4 2.8 19.5h18.4z"/><path d="M12 10v4.5"/><path d="M12 17v.1"/>',
    "info": '<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5.5"/><path d="M12 7.7v.1"/>',
    "stop": '<path d="M8.3 3.5h7.4l4.8 4.8v7.4l-4.8 4.8H8.3l-4.8-4.8V8.3z"/><path d="m9 9 6 6M15 9l-6 6"/>',
    "lock": '<rect x="5" y="10.5" width="14" height="9.5" rx="1.5"/><path d="M8 10.5V8a4 4 0 0 1 8 0v2.5"/><path d="M12 14v2.5"/>',
    "print": '<path d="M7 9V4h10v5"/><path d="M7 17H4V9h16v8h-3"/><path d="M7 14h10v6H7z"/>',
    "download": '<path d="M12 4v11"/><path d="m7.5 11 4.5 4.5 4.5-4.5"/><path d="M5 19.5h14"/>',
    "key": '<circle cx="8" cy="15" r="4"/><path d="m11 12 8.5-8.5"/><path d="m15.5 7.5 3 3"/><path d="m18.5 4.5 1.5 1.5"/>',
    "exit": '<path d="M13 4H5v16h8"/><path d="M10 12h10.5"/><path d="m16.5 8 4 4-4 4"/>',
    "filter": '<path d="M4 5.5h16l-6.3 7.5v6l-3.4-1.8V13z"/>',
    "calendar": '<rect x="4" y="5.5" width="16" height="14" rx="1.5"/><path d="M4 10h16M8.5 3.5v4M15.5 3.5v4"/>',
    "map": '<path d="m3.5 6.5 5.5-2 6 2 5.5-2v13l-5.5 2-6-2-5.5 2z"/><path d="M9 4.5v13M15 6.5v13"/>',
    "organization": '<path d="M4 20V8l8-4.5L20 8v12"/><path d="M2.5 20h19"/><path d="M8 11v5.5M12 11v5.5M16 11v5.5"/>',
    "menu": '<path d="M4 6.5h16M4 12h16M4 17.5h16"/>',
    "close": '<path d="m6 6 12 12M18 6 6 18"/>',
    "down": '<path d="m7 10 5 5 5-5"/>',
    "up": '<path d="m7 14 5-5 5 5"/>',
    "sort": '<path d="m8 9.5 4-4 4 4"/><path d="m8 14.5 4 4 4-4"/>',
    "undo": '<path d="M8.5 5 4.5 9l4 4"/><path d="M4.5 9H14a5 5 0 0 1 0 10H8"/>',
    "link": '<path d="M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1"/><path d="M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1"/>',
    "eye": '<path d="M2.5 12C5 7.8 8.2 5.7 12 5.7s7 2.1 9.5 6.3c-2.5 4.2-5.7 6.3-9.5 6.3S5 16.2 2.5 12z"/><circle cx="12" cy="12" r="2.7"/>',
    "edit": '<path d="M4.5 19.5v-4L15.5 4.5l4 4-11 11z"/><path d="m13 7 4 4"/>',
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5l3.5 2"/>',
    "globe": '<circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17"/><path d="M12 3.5c5 4.5 5 12.5 0 17-5-4.5-5-12.5 0-17z"/>',
}
