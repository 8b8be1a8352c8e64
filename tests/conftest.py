"""How what is logged in tests is written: a line each, and exceptions without the values of everything around them."""

import pytest
import structlog


@pytest.fixture(scope="session", autouse=True)
def plain_log():
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.format_exc_info,
            structlog.processors.LogfmtRenderer(),
        ]
    )
