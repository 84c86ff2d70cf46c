"""What an access log shows of an address: never a key, whoever adds an address."""

import re
from collections.abc import Container

import pytest
from flask import Flask
from werkzeug.routing import Map, Rule

from app.web.access_log import PLAIN_TO_HOLDERS, masked, plain_parts
from tests.programs import ROOT

KEY = "abcdefghijklmnopqrstuvwx23"
ADDED = ["/<language>/i/<token>", "/<language>/c/<key>", "/<language>/c/<key>/<step>"]


def bound(text: str) -> Rule:
    rule = Rule(text, endpoint="x")
    Map([rule])
    return rule


def given(rule: Rule) -> dict[str, object]:
    return {name: "en" if name == "language" else KEY for name in rule.arguments}


def is_masked(rule: Rule, plain: Container[str] | None) -> bool:
    shown = masked(rule, given(rule), plain)
    return KEY not in shown and ("language" not in rule.arguments or shown.startswith("/en/"))


def test_every_address_with_a_secret_is_masked(product: Flask) -> None:
    found = 0
    with product.app_context():
        for rule in product.url_map.iter_rules():
            plain = plain_parts(rule)
            if plain is not None or rule.arguments & {"key", "token"}:
                found += 1
                assert is_masked(rule, plain), rule.rule
    assert found >= 4


@pytest.mark.parametrize("text", ADDED)
def test_a_secret_is_known_by_its_name_and_its_look(text: str) -> None:
    assert is_masked(bound(text), None)


def test_for_holders_alone_only_language_and_step_are_shown() -> None:
    rule = bound("/<language>/x/<secret>/<step>")
    values = {"language": "en", "secret": "short", "step": "p1_profile"}
    assert masked(rule, values, PLAIN_TO_HOLDERS) == "/en/x/-/p1_profile"


def test_what_is_no_secret_is_shown_on_one_line() -> None:
    rule = bound("/<language>/s/<campaign>")
    shown = masked(rule, {"language": "fr", "campaign": "a\nb"}, None)
    assert shown == "/fr/s/a%0Ab"


# --- The proxy of docs/running.md --------------------------------------------------------------


def by_nginx(uri: str) -> str:
    """As the map of docs/running.md masks it: the first expression that matches decides."""
    text = (ROOT / "docs" / "running.md").read_text()
    pairs = re.findall(r'^ +"~(\S+)" +"(\S+)";$', text, re.M)
    assert len(pairs) == 2
    found = ((re.search(pattern.replace("(?<", "(?P<"), uri), shown) for pattern, shown in pairs)
    match, shown = next(((match, shown) for match, shown in found if match), (None, uri))
    for name, value in (match.groupdict() if match else {}).items():
        shown = shown.replace(f"${name}", value or "")
    return shown


def test_the_proxy_masks_the_same_addresses(product: Flask) -> None:
    rules = [*product.url_map.iter_rules(), *map(bound, ADDED)]
    secret = [rule for rule in rules if rule.arguments & {"key", "token"}]
    assert len(secret) > len(ADDED)
    for rule in secret:
        built = rule.build(given(rule), append_unknown=False)
        assert built is not None
        uri = built[1].replace(f"/{KEY}/{KEY}", f"/{KEY}/p1")
        assert KEY not in by_nginx(uri), uri


@pytest.mark.parametrize(
    ("uri", "shown"),
    [
        (f"/en/r/{KEY}/p1_profile", "/en/r/-/p1_profile"),
        (f"/fr/r/{KEY}", "/fr/r/-"),
        (f"/fr/r/{KEY}/a/{KEY}", "(masked)"),
        (f"/r/{KEY}/p1", "(masked)"),
        (f"/c/{KEY}", "(masked)"),
        ("/en/s/demo-firms", "/en/s/demo-firms"),
        ("/en/territories/demo_fr/hiring", "/en/territories/demo_fr/hiring"),
    ],
)
def test_the_proxy_shows_what_is_no_secret(uri: str, shown: str) -> None:
    assert by_nginx(uri) == shown
