"""Runs our own programs from tests."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def run(
    *command: str, settings: Mapping[str, str] | None = None, is_checked: bool = False
) -> subprocess.CompletedProcess[str]:
    """The finished program, with what it printed; `settings` are added to the environment."""
    return subprocess.run(  # noqa: S603 -- tests run programs that they name themselves
        command,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=is_checked,
        env={**os.environ, **(settings or {})},
    )
