"""What holds across rooms: access is said, addresses hold a language, reading writes nothing."""

import ast
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from jinja2 import meta, nodes
from werkzeug.routing import Rule

from app.reference.languages import LANGUAGES
from app.store import database
from app.web import access
from app.web.languages import SPOKEN
from tests import made_store
from tests.programs import ROOT
from tests.statements import watched

APP = ROOT / "app"
WITHOUT_LANGUAGE = {
    "/", "/s/<campaign>", "/i/<token>", "/healthz", "/readyz", "/plotly.js",
    "/static/<path:filename>", "/worker.js",
}  # fmt: skip
FROM_LAYOUT = {  # app.web.pages gives these to all
    "language", "language_name", "direction", "switches", "frame", "is_synthetic", "is_draft",
}  # fmt: skip
SKELETONS = {
    "web/layout.html",
    "respond/page.html",
    "respond/cards.html",
    "respond/fields.html",
    "respond/feedback.html",
    "respond/whole.html",
    "respond/answered.html",
    "respond/notice.html",
}  # never answered alone


# --- Addresses and access ---------------------------------------------------------------------


def rules(app: Flask) -> list[Rule]:
    return list(app.url_map.iter_rules())


def test_every_view_says_who_may_call_it(product: Flask) -> None:
    assert access.unsaid(product) == []


def test_a_view_that_says_nothing_is_found_and_refused() -> None:
    app = Flask("planted", static_folder=None)
    app.add_url_rule("/silent", "silent", lambda: "")
    app.add_url_rule("/open", "open", access.open_to_anyone(lambda: ""))
    assert access.unsaid(app) == ["silent"]
    with pytest.raises(access.UnsaidAccessError, match="silent"):
        access.refuse_unsaid(app)


def test_what_holds_a_key_in_its_address_is_for_the_key_holder_alone(product: Flask) -> None:
    said = {rule.rule: getattr(product.view_functions[rule.endpoint], "access", "")
            for rule in rules(product)}  # fmt: skip
    assert {rule for rule, who in said.items() if who == access.KEY_HOLDER} == {
        rule for rule in said if "/r/<key>" in rule or "<token>" in rule
    }


def test_what_a_campaign_key_opens_is_for_its_holder_alone(product: Flask) -> None:
    said = {rule.rule: getattr(product.view_functions[rule.endpoint], "access", "")
            for rule in rules(product)}  # fmt: skip
    assert {rule for rule, who in said.items() if who == access.CAMPAIGN_KEY_HOLDER} == {
        rule for rule in said if "/c/<key>" in rule
    }
    assert all("/r/<key>" in rule or "/c/<key>" in rule for rule in said if "<key>" in rule)


def test_every_page_lies_under_a_language(product: Flask) -> None:
    elsewhere = {each.rule for each in rules(product) if "GET" in (each.methods or ())} - {
        each.rule for each in rules(product) if each.rule.startswith("/<language:language>/")
    }
    assert elsewhere == WITHOUT_LANGUAGE


def test_nothing_is_posted_without_a_language(product: Flask) -> None:
    posted = [each.rule for each in rules(product) if "POST" in (each.methods or ())]
    assert posted
    assert [rule for rule in posted if not rule.startswith("/<language:language>/")] == []


# --- Templates --------------------------------------------------------------------------------


def given_by_views() -> dict[str, set[str]]:
    """Template to the names that calls of page() hand to it."""
    given: dict[str, set[str]] = {}
    for path in APP.rglob("*.py"):
        for call in _calls_of_page(path):
            template = ast.literal_eval(call.args[0])
            names = {each.arg or "" for each in call.keywords} - {"status"}
            given[template] = given.get(template, names) & names
    return given


def _calls_of_page(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "page":
            yield node


def asked_for(app: Flask, template: str) -> set[str]:
    """The names that a template takes from outside: no macro of its own, nothing of the house."""
    environment = app.jinja_env
    assert environment.loader is not None
    tree = environment.parse(environment.loader.get_source(environment, template)[0])
    own = {macro.name for macro in tree.find_all(nodes.Macro)}
    for each in tree.find_all(nodes.FromImport):
        own |= {name if isinstance(name, str) else name[1] for name in each.names}
    return meta.find_undeclared_variables(tree) - own - set(environment.globals) - FROM_LAYOUT


def test_every_template_is_answered_by_a_view(product: Flask) -> None:
    assert set(product.jinja_env.list_templates(["html"])) - SKELETONS == set(given_by_views())


def test_a_template_asks_for_just_what_its_view_gives(product: Flask) -> None:
    given = given_by_views()
    wrong = {
        template: (asked_for(product, template), given.get(template, set()))
        for template in product.jinja_env.list_templates(["html"])
        if asked_for(product, template) != given.get(template, set())
    }
    assert wrong == {}


def test_a_planted_name_that_no_view_gives_is_found(product: Flask) -> None:
    planted = product.jinja_env.overlay()
    tree = planted.parse("{% macro row(a) %}{{ a }}{% endmacro %}{{ row(1) }}{{ lost }}")
    assert meta.find_undeclared_variables(tree) == {"lost"}


# --- Reading writes nothing -------------------------------------------------------------------


def row_counts(app: Flask) -> dict[str, int]:
    with app.app_context():
        return {
            table.name: database.db.session.scalar(sa.select(sa.func.count()).select_from(table))
            or 0
            for table in database.Base.metadata.sorted_tables
        }


def plain_addresses(app: Flask) -> list[str]:
    """Every address that needs nothing but a language."""
    found = []
    for each in rules(app):
        if "GET" in (each.methods or ()) and each.arguments <= {"language"}:
            found += [each.rule.replace("<language:language>", code) for code in LANGUAGES]
    return sorted(set(found))


def test_opening_pages_writes_nothing(app: Flask) -> None:
    with app.app_context(), database.transaction():
        made_store.campaign()
    app.extensions[SPOKEN] = replace(app.extensions[SPOKEN], open=LANGUAGES)
    before, client = row_counts(app), app.test_client()
    addresses = [*plain_addresses(app), "/s/firms-2026", "/fr/s/firms-2026", "/fr/nowhere"]
    assert len(addresses) > 10
    with watched(app) as written:
        statuses = {}
        for address in addresses:
            with client.get(address) as answer:
                statuses[address] = answer.status_code
    assert statuses.pop("/fr/nowhere") == 404
    assert {address: code for address, code in statuses.items() if code not in {200, 302}} == {}
    assert written == []
    assert row_counts(app) == before


def test_a_planted_write_is_seen(app: Flask) -> None:
    with watched(app) as written, app.app_context(), database.transaction():
        made_store.territories()
    assert written
    assert row_counts(app)["territory"] == 2
