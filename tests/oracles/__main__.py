"""`make vectors FORMS=folder`: records expressions and walks from both reference engines."""

import sys
from pathlib import Path

from tests.oracles.engines import java_rosa, web_forms
from tests.oracles.record_expressions import record
from tests.oracles.record_walks import Recorder

PUBLISHED = Path(__file__).resolve().parents[1] / "published"


def main(forms: Path, modules: Path) -> None:
    """forms: the folder of forms that others wrote; modules: where the web engine is installed."""
    first, second = java_rosa(), web_forms(modules)
    expressions = record(PUBLISHED / "expressions.jsonl", first, second)
    walks = Recorder(forms, PUBLISHED / "walks", first, second).record()
    first.stop()
    second.stop()
    sys.stdout.write(f"{expressions} expressions, {walks} walks.\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
