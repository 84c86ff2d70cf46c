"""Every fault on every database it can strike: `python -m tests.faults`."""

import sys
from functools import partial

from tests.faults.database_killed import database_killed
from tests.faults.database_restarted import database_restarted
from tests.faults.disk_full import disk_full
from tests.faults.load import BOTH, report
from tests.faults.sixty_phones import sixty_phones
from tests.faults.two_devices import two_devices
from tests.faults.web_killed import web_killed

FAULTS = (
    *((web_killed, kind) for kind in BOTH),
    (database_killed, "postgresql"),
    (database_restarted, "postgresql"),
    (disk_full, "sqlite"),
    *((two_devices, kind) for kind in BOTH),
    *((sixty_phones, kind) for kind in BOTH),
)

if __name__ == "__main__":
    sys.exit(report(partial(fault, kind) for fault, kind in FAULTS))
