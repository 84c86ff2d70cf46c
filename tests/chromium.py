"""Finds the Chromium of the browser tests, else installs Debian's: `python -m tests.chromium`."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.programs import run

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
INSTALL = ("apt-get", "install", "-y", "-qq", "--no-install-recommends")
PACKAGES = ("chromium", "libatomic1")
REASON = (
    "No Chromium found, and it could not be installed: install Debian's packages chromium and"
    " libatomic1, or name the program in the variable CHROMIUM."
)


def found() -> str | None:
    """The path of a Chromium, or None."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named if Path(named).exists() else None
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def has_libatomic() -> bool:
    listed = run("/sbin/ldconfig", "-p")
    return "libatomic.so.1" in listed.stdout


def install() -> None:
    """Debian's Chromium, and the library that the browser driver's own node needs."""
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    lock = ["-o", "DPkg::Lock::Timeout=300"]
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    run(*prefix, "apt-get", "update", "-qq", *lock, settings=quiet, is_checked=True)
    run(*prefix, *INSTALL, *lock, *PACKAGES, settings=quiet, is_checked=True)


def main() -> int:
    if "--where" in sys.argv:
        sys.stdout.write(found() or "")
        return 0
    if found() and has_libatomic():
        return 0
    try:
        install()
    except (OSError, subprocess.CalledProcessError) as reason:
        sys.stderr.write(f"{REASON}\n({reason})\n")
        return 1
    return 0 if found() else 1


if __name__ == "__main__":
    sys.exit(main())
