"""KB42x, KB43x and KB45x: what policies say of a deployment, and what is legal and unwise."""

from koban.diagnostics.codes.code import Code

_FORCE = "deployments/haven/force.yaml"
_WRITING = "features:\n  report: {with: {categories: {noise: {label: Lawaai, purpose: response, firstAnswer: 2wd}}}}\n"
_UNIT = (
    "unit:\n  name: Wijkteam\n  posts: 2\n  maxOpenCases: 30\n"
    '  phone: "+32 000 00 00 00"\n  staffedHours: "Mo-Fr 08:00-16:00"\n'
)
_FRAUD = "capabilities:\n  elder-fraud-prevention:\n    level: 1\n    assessed: 2026-05-01\n"
_MEASURE = (
    "measures:\n  scam-check:\n    kind: KIND\n    title: Is dit oplichting?\n    owner: unit\n"
    "    gives: {elder-fraud-prevention: {skills: [bank-liaison]}}\n"
)

CODES = {
    "KB420": Code(
        "a policy speaks",
        "Policies come from plugins and judge a deployment as a whole; which one speaks stands in brackets. A force sets "
        "each to error, warning or off under `policies` in force.yaml, and says why.",
        'app: {colour: "#ffd500"}\n',
        'app: {colour: "#796408"}\n',
    ),
    "KB421": Code(
        "no such policy",
        "Policies come from the installed plugins; `koban plugin list` shows them. One that is not there cannot guard "
        "anything, so naming it is an error.",
        "policies: {contrst: {level: error, reason: Iedereen moet het kunnen lezen}}\n",
        "policies: {contrast: {level: error, reason: Iedereen moet het kunnen lezen}}\n",
        _FORCE,
    ),
    "KB430": Code(
        "a feature that no need asks for",
        "Where a community says what it needs, each function of its app should serve one of those needs: a need names under "
        "`asksFor` a capability that the function gives. Else people look after something that nobody wanted.",
        "needs:\n  fewer-scams: {statement: Minder oplichting, asksFor: {elder-fraud-prevention: 3}}\n"
        "features: {report: false, news: true}\n",
        "needs:\n  fewer-scams: {statement: Minder oplichting, asksFor: {elder-fraud-prevention: 3, two-way-local-information: 2}}\n"
        "features: {report: false, news: true}\n",
    ),
    "KB431": Code(
        "nobody behind an empty post",
        "People write at any hour, and a small post is empty most of them. `whenEmpty` says who answers then.",
        _UNIT + _WRITING,
        _UNIT + "  whenEmpty: Bel het bureau, dag en nacht, +32 000 00 00 01.\n" + _WRITING,
    ),
    "KB432": Code(
        "a measure that nobody owns",
        "What nobody is answerable for does not happen. A measure's owner is the unit or a partner.",
        "measures:\n  course: {kind: training, title: Cursus voor kassiers}\n",
        "measures:\n  course: {kind: training, title: Cursus voor kassiers, owner: unit}\n",
    ),
    "KB433": Code(
        "a need that asks for nothing",
        "A need is met by capabilities. One that names none has no gap, no priority and no measure: it stays a wish.",
        "needs:\n  fewer-scams: {statement: Minder oplichting}\n",
        "needs:\n  fewer-scams: {statement: Minder oplichting, asksFor: {feedback-closure: 3}}\n",
    ),
    "KB434": Code(
        "old proof",
        "Proof that is older than eighteen months says little of what a unit can do now. This is reckoned on the day of the "
        "check and stops nothing.",
        _FRAUD + "    proof: [{title: Register, date: 2020-01-15}]\n",
        _FRAUD + "    proof: [{title: Register, date: 2026-09-15}]\n",
    ),
    "KB450": Code(
        "technology that is to bring knowledge or skills",
        "Features of an app give technologies only. What has to be known and mastered comes from people, training and "
        "partners, so no app alone closes a gap, and what such a measure promises beyond technologies is not counted.",
        _MEASURE.replace("KIND", "technology"),
        _MEASURE.replace("KIND", "training"),
    ),
}
