"""``python -m desktop`` opens the window; with arguments it acts like the command."""

import multiprocessing
import sys

if __name__ == "__main__":
    multiprocessing.freeze_support()  # a frozen program starts itself again to read a doubtful workbook
    from desktop.cli import main

    sys.exit(main(sys.argv[1:]))
