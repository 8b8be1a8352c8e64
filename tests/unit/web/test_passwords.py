from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from koban.model.clock import FakeClock
from koban.web.passwords import Brake, Passwords


def test_only_the_right_password_opens() -> None:
    passwords = Passwords()
    kept = passwords.hash("correct horse battery")
    assert kept.startswith("$argon2id$")
    assert passwords.right(kept, "correct horse battery")
    assert not passwords.right(kept, "correct horse")
    assert not passwords.right(None, "correct horse battery")


def test_guessing_is_braked_and_the_brake_lets_go(clock: FakeClock) -> None:
    brake = Brake(clock)
    for _ in range(8):
        assert brake.take("a")
    assert not brake.take("a")
    assert brake.take("b")
    clock.advance(timedelta(minutes=11))
    assert brake.take("a")


def test_a_right_password_clears_the_slate(clock: FakeClock) -> None:
    brake = Brake(clock)
    for _ in range(8):
        brake.take("a")
    brake.forget("a")
    assert brake.take("a")


def test_many_attempts_at_once_are_not_more(clock: FakeClock) -> None:
    brake = Brake(clock)
    with ThreadPoolExecutor(32) as pool:
        assert sum(pool.map(lambda _: brake.take("a"), range(200))) == 8
