"""KB500 to KB519: what a pull request is told about itself. It takes two revisions to show one, so there are no examples."""

from koban.diagnostics.codes.code import Code

CODES = {
    "KB500": Code(
        "who must approve changes",
        "The pull request edits `approvals`. It is itself judged by the approvals that are applied now: nobody can make "
        "themselves an approver and then approve it. The new ones count once it is merged.",
    ),
    "KB501": Code(
        "who holds a role changes",
        "The pull request edits `roles`, the sign-in groups behind approvers, officers and readers. It is itself judged by "
        "the groups that are applied now.",
    ),
    "KB502": Code(
        "a limit changes",
        "The pull request edits `limits` of a force or `deleteBudget` of the workspace. What it proposes elsewhere is held "
        "against the limits that are applied now.",
    ),
    "KB503": Code(
        "how seriously a policy is taken changes",
        "The pull request makes a policy stricter, milder or silent. Those who approve by today's rules should know why.",
    ),
    "KB504": Code(
        "a name of another force is taken",
        "A name is an address on people's phones and leads to what was collected under it. The force that has it now must "
        "agree before another takes it.",
    ),
    "KB505": Code(
        "a decision is taken back",
        "A community decided what its app must not have, and the pull request removes or rewrites that. Only a later "
        "decision of the same body ends one.",
    ),
    "KB506": Code(
        "who must approve",
        "How far the pull request reaches in a force, and the roles of which one person each must agree, as the base says "
        "now. `koban plan --base` tells why it reaches that far.",
    ),
    "KB507": Code(
        "who must approve cannot be told",
        "The force's manifest has a mistake on the branch that the pull request is to be merged into, so nobody can be "
        "named. Mend that first.",
    ),
    "KB508": Code(
        "what is applied does not allow this",
        "A limit or a decision that is applied now stands against the proposal, whatever the proposal makes of it: nobody "
        "can raise a limit, or take a decision out, and use that in the same change. Change the limit in a commit of its "
        "own, or write down the later decision that ends the earlier one.",
    ),
}
