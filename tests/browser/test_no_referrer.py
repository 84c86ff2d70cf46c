"""In a real Chromium, no request from an answering page says where it comes from."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Request

from tests.browser.walking import press, walk
from tests.site import Site

pytestmark = pytest.mark.browser


@contextmanager
def elsewhere() -> Iterator[tuple[str, list[dict[str, str]]]]:
    """Another site: its address, and the headers of each request that reached it."""
    seen: list[dict[str, str]] = []

    class Other(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/":  # its own icon is asked for from there, not from here
                seen.append({name.lower(): value for name, value in self.headers.items()})
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<!doctype html><title>elsewhere</title>")

        def log_message(self, *_words: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Other)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", seen
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_no_request_from_an_answering_page_says_where_it_comes_from(
    chromium: Browser, site: Site
) -> None:
    context = chromium.new_context()
    page = context.new_page()
    requests: list[Request] = []
    page.on("request", lambda request: requests.append(request))
    steps = walk(page, f"{site.address}/en/s/demo-trainers")
    kinds = [next(steps) for _step in range(4)]
    assert kinds[0] == "intro"
    key = page.url.split("/")[5]
    press(page, "next")  # an empty page that is refused, or the next
    with elsewhere() as (address, seen):
        page.evaluate(
            """address => {
              const way = document.createElement("a");
              way.href = address; way.textContent = "elsewhere"; way.id = "elsewhere";
              document.querySelector("main").append(way);
            }""",
            address,
        )
        with page.expect_navigation():
            page.locator("#elsewhere").click()
        assert page.title() == "elsewhere"
        assert seen
        assert all("referer" not in headers for headers in seen)
        assert all(key not in str(headers) for headers in seen)
    named = [
        each.url for each in requests if site.address in str(each.all_headers().get("referer"))
    ]
    assert {each.method for each in requests} == {"GET", "POST"}
    assert any("/static/" in each.url for each in requests)
    assert named == []
    context.close()
