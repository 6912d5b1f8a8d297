"""Fetching: polite, only public addresses, bounded. No test touches a network."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable, Sequence

import httpx
import pytest

from grotius.codebook import load
from grotius.errors import SourceError
from grotius.model import Report
from grotius.reports import Limits, Unreadable, read_sources
from grotius.reports.fetch import Fetcher, is_public

Answer = Callable[[httpx.Request], httpx.Response]
PUBLIC = "93.184.215.14"
NAMES = {"example.org": [PUBLIC], "inside.example": ["10.0.0.7"], "mixed.example": [PUBLIC, "127.0.0.1"]}


class Web:
    """A pretended web: answers by host name and path, and remembers what it was asked."""

    def __init__(self, **pages: httpx.Response | Answer) -> None:
        self.pages = pages
        self.asked: list[httpx.Request] = []
        self.slept: list[float] = []

    def answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        page = self.pages.get(request.url.path.strip("/").replace(".", "_") or "root")
        if page is None:
            return httpx.Response(404)
        return page(request) if callable(page) else page

    def fetcher(self, limits: Limits | None = None) -> Fetcher:
        return Fetcher(
            limits or Limits(),
            resolve=self.resolve,
            transport=httpx.MockTransport(self.answer),
            clock=lambda: 0.0,
            sleep=self.slept.append,
        )

    def resolve(self, host: str, port: int) -> Sequence[str]:
        if host not in NAMES:
            raise OSError("no such name")
        return NAMES[host]


def plain(text: str, **headers: str) -> Answer:
    packed = io.BytesIO(text.encode())
    return lambda _: httpx.Response(200, headers=headers, stream=httpx.ByteStream(packed.getvalue()))


def reason(web: Web, address: str, limits: Limits | None = None) -> str:
    with web.fetcher(limits) as fetcher, pytest.raises(SourceError) as caught:
        fetcher.get(address)
    return str(caught.value)


def test_the_checked_address_is_the_one_connected_to() -> None:
    web = Web(a=plain("hello"))
    with web.fetcher() as fetcher:
        assert fetcher.get("https://example.org/a").data == b"hello"
    page = web.asked[-1]
    assert page.url.host == PUBLIC
    assert page.headers["host"] == "example.org"
    assert page.extensions["sni_hostname"] == "example.org"
    assert page.headers["user-agent"].startswith("grotius/")


def test_robots_are_obeyed() -> None:
    web = Web(robots_txt=plain("User-agent: *\nDisallow: /private"), a=plain("hello"))
    assert "robots.txt" in reason(web, "https://example.org/private/x")
    with web.fetcher() as fetcher:
        assert fetcher.get("https://example.org/a").data == b"hello"


def test_robots_of_a_server_in_trouble_allow_nothing() -> None:
    assert "robots.txt" in reason(Web(robots_txt=httpx.Response(503), a=plain("x")), "https://example.org/a")


def test_it_pauses_between_two_pages_of_one_host() -> None:
    web = Web(robots_txt=plain("User-agent: *\nCrawl-delay: 3"), a=plain("x"), b=plain("y"))
    with web.fetcher() as fetcher:
        fetcher.get("https://example.org/a")
        fetcher.get("https://example.org/b")
    assert web.slept == [3.0]


@pytest.mark.parametrize(
    "address",
    ["http://inside.example/", "http://mixed.example/", "http://127.0.0.1/", "http://[::1]/", "http://169.254.169.254/",
     "http://[::ffff:10.0.0.1]/", "http://192.168.1.1:8080/x"],
)  # fmt: skip
def test_private_addresses_are_never_asked(address: str) -> None:
    web = Web()
    assert "private network" in reason(web, address)
    assert web.asked == []


def test_a_redirect_into_a_private_network_is_not_followed() -> None:
    web = Web(a=httpx.Response(302, headers={"location": "http://inside.example/secret"}))
    assert "private network" in reason(web, "https://example.org/a")
    assert all(request.url.host == PUBLIC for request in web.asked)


def test_redirects_are_followed_a_few_times() -> None:
    web = Web(a=httpx.Response(301, headers={"location": "/b"}), b=plain("there"))
    with web.fetcher() as fetcher:
        assert fetcher.get("https://example.org/a").url == "https://example.org/b"
    loop = Web(a=httpx.Response(301, headers={"location": "/a"}))
    assert "redirected more than" in reason(loop, "https://example.org/a")


@pytest.mark.parametrize(
    "address", ["ftp://example.org/a", "file:///etc/passwd", "http:///a", "https://me:pw@example.org/"]
)
def test_only_plain_web_addresses(address: str) -> None:
    web = Web()
    assert reason(web, address)
    assert web.asked == []


def test_sizes_are_bounded_also_when_packed() -> None:
    small = Limits(page_bytes=1_000)
    assert "larger than" in reason(Web(a=plain("x" * 2_000)), "https://example.org/a", small)
    bomb = gzip.compress(b"x" * 1_000_000)
    packed = httpx.Response(200, headers={"content-encoding": "gzip"}, stream=httpx.ByteStream(bomb))
    assert "larger than" in reason(Web(a=lambda _: packed), "https://example.org/a", small)


def test_errors_are_one_sentence() -> None:
    def slow(_: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("slow")

    def gone(_: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no network")

    assert "answered 404" in reason(Web(), "https://example.org/a")
    assert "did not answer in time" in reason(Web(a=slow), "https://example.org/a")
    assert "could not be reached" in reason(Web(a=gone), "https://example.org/a")
    assert "could not be found" in reason(Web(), "https://nowhere.example/a")


def test_no_network_harms_nothing_else() -> None:
    found = list(
        read_sources(
            ["https://nowhere.example/a", "-"],
            codebook=load(),
            stdin=io.BytesIO(b"Three people were killed in the town."),
            fetcher=Web().fetcher(),
        )
    )
    assert [type(item) for item in found] == [Unreadable, Report]


def test_a_page_is_read_from_its_address() -> None:
    words = "The mayor of the town said that three people had been killed in the attack on the market."
    page = f"<html><body><article><h1>Attack</h1><p>{words}</p><p>{words} It rained.</p></article></body></html>"
    web = Web(a=plain(page, **{"content-type": "text/html; charset=utf-8"}))
    (report,) = read_sources(["https://example.org/a"], codebook=load(), fetcher=web.fetcher())
    assert isinstance(report, Report)
    assert (report.url, report.publisher) == ("https://example.org/a", "example.org")


@pytest.mark.parametrize(
    ("address", "public"),
    [(PUBLIC, True), ("2606:4700::1", True), ("10.1.1.1", False), ("0.0.0.0", False), ("fe80::1%eth0", False),
     ("::ffff:192.168.0.1", False), ("64:ff9b::7f00:1", False), ("224.0.0.1", False), ("nonsense", False)],
)  # fmt: skip
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(address) is public
