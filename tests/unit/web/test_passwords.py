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
        assert brake.open("a")
        brake.failed("a")
    assert not brake.open("a")
    assert brake.open("b")
    clock.advance(timedelta(minutes=11))
    assert brake.open("a")


def test_a_right_password_clears_the_slate(clock: FakeClock) -> None:
    brake = Brake(clock)
    for _ in range(8):
        brake.failed("a")
    brake.forget("a")
    assert brake.open("a")
