"""Start of the bundled command ``mingzhang``."""

import multiprocessing
import sys

if __name__ == "__main__":
    multiprocessing.freeze_support()  # the program starts itself again to read a doubtful workbook
    from desktop.cli import main

    sys.exit(main(sys.argv[1:]))
