"""The guarded HTTP client: reads from declared hosts only, and never from a private network. It sends nothing but GET."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

import httpx

from koban.model.clock import Clock
from koban.web.network import Address, Network

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST_WAIT = timedelta(days=1)


class FetchError(Exception):
    """Something could not be read. The message is plain and holds no answer's content."""

    def __init__(self, message: str, wait: timedelta | None = None) -> None:
        """`wait` is how long the other side asked to be left alone."""
        super().__init__(message)
        self.wait = wait


class FetchRefusedError(FetchError):
    """Something that must not be read: an undeclared host, a private address, an address that is not https."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one client takes. `seconds` bounds each request with its redirects and the whole answer."""

    body: int = 5 * 1024 * 1024
    seconds: float = 20.0
    redirects: int = 5
    requests: int = 20


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer. Header names are in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Fetcher:
    """Reads from `hosts` and no others; every address is checked after resolution and at each redirect, and the
    connection goes to the very address that was checked."""

    def __init__(
        self, hosts: Collection[str], clock: Clock, network: Network | None = None, limits: Limits = Limits()
    ) -> None:
        """`network` says what may be reached; by default the open Internet by https."""
        self._hosts = frozenset(host.lower() for host in hosts)
        self._clock = clock
        self._network = network or Network()
        self._limits = limits
        self._sent = 0

    @cached_property
    def _client(self) -> httpx.Client:
        keep = httpx.Limits(max_keepalive_connections=0)
        return httpx.Client(trust_env=False, follow_redirects=False, limits=keep)

    def close(self) -> None:
        """Let go of what the client holds."""
        if "_client" in self.__dict__:
            self._client.close()

    def get(self, url: str, headers: Mapping[str, str] | None = None) -> Fetched:
        """Read `url`, following redirects; an error status is an answer too, except 429 and 5xx.

        Raises FetchRefusedError for what must not be read, FetchError for what could not be.
        """
        deadline = self._clock.now() + timedelta(seconds=self._limits.seconds)
        target = _parsed(url)
        for _ in range(self._limits.redirects + 1):
            answer = self._once(target, headers or {}, deadline)
            if answer.status not in _REDIRECTS:
                return _usable(answer, target.host)
            goal = target.join(_parsed(answer.headers.get("location", "")))
            same = (goal.scheme, goal.host, goal.port) == (target.scheme, target.host, target.port)
            headers = headers if same else None
            target = goal
        raise FetchError(f"{target.host} redirects more than {self._limits.redirects} times")

    def _once(self, url: httpx.URL, headers: Mapping[str, str], deadline: datetime) -> Fetched:
        failure: httpx.HTTPError | None = None
        for address in self._checked(url):
            try:
                return self._send(url, address, headers, deadline)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                failure = error
            except httpx.HTTPError as error:
                raise FetchError(f"{url.host} could not be read: {_why(error)}") from error
        raise FetchError(f"{url.host} could not be reached") from failure

    def _checked(self, url: httpx.URL) -> list[Address]:
        if url.scheme not in self._network.schemes:
            raise FetchRefusedError(
                f"only https is read, and this address begins with {url.scheme or 'something else'}"
            )
        if url.userinfo:
            raise FetchRefusedError(f"an address of {url.host} carries a user name or password")
        if url.host.lower() not in self._hosts:
            raise FetchRefusedError(f"{url.host} is not a declared host")
        try:
            addresses = list(self._network.resolve(url.host))
        except OSError as error:
            raise FetchError(f"{url.host} has no address") from error
        if not addresses:
            raise FetchError(f"{url.host} has no address")
        if not all(self._network.allow(address) for address in addresses):
            raise FetchRefusedError(f"{url.host} lies in a private network")
        return addresses

    def _send(
        self, url: httpx.URL, address: Address, headers: Mapping[str, str], deadline: datetime
    ) -> Fetched:
        self._sent += 1
        if self._sent > self._limits.requests:
            raise FetchError(f"more than {self._limits.requests} requests in one run")
        request = self._client.build_request(
            "GET",
            url.copy_with(host=str(address)),
            headers={**headers, "Host": url.netloc.decode("ascii"), "Accept-Encoding": "identity"},
            extensions={"sni_hostname": url.host},
            timeout=max(0.001, (deadline - self._clock.now()).total_seconds()),
        )
        answer = self._client.send(request, stream=True)
        try:
            if answer.headers.get("content-encoding", "identity") != "identity":
                raise FetchError(f"{url.host} sends compressed content, which was not asked for")
            return Fetched(answer.status_code, dict(answer.headers), self._body(answer, url.host, deadline))
        finally:
            answer.close()

    def _body(self, answer: httpx.Response, host: str, deadline: datetime) -> bytes:
        body = bytearray()
        for chunk in answer.iter_raw(64 * 1024):
            body += chunk
            if len(body) > self._limits.body:
                raise FetchError(f"{host} sends more than {self._limits.body // 1024} KiB")
            if self._clock.now() > deadline:
                raise FetchError(f"{host} took longer than {self._limits.seconds:g} seconds")
        return bytes(body)


def _parsed(url: str) -> httpx.URL:
    try:
        return httpx.URL(url)
    except httpx.InvalidURL as error:
        raise FetchRefusedError("this is not an address") from error


def _usable(answer: Fetched, host: str) -> Fetched:
    if answer.status == 429 or answer.status >= 500:
        raise FetchError(
            f"{host} answers with status {answer.status}", _asked_wait(answer.headers.get("retry-after", ""))
        )
    return answer


def _asked_wait(text: str) -> timedelta | None:
    return (
        min(timedelta(seconds=int(text)), _MOST_WAIT)
        if text.isascii() and text.isdigit() and len(text) < 9
        else None
    )


def _why(error: httpx.HTTPError) -> str:
    return "it took too long" if isinstance(error, httpx.TimeoutException) else type(error).__name__
