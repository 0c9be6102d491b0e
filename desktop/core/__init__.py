"""The rules of the field, pure: no Qt, no SQL, no Excel, no PDF (import-linter proves it)."""
