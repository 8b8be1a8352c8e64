"""What a plugin's jobs import: pulling outside data, reading secrets, and filling an app with made-up records. Re-exports only."""

from koban.jobs.demo import Demo
from koban.jobs.pulling import Batch, PullContext, PullError
from koban.secrets.place import SecretMissingError, SecretPlace, read_secret_file
from koban.web.fetch import Fetched, FetchError

__all__ = [
    "Batch",
    "Demo",
    "FetchError",
    "Fetched",
    "PullContext",
    "PullError",
    "SecretMissingError",
    "SecretPlace",
    "read_secret_file",
]
