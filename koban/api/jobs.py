"""What a plugin's jobs import: pulling outside data, reading secrets, observing how its work goes, made-up records.

Re-exports only.
"""

from koban.jobs.demo import Demo
from koban.jobs.observing import Observing
from koban.jobs.pulling import Batch, PullContext, PullError
from koban.model.indicator import Observation
from koban.secrets.place import SecretMissingError, SecretPlace, read_secret_file
from koban.web.fetch import Fetched, FetchError

__all__ = [
    "Batch",
    "Demo",
    "FetchError",
    "Fetched",
    "Observation",
    "Observing",
    "PullContext",
    "PullError",
    "SecretMissingError",
    "SecretPlace",
    "read_secret_file",
]
