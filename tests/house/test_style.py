"""Style, types and import contracts hold: the same commands that `make check` runs."""

import sys
from pathlib import Path

import pytest

from tests.programs import run

TOOLS = Path(sys.executable).parent


@pytest.mark.slow
@pytest.mark.parametrize("command", [("ruff", "check", "."), ("mypy",), ("lint-imports",)])
def test_the_checks_of_the_house_pass(command: tuple[str, ...]) -> None:
    program, *arguments = command
    done = run(str(TOOLS / program), *arguments)
    assert done.returncode == 0, done.stdout + done.stderr


def test_importing_the_application_loads_no_heavy_library() -> None:
    heavy = ("pandas", "numpy", "scipy", "plotly", "duckdb", "typst")
    code = f"import wsgi, sys; print([name for name in {heavy!r} if name in sys.modules])"
    done = run(sys.executable, "-c", code, settings={"FORETERRE_DEMO": "1"})
    assert done.stdout.strip() == "[]", done.stdout + done.stderr


def test_importing_the_core_loads_no_flask() -> None:
    code = "import app.questionnaire.sheet, sys; print('flask' in sys.modules)"
    done = run(sys.executable, "-c", code)
    assert done.stdout.strip() == "False", done.stdout + done.stderr
