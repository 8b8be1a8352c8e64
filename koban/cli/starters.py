"""The texts of new manifests, with comments for whoever fills them in."""

from __future__ import annotations

from string import Template

_COMMUNITY = Template("""\
apiVersion: koban/v1
kind: Community
metadata:
  name: $name  # the folder's name; it becomes the host name of the app
spec:
  title: "$title"  # what people see; write it in the language below
  languages: [$language]  # the first is the default; the others' texts lie in texts/<language>.yaml
  unit:                        # who answers; or a unit that the force shares: {of: its-name}
    name: "$title"
    posts: 1                   # how many officers
    phone: "112"               # yours, in quotes
    staffedHours: "Mo-Fr 09:00-17:00; PH off"
    whenEmpty: "112"           # a sentence such as: The post is closed? Call the station, day and night.
    maxOpenCases: 30           # above it nobody is turned away, and the unit's lead is told
  features:                    # what the app offers; `koban plugin list` shows what there is
    report: true
    news: true
""")

_FORCE = Template("""\
apiVersion: koban/v1
kind: Force
metadata:
  name: $name  # the folder's name
spec:
  title: "$title"
  language: $language  # of plans and messages for officers
  timeZone: Etc/UTC            # yours, such as Europe/Brussels
  country: $country            # yours, as two capital letters; it decides the public holidays
  emergency:                   # stands before every intake; every language of every community needs it
    call: "112"
    text: {$language: "112"}   # a sentence such as: In danger? Call 112.
  roles:                       # sign-in groups, never people
    officer: [local:officers]
    unit-lead: [local:leads]
  purposes:                    # why data is kept, under which law, how long, and who reads it
    response:
      title: {$language: "Response"}
      law: gdpr
      retention: 180d
      readers: [officer, unit-lead]
    question:
      title: {$language: "Question"}
      law: gdpr
      retention: 90d
      readers: [officer, unit-lead]
    participation:
      title: {$language: "Participation"}
      law: gdpr
      retention: 365d
      readers: [officer, unit-lead]
  controllers:                 # who answers for the data: an office, never a person
    police: {name: "$title", contact: office@$name.example}
  units: {}                    # teams that several communities share
  defaults: {}                 # what lies under every community's own spec
""")


def community_starter(name: str, language: str) -> str:
    """A manifest for the community `name` that checks clean."""
    return _COMMUNITY.substitute(name=name, title=_title(name), language=language)


def force_starter(name: str, language: str) -> str:
    """A manifest for the force `name` that checks clean."""
    # ISO 3166-1 leaves ZZ free: no country is assumed, and none has its holidays.
    return _FORCE.substitute(name=name, title=_title(name), language=language, country="ZZ")


def _title(name: str) -> str:
    return name.replace("-", " ").title()
