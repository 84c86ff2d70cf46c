"""python -m tests.function_table: docs/expressions.md with the functions as they are now."""

from app.questionnaire.expression.documenting import functions_table
from tests.programs import ROOT

DOCUMENT = ROOT / "docs" / "expressions.md"
BEGIN = "<!-- functions: written by python -m tests.function_table -->"
END = "<!-- end of functions -->"


def renewed(text: str) -> str:
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{functions_table()}\n{END}{after}"


if __name__ == "__main__":
    DOCUMENT.write_text(renewed(DOCUMENT.read_text()))
