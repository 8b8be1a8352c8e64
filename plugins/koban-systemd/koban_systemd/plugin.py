"""What koban-systemd declares."""

from koban.api import SecretStore, hookimpl


class Credentials(SecretStore):
    """Credentials of the systemd service that runs jobs: `{credential: mail}` is `<force>.mail`."""

    name = "credential"
    key = r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}"
    says = "a credential's name without the force, such as `mail-password`"
    read = "koban_systemd.credential:read"


@hookimpl
def koban_secret_stores() -> list[SecretStore]:
    """The one store."""
    return [Credentials()]
