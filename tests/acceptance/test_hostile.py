"""People who mean harm, against real processes: nobody else waits for them, and what is whose stays whose."""

from __future__ import annotations

import re
import socket
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any

import httpx
import pytest
from PIL import Image

from tests.acceptance.fleet import Fleet

VICTIM, BYSTANDER = "kastanienviertel", "zoutkade"
PATIENCE = 20.0
"""Far more than an ordinary page takes on a busy machine, and far less than what these attacks could hold a host up."""


def send(fleet: Fleet, site: str, path: str, **said: Any) -> int:
    """What a browser would send from the site's own page; returns the status, or 0 if it was hung up on."""
    host = f"{site}.localhost:{fleet.port}"
    headers = {"host": host, "origin": f"http://{host}", **said.pop("headers", {})}
    try:
        return httpx.post(f"{fleet.client.base_url}{path}", headers=headers, timeout=120, **said).status_code
    except httpx.TransportError:
        return 0


def category(fleet: Fleet, *, photo: bool = False) -> str:
    """A category of the victim's reports."""
    names = re.findall(r'href="(/report/new/[^"]+)"', fleet.get(VICTIM, "/report/").text)
    return str(next(n for n in names if not photo or 'name="photo"' in fleet.get(VICTIM, n).text))


def bystander_is_served(fleet: Fleet, attacks: list[Callable[[], int]]) -> Counter[int]:
    """Run the attacks at once; meanwhile another community's page is asked for."""
    with ThreadPoolExecutor(len(attacks)) as pool:
        running = [pool.submit(attack) for attack in attacks]
        for _ in range(10):
            answer = httpx.get(
                f"{fleet.client.base_url}/privacy",
                headers={"host": f"{BYSTANDER}.localhost:{fleet.port}"},
                timeout=PATIENCE,
            )
            assert answer.status_code == 200
        return Counter(one.result() for one in running)


def test_a_crowd_at_the_desks_door_holds_nobody_else_up(examples: Fleet) -> None:
    def guess(number: int) -> Callable[[], int]:
        form = {"login": f"officer-{number}", "password": "correct horse battery"}
        return lambda: send(examples, f"desk.{VICTIM}", "/sign-in", data=form)

    answers = bystander_is_served(examples, [guess(number) for number in range(60)])
    assert set(answers) == {403, 503}


def test_guessing_at_once_is_no_more_guesses(examples: Fleet) -> None:
    form = {"login": "nobody", "password": "correct horse battery"}
    answers = bystander_is_served(
        examples, [lambda: send(examples, f"desk.{VICTIM}", "/sign-in", data=form)] * 30
    )
    assert answers[403] <= 8
    assert send(examples, f"desk.{VICTIM}", "/sign-in", data=form) == 429


def test_many_huge_photos_hold_nobody_else_up(examples: Fleet) -> None:
    out = BytesIO()
    Image.new("RGBA", (6_000, 6_000)).save(out, "PNG")
    form = {"text": "Look", "anonymous": "yes"}
    files = {"photo": ("a.png", out.getvalue(), "image/png")}
    path = category(examples, photo=True)
    answers = bystander_is_served(
        examples, [lambda: send(examples, VICTIM, path, data=form, files=files)] * 30
    )
    assert set(answers) <= {200, 201, 422, 503}
    assert 503 in answers


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data; boundary=x; charset=punycode", b"-" + b"a" * 3_000_000),
        ("multipart/form-data; boundary=x", "e\u0301\u0327".encode() + "\u0301\u0327".encode() * 20_000),
        ("multipart/form-data; boundary=x", "é".encode() * 2_500_000),
    ],
)
def test_text_that_is_slow_to_read_holds_nobody_up(examples: Fleet, kind: str, body: bytes) -> None:
    part = b'--x\r\nContent-Disposition: form-data; name="text-"\r\n\r\n' + body + b"\r\n"
    sent = part + part.replace(b"text-", b"text") + b"--x--\r\n"
    path = category(examples)
    headers = {"content-type": kind}
    answers = bystander_is_served(
        examples, [lambda: send(examples, VICTIM, path, content=sent, headers=headers)] * 2
    )
    assert set(answers) <= {200, 400, 413, 422}


def test_a_head_without_end_is_hung_up_on(examples: Fleet) -> None:
    with socket.create_connection(("127.0.0.1", examples.port), timeout=PATIENCE) as client:
        client.sendall(f"GET / HTTP/1.1\r\nHost: {VICTIM}.localhost\r\nX: ".encode())
        try:
            for _ in range(400):
                client.sendall(b"x" * 65_536)
            heard = client.recv(64)
        except ConnectionError:
            heard = b""
    assert heard[:12] in {b"", b"HTTP/1.1 400"}
    assert examples.get(VICTIM).status_code == 200


def test_fifty_equal_sends_are_one_report_and_another_body_is_told(examples: Fleet) -> None:
    name = re.findall(r'href="/report/new/([^"]+)"', examples.get(VICTIM, "/report/").text)[-1]
    key = {"idempotency-key": "0123456789ABCDEFGHJX"}

    def report(text: str) -> Callable[[], int]:
        host = {"host": f"{VICTIM}.localhost:{examples.port}"}
        body = {"category": name, "text": text, "contact": {"reach": "here"}, "anonymous": False}
        url = f"{examples.client.base_url}/api/report/reports"
        return lambda: httpx.post(url, json=body, headers=host | key, timeout=60).status_code

    assert bystander_is_served(examples, [report("the same")] * 50) == {201: 1, 200: 49}
    assert report("another")() == 409


def test_a_sign_in_link_opens_once_even_for_many_at_once_and_only_its_own_force(examples: Fleet) -> None:
    link = re.search(rf"http://desk\.{VICTIM}\.localhost:\d+(/sign-in\?token=\S+)", examples.said())
    assert link is not None
    base, host = examples.client.base_url, f"desk.{VICTIM}.localhost:{examples.port}"
    with ThreadPoolExecutor(20) as pool:
        answers = list(
            pool.map(lambda _: httpx.get(f"{base}{link[1]}", headers={"host": host}, timeout=60), range(20))
        )
    assert Counter(one.status_code for one in answers) == {303: 1, 410: 19}
    cookie = next(one.headers["set-cookie"] for one in answers if one.status_code == 303).split(";")[0]
    for site, status in ((host, 200), (f"desk.{BYSTANDER}.localhost:{examples.port}", 303)):
        asked = httpx.get(f"{base}/report/", headers={"host": site, "cookie": cookie}, timeout=60)
        assert asked.status_code == status
    for origin in ("null", f"http://{VICTIM}.localhost:{examples.port}", "http://evil.example"):
        headers = {"host": host, "cookie": cookie, "origin": origin}
        assert httpx.post(f"{base}/accounts", headers=headers, data={"display": "x"}).status_code == 403


def test_what_was_written_and_who_asked_is_in_no_log(examples: Fleet) -> None:
    form = {
        "text": "A name that nobody logs: Rosalind",
        "receipt": "0123456789ABCDEFGHJW",
        "anonymous": "yes",
    }
    send(examples, VICTIM, category(examples), data=form, headers={"user-agent": "Rosalind's phone"})
    send(examples, VICTIM, "/report/status", data={"receipt": "0123456789ABCDEFGHJW"})
    logs = b"".join(file.read_bytes() for file in (examples.state / "logs").iterdir())
    for secret in (b"Rosalind", b"0123456789ABCDEFGHJW", b"127.0.0.1", b"token="):
        assert secret not in logs
    stored = b"".join(file.read_bytes() for file in (examples.state / "data").iterdir())
    for secret in (b"Rosalind's phone", b"0123456789ABCDEFGHJW", b"127.0.0.1"):
        assert secret not in stored
    assert examples.state.stat().st_mode & 0o077 == 0
