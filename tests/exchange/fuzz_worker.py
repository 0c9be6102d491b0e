"""Imports one workbook after the other, as told on standard input, within 1 GB of memory; answers one JSON line each.

``seconds`` are of the processor, those of the children that read it included: what else the machine does is no fault of the file.
"""

from __future__ import annotations

import json
import os
import sys


def _spent() -> float:
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def main() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
    from awkward_books import new_model, subjects

    from desktop.exchange.grid import WorkbookError
    from desktop.exchange.plan import plan_import

    model, lists = new_model(), subjects()
    for line in sys.stdin:
        before = _spent()
        try:
            plan = plan_import(model, lists, line.rstrip("\n"))
            answer = {"refused": plan.refused, "read": sum(sheet.cells_read for sheet in plan.sheets)}
        except WorkbookError as error:
            answer = {"refused": str(error), "read": 0}
        except Exception as error:
            answer = {"crashed": repr(error)}
        answer["seconds"] = round(_spent() - before, 2)
        print(json.dumps(answer), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
