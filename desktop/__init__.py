"""明账 (Mingzhang): published final accounts of a government department, from one store of numbers.

The layers, from the bottom: ``core`` (pure rules) ← ``forms`` (packs) ← ``store`` | ``exchange`` | ``document`` ← ``app`` ← ``ui``.
"""

__version__ = "0.1.0"
