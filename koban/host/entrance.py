"""What the desks' doors share in one process: sessions, password hashing, the brake on guessing."""

from __future__ import annotations

from koban.model.clock import Clock
from koban.store.control import ControlStore
from koban.web.passwords import Brake, Passwords
from koban.web.sessions import Sessions


class Entrance:
    """One a process."""

    def __init__(self, control: ControlStore, clock: Clock) -> None:
        """For all desks."""
        self.sessions = Sessions(control, clock)
        self.passwords = Passwords()
        self.brake = Brake(clock)
