"""A source that never moves, and a part of a tree."""

from __future__ import annotations

import pytest
from sample_pull_request import HAVEN, begin, community, force, manifest

from koban.manifest.tree import WorkingTree
from koban.manifest.workspace import load_workspace
from koban.reconcile.fixed import FixedSource, Part


def test_a_part_holds_what_its_communities_depend_on_and_compiles_alike(tmp_path):
    made = begin(tmp_path / "workspace", "kade", "zuid")
    made.write("deployments/oever/force.yaml", force("oever"))
    made.write(manifest("dijk", "oever"), community("dijk"))
    tree = WorkingTree(made.path)
    part = Part(tree, {"kade", "nobody"})
    assert sorted(part.entries()) == [HAVEN, manifest("kade"), "koban.yaml"]
    assert part.read(HAVEN) == tree.read(HAVEN)
    with pytest.raises(KeyError):
        part.read(manifest("zuid"))
    assert load_workspace(part).communities["kade"].inputs == load_workspace(tree).communities["kade"].inputs


def test_a_fixed_source_is_always_at_the_same_revision(tmp_path):
    made = begin(tmp_path / "workspace", "kade")
    tree = WorkingTree(made.path)
    source = FixedSource(tree, "abc")
    made.write(manifest("kade"), community("kade", "Anders"))
    assert source.head() == source.last_touched(["deployments/haven/kade"], "abc") == "abc"
    assert source.snapshot("abc") is tree
    source.close()
