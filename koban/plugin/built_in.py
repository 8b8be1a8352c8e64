"""The secret stores that KOBAN itself has: the environment and files. How they are read lies in `koban.secrets`."""

from __future__ import annotations

from koban.plugin.declare import SecretStore


class Environment(SecretStore):
    """Variables `KOBAN_SECRET_<FORCE>_<key>` of the process that runs jobs."""

    name = "env"
    key = r"[A-Z][A-Z0-9_]{0,80}"
    says = "a variable in capital letters, digits and underscores, such as `MAIL_PASSWORD`"
    read = "koban.secrets.built_in:from_environment"


class Files(SecretStore):
    """Files in the force's own folder `secrets/<force>/` of the state folder."""

    name = "file"
    key = r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,79}"
    says = "a plain file name without any folder, such as `mail-password`"
    read = "koban.secrets.built_in:from_file"


BUILT_IN: tuple[SecretStore, ...] = (Environment(), Files())
"""In the order in which messages name them."""
