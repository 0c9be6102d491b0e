"""Packs: from TOML to core definitions, their linter, cases and review, the code lists, and the one description of a printed table."""
