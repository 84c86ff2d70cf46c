"""A backup taken while people answer holds all that was acknowledged before, whole."""

from pathlib import Path

import pytest

from tests.backups.under_load import played
from tests.databases import Cluster

pytestmark = pytest.mark.slow


def test_a_backup_under_load_is_restored_equal(
    database_url: str, postgres: Cluster, tmp_path: Path
) -> None:
    for figures in played(database_url, tmp_path, postgres, times=1):
        assert figures.broken == []
        assert figures.promised > 0
        assert figures.meanwhile > 0
        assert figures.releases > 0
