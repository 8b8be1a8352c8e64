"""The guarded HTTP client, against a real server on loopback."""

from ipaddress import ip_address

import pytest

from koban.model.clock import SystemClock
from koban.testing.upstream import LOOPBACK, run_upstream
from koban.web.fetch import Fetcher, FetchError, FetchRefusedError, Limits
from koban.web.network import Network, is_public


@pytest.fixture
def fetcher():
    client = Fetcher(
        ["127.0.0.1", "data.example"], SystemClock(), LOOPBACK, Limits(body=1000, redirects=2, requests=6)
    )
    yield client
    client.close()


def test_a_declared_host_is_read_under_its_own_name(fetcher, upstream):
    upstream.serve("/things", "hello", headers={"X-Word": "yes"})
    answer = fetcher.get(upstream.url("/things", host="data.example"), {"Accept": "text/plain"})
    assert (answer.status, answer.body, answer.headers["x-word"]) == (200, b"hello", "yes")
    (asked,) = upstream.requests
    assert asked.headers["host"] == f"data.example:{upstream.port}"
    assert asked.headers["accept"] == "text/plain"


def test_a_conditional_request_gets_its_304(fetcher, upstream):
    url = upstream.serve("/things", "hello")
    tag = fetcher.get(url).headers["etag"]
    assert fetcher.get(url, {"If-None-Match": tag}).status == 304


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://elsewhere.example/", "not a declared host"),
        ("http://127.0.0.1.elsewhere.example/", "not a declared host"),
        ("http://someone:secret@data.example/", "user name"),
        ("ftp://data.example/", "only https"),
        ("file:///etc/passwd", "only https"),
        ("http://data.example:port/", "not an address"),
    ],
)
def test_what_is_refused(fetcher, upstream, url, words):
    with pytest.raises(FetchRefusedError, match=words):
        fetcher.get(url)
    assert upstream.requests == []


def test_http_is_refused_on_the_open_internet(upstream):
    with pytest.raises(FetchRefusedError, match="only https"):
        Fetcher(["127.0.0.1"], SystemClock()).get(upstream.serve("/", "hello"))
    assert upstream.requests == []


@pytest.mark.parametrize("addresses", [["127.0.0.1"], ["93.184.215.14", "10.0.0.1"], ["::ffff:127.0.0.1"]])
def test_a_name_that_leads_into_a_private_network_is_refused(upstream, addresses):
    network = Network(resolve=lambda _: [ip_address(a) for a in addresses], schemes=frozenset({"http"}))
    with pytest.raises(FetchRefusedError, match="private network"):
        Fetcher(["data.example"], SystemClock(), network).get(upstream.url("/", host="data.example"))
    assert upstream.requests == []


def test_the_connection_goes_to_the_address_that_was_checked(upstream):
    answers = iter([[ip_address("127.0.0.1")], [ip_address("10.0.0.1")]])
    network = Network(lambda _: next(answers), lambda address: address.is_loopback, frozenset({"http"}))
    client = Fetcher(["data.example"], SystemClock(), network)
    upstream.serve("/", "hello")
    assert client.get(upstream.url("/", host="data.example")).body == b"hello"
    with pytest.raises(FetchRefusedError, match="private network"):
        client.get(upstream.url("/", host="data.example"))
    client.close()


def test_every_redirect_is_checked(fetcher, upstream):
    upstream.serve("/old", "", 302, {"Location": "/new"})
    upstream.serve("/new", "here")
    assert fetcher.get(upstream.url("/old")).body == b"here"
    upstream.serve("/away", "", 302, {"Location": "http://elsewhere.example/"})
    with pytest.raises(FetchRefusedError, match="not a declared host"):
        fetcher.get(upstream.url("/away"))


def test_headers_do_not_follow_to_another_port_of_the_host(fetcher, upstream):
    with run_upstream() as other:
        upstream.serve("/old", "", 302, {"Location": other.serve("/new", "here")})
        fetcher.get(upstream.url("/old"), {"X-Key": "secret"})
        assert [request.headers.get("x-key") for request in other.requests] == [None]


def test_headers_do_not_follow_to_another_host(fetcher, upstream):
    upstream.serve("/old", "", 302, {"Location": upstream.url("/new", host="data.example")})
    upstream.serve("/new", "here")
    fetcher.get(upstream.url("/old"), {"X-Key": "secret"})
    assert [request.headers.get("x-key") for request in upstream.requests] == ["secret", None]


def test_redirects_end(fetcher, upstream):
    upstream.serve("/loop", "", 302, {"Location": "/loop"})
    with pytest.raises(FetchError, match="more than 2 times"):
        fetcher.get(upstream.url("/loop"))


def test_requests_are_counted(fetcher, upstream):
    url = upstream.serve("/", "")
    for _ in range(6):
        fetcher.get(url)
    with pytest.raises(FetchError, match="more than 6 requests"):
        fetcher.get(url)


def test_a_body_too_large_is_dropped(fetcher, upstream):
    with pytest.raises(FetchError, match="sends more than"):
        fetcher.get(upstream.serve("/", b"x" * 1001))


def test_compressed_content_is_not_unpacked(fetcher, upstream):
    with pytest.raises(FetchError, match="compressed"):
        fetcher.get(upstream.serve("/", b"x", headers={"Content-Encoding": "gzip"}))


def test_a_server_in_trouble_says_how_long_to_wait(fetcher, upstream):
    with pytest.raises(FetchError, match="status 503") as caught:
        fetcher.get(upstream.serve("/", "", 503, {"Retry-After": "90"}))
    assert caught.value.wait is not None
    assert caught.value.wait.total_seconds() == 90


def test_an_absent_thing_is_an_answer(fetcher, upstream):
    assert fetcher.get(upstream.url("/nothing")).status == 404


def test_a_server_that_is_away_is_told_plainly(fetcher):
    with pytest.raises(FetchError, match="could not be reached"):
        fetcher.get("http://127.0.0.1:1/")


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("fe80::1", False),
        ("fc00::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::10.0.0.1", False),
        ("2002:7f00:1::", False),
        ("fec0::1", False),
        ("3fff::1", False),
        ("192.0.0.8", False),
    ],
)
def test_which_addresses_are_public(address, public):
    assert is_public(ip_address(address)) is public
