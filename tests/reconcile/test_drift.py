"""Measured numbers contradict a declared level: the status and the page say so, and nobody is less ready for it."""

from __future__ import annotations

from datetime import timedelta
from html import unescape
from typing import Any

import httpx
import pytest
from click.testing import CliRunner

from koban.cli.main import cli
from koban.control.pages import Watched, make_pages
from koban.control.server import ControlServer
from koban.jobs.means import Means as JobMeans
from koban.jobs.service import Service as Jobs
from koban.model.condition import ConditionType, Reason, Status
from koban.targets.sockets import close, listen, port_of
from koban_engage.report.records import REPORT, ReportRecord
from tests.reconcile.conftest import FORCE

LEVELS = """\
  capabilities:
    feedback-closure: {level: %d, assessed: 2029-12-01, proof: [{title: Logboek, date: 2029-12-01}]}
"""
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def town(level: int) -> str:
    return f"""\
apiVersion: koban/v1
kind: Community
metadata: {{name: kade}}
spec:
  title: Kade
  languages: [nl]
  unit: {{of: wijkteam}}
{LEVELS % level}  features: {{report: true}}
"""


class Town:
    """A community that is served, reported to and measured."""

    def __init__(self, bench: Any) -> None:
        self.bench = bench
        bench.begin("kade")
        purposes = (
            "  purposes:\n    question: {title: Vragen, law: gdpr, retention: 90d, readers: [officer]}\n"
        )
        force = FORCE.replace("  purposes:\n", purposes)
        bench.commit(
            {"deployments/haven/force.yaml": force, "deployments/haven/kade/community.yaml": town(3)}
        )
        bench.settle()
        self.jobs = Jobs(JobMeans(bench.store, bench.data, bench.registry, bench.clock))
        self.sent = 0

    def report(self, count: int, answered_after: timedelta) -> None:
        """Made-up reports, sent ten days ago, promised within two days."""
        now = self.bench.clock.now()
        sent = now - 10 * DAY
        for _ in range(count):
            self.sent += 1
            record = ReportRecord(
                category="concern",
                label={"nl": "Zorg"},
                kind="report",
                form="",
                text="verzonnen",
                language="nl",
                sent=sent,
                promised=sent + 2 * DAY,
                first_answer=sent + answered_after,
                status="in-progress",
            )
            store = self.bench.data.of(self.bench.row("kade").uid)
            store.write(
                lambda w, r=record, n=self.sent: w.add(
                    REPORT, r, instance="report", id=f"made-up-{n}", purpose="response"
                )
            )

    def measure(self) -> None:
        """Let jobs and reconciler look, some time later."""
        self.bench.clock.advance(timedelta(minutes=2))
        for _ in range(2):
            self.jobs.tick()
            assert self.jobs.settle(timedelta(seconds=20)) == 0
            self.bench.clock.advance(timedelta(minutes=2))
        self.bench.settle()

    def drifted(self) -> Any:
        return self.bench.condition("kade", ConditionType.DRIFTED)

    def page(self) -> str:
        now = self.bench.clock.now
        listening = listen(0)
        pages = make_pages(Watched(self.bench.store, self.bench.clock, 8700, now, list))
        server = ControlServer(pages, listening)
        server.start()
        try:
            return unescape(httpx.get(f"http://localhost:{port_of(listening)}/").text)
        finally:
            server.stop()
            close(listening)

    def status(self) -> str:
        done = CliRunner().invoke(cli, ["--state", str(self.bench.folder), "status", "kade"])
        assert done.exit_code == 0, done.output
        return done.output


@pytest.fixture
def quay(bench: Any) -> Town:
    return Town(bench)


def test_slow_answers_are_told_and_go_when_answers_get_faster(
    quay: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    assert quay.drifted().status is Status.FALSE
    assert "Measured otherwise" not in quay.page()

    quay.report(12, answered_after=6 * DAY)
    quay.measure()
    told = quay.drifted()
    assert (told.status, told.reason) == (Status.TRUE, Reason.CAPABILITY_DRIFT)
    for words in (
        '"feedback-closure" is declared at level 3, but "answered-in-time" of "report" is 0 %',
        '"first-answer" of "report" is 144 h (95 % interval 144 to 144, 12 cases) where 48 h or less is promised',
    ):
        assert words in told.message
        assert words in quay.page()
    assert "measured otherwise than declared: " in quay.status()
    assert "144 h" in quay.status()
    assert "Measured otherwise than declared" in quay.page()
    assert quay.bench.condition("kade", ConditionType.READY).status is Status.TRUE
    assert capsys.readouterr().out.count("capability drift") == 1, "the log tells it once"

    quay.bench.clock.advance(10 * DAY)
    quay.report(12, answered_after=5 * HOUR)
    quay.measure()
    assert quay.drifted().status is Status.FALSE
    assert "Measured otherwise" not in quay.page()
    assert "measured otherwise" not in quay.status()
    assert "none any more" in capsys.readouterr().out


def test_it_follows_the_level_that_git_declares(quay: Town) -> None:
    quay.report(12, answered_after=6 * DAY)
    quay.measure()
    assert quay.drifted().status is Status.TRUE
    quay.bench.commit({"deployments/haven/kade/community.yaml": town(2)})
    quay.bench.settle()
    assert quay.drifted().status is Status.FALSE, "level 2 does not say that it runs as planned"


def test_days_without_new_numbers_change_nothing(quay: Town) -> None:
    quay.report(12, answered_after=6 * DAY)
    quay.measure()
    told = quay.drifted()
    for _ in range(3):
        quay.bench.clock.advance(DAY)
        quay.bench.settle()
    assert quay.drifted() == told


def test_numbers_that_have_grown_old_contradict_nothing(quay: Town) -> None:
    quay.report(12, answered_after=6 * DAY)
    quay.measure()
    quay.bench.clock.advance(181 * DAY)
    quay.bench.settle()
    assert quay.drifted().status is Status.FALSE
