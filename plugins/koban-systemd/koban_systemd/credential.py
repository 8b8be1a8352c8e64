"""Reads credentials where systemd puts them for a service (systemd.exec(5), LoadCredential= and ImportCredential=)."""

from pathlib import Path

from koban.api.jobs import SecretMissingError, SecretPlace, read_secret_file

FOLDER = "CREDENTIALS_DIRECTORY"
"""The variable by which systemd tells a service where its credentials lie."""


def read(key: str, place: SecretPlace) -> str:
    """The credential `<force>.<key>`. A force's name has no dot, so no key leads to another force."""
    name = f"{place.force}.{key}"
    if FOLDER not in place.environment:
        raise SecretMissingError(
            f"systemd gives this process no credentials; run it as a service with LoadCredential={name}:/path/of/the/secret"
        )
    try:
        return read_secret_file(Path(place.environment[FOLDER]), name)
    except SecretMissingError as error:
        raise SecretMissingError(
            f"the credential {name}: {error}; add LoadCredential={name}:/path/of/the/secret to the service"
        ) from error
