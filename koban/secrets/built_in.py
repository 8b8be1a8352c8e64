"""The stores that need no plugin: variables and files of the force alone."""

from __future__ import annotations

from koban.secrets.place import SecretMissingError, SecretPlace, read_secret_file


def from_environment(key: str, place: SecretPlace) -> str:
    """The variable `KOBAN_SECRET_<FORCE>_<key>`."""
    # Two underscores for a hyphen: or the force `a` could reach into the secrets of the force `a-b`.
    variable = f"KOBAN_SECRET_{place.force.upper().replace('-', '__')}_{key}"
    if variable not in place.environment:
        raise SecretMissingError(f"set the environment variable {variable} where KOBAN runs")
    return place.environment[variable]


def from_file(key: str, place: SecretPlace) -> str:
    """The file of this name in the force's own folder."""
    try:
        return read_secret_file(place.folder, key)
    except SecretMissingError as error:
        cure = f"put it in the file {key} of the folder secrets/{place.force}, readable by the user that runs KOBAN"
        raise SecretMissingError(f"{error}; {cure}") from error
