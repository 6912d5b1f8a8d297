"""Fetch a page politely and safely.

Polite: it says who it is, obeys robots.txt, pauses between two pages of one host. Safe: only http and https, only
public addresses, and it connects to the very address that was checked, at every hop of a redirect.
"""

from __future__ import annotations

import ipaddress
import socket
import time
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from urllib.robotparser import RobotFileParser

import httpx

from grotius.errors import SourceError
from grotius.reports.limits import Limits

Resolve = Callable[[str, int], Sequence[str]]
Allow = Callable[[str], bool]

_ROBOTS_BYTES = 500_000
_LONGEST_PAUSE = 30.0
_LONGEST_URL = 4_000
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_NOTHING_ALLOWED = "User-agent: *\nDisallow: /"
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came: the address it was at in the end, its bytes, and what the server declared."""

    url: str
    data: bytes
    charset: str | None


def addresses_of(host: str, port: int) -> Sequence[str]:
    """What the name service says; the default way to resolve a host."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


def is_public(address: str) -> bool:
    """Whether anyone on the internet could reach it: no private, loopback, link-local or reserved address."""
    try:
        ip = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return inner.is_global and not inner.is_multicast
    return ip.is_global and not ip.is_multicast


class Fetcher:
    """Fetches pages, remembering each host's robots.txt and when it was last asked. Close it, or use it in ``with``."""

    def __init__(
        self,
        limits: Limits,
        *,
        resolve: Resolve = addresses_of,
        allow: Allow = is_public,
        transport: httpx.BaseTransport | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._limits = limits
        self._resolve = resolve
        self._allow = allow
        self._transport = transport
        self._clock = clock
        self._sleep = sleep
        self._client: httpx.Client | None = None
        self._robots: dict[str, RobotFileParser] = {}
        self._asked: dict[str, float] = {}

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        if self._client is not None:
            self._client.close()
            self._client = None

    def get(self, address: str) -> Fetched:
        """The page at ``address``.

        Raises:
            SourceError: it may not or cannot be fetched, with the reason.
        """
        url = _url(address)
        for _ in range(self._limits.redirects + 1):
            self._check_robots(url)
            self._pause(url)
            status, headers, data = self._ask(url, self._limits.page_bytes)
            if status in _REDIRECTS and "location" in headers:
                url = _url(str(url.join(headers["location"])))
                continue
            if status != 200:
                raise SourceError(f"the server answered {status}; check the address or try again later")
            return Fetched(str(url), data, _charset(headers))
        raise SourceError(f"it was redirected more than {self._limits.redirects} times; give the final address")

    def _check_robots(self, url: httpx.URL) -> None:
        origin = f"{url.scheme}://{url.netloc.decode('ascii')}"
        if origin not in self._robots:
            self._robots[origin] = self._read_robots(httpx.URL(f"{origin}/robots.txt"))
        if not self._robots[origin].can_fetch("grotius", str(url)):
            raise SourceError("the site's robots.txt does not allow it; save the page by hand and read the file")

    def _read_robots(self, url: httpx.URL) -> RobotFileParser:
        """As RFC 9309 has it: no robots.txt allows all, a server in trouble allows nothing."""
        robots = RobotFileParser()
        for _ in range(self._limits.redirects + 1):
            status, headers, data = self._ask(url, _ROBOTS_BYTES)
            if status in _REDIRECTS and "location" in headers:
                url = _url(str(url.join(headers["location"])))
                continue
            rules = data.decode("utf-8", "replace") if status == 200 else ""
            robots.parse((_NOTHING_ALLOWED if status >= 500 else rules).splitlines())
            return robots
        robots.parse([])
        return robots

    def _pause(self, url: httpx.URL) -> None:
        origin = f"{url.scheme}://{url.netloc.decode('ascii')}"
        wanted = self._robots[origin].crawl_delay("grotius")
        pause = min(max(float(wanted or 0), self._limits.pause_seconds), _LONGEST_PAUSE)
        if url.host in self._asked:
            left = self._asked[url.host] + pause - self._clock()
            if left > 0:
                self._sleep(left)
        self._asked[url.host] = self._clock()

    def _ask(self, url: httpx.URL, most: int) -> tuple[int, httpx.Headers, bytes]:
        """One request to the address that was checked, with the name it stands for."""
        checked = self._checked_address(url)
        client = self._open_client()
        request = client.build_request(
            "GET",
            url.copy_with(host=checked, fragment=None),
            headers={"Host": url.netloc.decode("ascii")},
            extensions={"sni_hostname": url.raw_host.decode("ascii")},
        )
        deadline = self._clock() + self._limits.page_seconds
        try:
            response = client.send(request, stream=True)
            try:
                body = self._body(response, most, deadline) if response.status_code == 200 else b""
                return response.status_code, response.headers, body
            finally:
                response.close()
        except httpx.TimeoutException as error:
            raise SourceError(f"{url.host} did not answer in time; try again later") from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise SourceError(f"{url.host} could not be reached; check the address and the network") from error

    def _body(self, response: httpx.Response, most: int, deadline: float) -> bytes:
        encoding = response.headers.get("content-encoding", "identity").strip().lower()
        if encoding not in ("identity", "", "gzip"):
            raise SourceError(
                f"the server sent it packed as {encoding!r}, which was not asked for; save the page by hand"
            )
        unpack = zlib.decompressobj(31) if encoding == "gzip" else None
        data = bytearray()
        for chunk in response.iter_raw():
            try:
                data += chunk if unpack is None else unpack.decompress(chunk, most + 1 - len(data))
            except zlib.error as error:
                raise SourceError("the server sent damaged data; try again later") from error
            if len(data) > most:
                raise SourceError(f"the page is larger than {most / 1_000_000:g} MB; save its article as a text file")
            if self._clock() > deadline:
                raise SourceError(f"it took longer than {self._limits.page_seconds:g} seconds; try again later")
        return bytes(data)

    def _checked_address(self, url: httpx.URL) -> str:
        host = url.raw_host.decode("ascii").strip("[]")
        port = url.port or (443 if url.scheme == "https" else 80)
        try:
            addresses = [host] if _is_address(host) else list(self._resolve(host, port))
        except (OSError, UnicodeError) as error:
            raise SourceError(f"{host} could not be found; check the address and the network") from error
        if not addresses:
            raise SourceError(f"{host} could not be found; check the address and the network")
        if not all(self._allow(address) for address in addresses):
            raise SourceError(f"{host} is in a private network, which is never read; save the page and read the file")
        return addresses[0]

    def _open_client(self) -> httpx.Client:
        if self._client is None:
            self._client = httpx.Client(
                transport=self._transport,
                trust_env=False,
                follow_redirects=False,
                timeout=httpx.Timeout(min(10.0, self._limits.page_seconds)),
                # Connections are made to addresses, so one kept open could be reused for another host's name.
                limits=httpx.Limits(max_keepalive_connections=0),
                headers={"User-Agent": _user_agent(), "Accept-Encoding": "gzip", "Accept": "text/html, */*;q=0.5"},
            )
        return self._client


def _url(address: str) -> httpx.URL:
    try:
        url = httpx.URL(address)
    except (httpx.InvalidURL, ValueError, UnicodeError) as error:
        raise SourceError("it is no valid web address; check it") from error
    if url.scheme not in ("http", "https") or not url.host or len(address) > _LONGEST_URL:
        raise SourceError("only http and https addresses are fetched; check it, or save the page and read the file")
    if url.userinfo:
        raise SourceError("the address holds a user name or password; give it without")
    return url


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _charset(headers: httpx.Headers) -> str | None:
    for part in headers.get("content-type", "").split(";")[1:]:
        key, _, value = part.strip().partition("=")
        if key.lower() == "charset" and value:
            return str(value).strip("\"' ")
    return None


def _user_agent() -> str:
    try:
        number = version("grotius")
    except PackageNotFoundError:
        number = "0"
    return f"grotius/{number} (reads news reports for a record of a war; obeys robots.txt)"
