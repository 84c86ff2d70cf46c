"""Sets one paper: the name of a pattern, and its content as JSON on the standard input.

Writes the PDF to the standard output: tagged, as PDF/UA-1 asks.
"""

import sys
from pathlib import Path

import fontpkg_noto_sans_arabic
import typst

PATTERNS = Path(__file__).parent
FONTS = Path(fontpkg_noto_sans_arabic.__file__).parent / "files"


def main() -> None:
    pdf = typst.compile(
        str(PATTERNS / f"{sys.argv[1]}.typ"),
        root=str(PATTERNS),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"content": sys.stdin.buffer.read().decode()},
        pdf_standards=["ua-1"],
    )
    sys.stdout.buffer.write(pdf)


if __name__ == "__main__":
    main()
