"""The language that blocks speak, without any store."""

from collections.abc import Iterator

import pytest
from flask import Flask


@pytest.fixture(autouse=True)
def _in_english(product: Flask) -> Iterator[None]:
    with product.test_request_context("/en/"):
        yield
