"""What a plugin's jobs import: pulling outside data, and filling an app with made-up records. Re-exports only."""

from koban.jobs.demo import Demo
from koban.jobs.pulling import Batch, PullContext, PullError
from koban.web.fetch import Fetched, FetchError

__all__ = ["Batch", "Demo", "FetchError", "Fetched", "PullContext", "PullError"]
