"""The two reference engines as programs that are asked one thing a line, in JSON."""

import json
import os
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Self

HERE = Path(__file__).parent
JAR = "validators/odk_validate/bin/ODK_Validate.jar"


class EngineError(Exception):
    """The engine refused what it was asked; the message is its own."""


@dataclass(frozen=True, slots=True)
class Engine:
    name: str
    process: "subprocess.Popen[str]"

    @classmethod
    def started(cls, name: str, command: list[str]) -> Self:
        """In UTC, so that a moment reads the same wherever vectors are recorded."""
        process = subprocess.Popen(  # noqa: S603 a fixed program
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            env={**os.environ, "TZ": "UTC"},
        )
        return cls(name, process)

    def ask(self, do: str, **request: object) -> object:
        """Raises EngineError."""
        line = json.dumps({"do": do, **request}, ensure_ascii=False)
        opened(self.process.stdin).write(f"{line}\n")
        opened(self.process.stdin).flush()
        answer = opened(self.process.stdout).readline()
        if not answer:
            raise EngineError(f"{self.name} ended")
        found = json.loads(answer)
        if "error" in found:
            raise EngineError(str(found["error"]))
        told: object = found["ok"]
        return told

    def stop(self) -> None:
        opened(self.process.stdin).close()
        self.process.wait(timeout=20)


def opened(stream: IO[str] | None) -> IO[str]:
    if stream is None:
        raise EngineError("The engine was started without a stream.")
    return stream


def java_rosa() -> Engine:
    """From the jar inside pyxform."""
    spec = find_spec("pyxform")
    if spec is None or spec.origin is None:
        raise EngineError("pyxform is not installed: pip install pyxform.")
    jar = Path(spec.origin).parent / JAR
    source = str(HERE / "JavaRosa.java")
    return Engine.started("JavaRosa", ["java", "-Xshare:auto", "-cp", str(jar), source])


def web_forms(modules: Path) -> Engine:
    """modules: the folder whose node_modules hold the engine and jsdom."""
    return Engine.started("Web Forms", ["node", str(HERE / "web_forms.mjs"), str(modules)])
