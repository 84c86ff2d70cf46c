"""Texts in a CSV that people open with a spreadsheet."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run the text
BYTE_ORDER_MARK = "\ufeff"  # without it, spreadsheets take letters with accents for two


def harmless(text: str) -> str:
    """A text that would run is led by an apostrophe; a number stays one."""
    is_number = text.removeprefix("-").replace(".", "", 1).isdigit()
    return f"'{text}" if text.startswith(FORMULA_STARTS) and not is_number else text
