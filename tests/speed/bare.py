"""What every figure is measured against: a bare Flask application.

It answers with as many bytes as it is asked for, out of a Jinja loop; a post costs one INSERT and
one COMMIT and leads on. BARE_DATABASE: sqlite:///file or postgresql://….
"""

import json
import os
import sqlite3
import threading

import psycopg
from flask import Flask, Response, redirect, request

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Bare</title></head><body><main>
{% for row in rows %}
<p><input type="checkbox" id="row-{{ loop.index }}"><label for="row-{{ loop.index }}">{{ row }}</label></p>
{% endfor %}
</main></body></html>
"""  # noqa: E501
ROW = "Something that a person may tick & read"
BYTES_OF_A_ROW, FRAME = 116, 120  # of the page without its rows
ADDRESS = os.environ.get("BARE_DATABASE", "")
INSERT = "INSERT INTO bare (answers) VALUES ({mark})"

app = Flask("bare")
TEMPLATE = app.jinja_env.from_string(PAGE)
open_here = threading.local()


def made_table(address: str) -> None:
    """The one table that posts are written to."""
    if address.startswith("sqlite"):
        with sqlite3.connect(address.removeprefix("sqlite:///")) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("CREATE TABLE bare (id INTEGER PRIMARY KEY, answers TEXT)")
        return
    with psycopg.connect(address) as connection:
        connection.execute(
            "CREATE TABLE bare (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, answers JSONB)"
        )


def keep(answers: str) -> None:
    if ADDRESS.startswith("sqlite"):
        if not hasattr(open_here, "sqlite"):
            open_here.sqlite = sqlite3.connect(ADDRESS.removeprefix("sqlite:///"), timeout=5)
            open_here.sqlite.execute("PRAGMA synchronous=NORMAL")
        open_here.sqlite.execute(INSERT.format(mark="?"), (answers,))
        open_here.sqlite.commit()
        return
    if not hasattr(open_here, "postgres"):
        open_here.postgres = psycopg.connect(ADDRESS)
    open_here.postgres.execute(INSERT.format(mark="%s"), (answers,))
    open_here.postgres.commit()


@app.get("/page/<int:size>")
def page(size: int) -> str:
    html = TEMPLATE.render(rows=[ROW] * max(0, (size - FRAME) // BYTES_OF_A_ROW))
    return html + " " * (size - len(html))


@app.get("/away")
def away() -> Response:
    return redirect("/page/1", 303)


@app.post("/page")
def save() -> Response:
    keep(json.dumps(request.form.to_dict(flat=False)))
    return redirect("/page/1", 303)


@app.get("/readyz")
def ready() -> str:
    return "ready"
