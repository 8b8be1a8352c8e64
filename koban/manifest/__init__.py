"""YAML text to a tree with positions to a merged spec. Knows no plugin and compiles nothing."""
