"""Start of the bundled program with a window; ``明账.exe --self-test`` checks the installation, for those who have no console."""

import multiprocessing
import sys

if __name__ == "__main__":
    multiprocessing.freeze_support()  # the program starts itself again to read a doubtful workbook
    from desktop.cli import main

    given = sys.argv[1:]
    if given[:1] == ["--self-test"]:
        given[0] = "self-test"
    sys.exit(main(given))
