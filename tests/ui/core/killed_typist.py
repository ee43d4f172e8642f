"""Types into a form on an office file, says "kept" once a draft is on file, and waits to be killed.

Run by `test_dialog.py` as a process of its own.
"""

import os
import sys
import time
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(Path(__file__).parents[3]))

from PySide6.QtTest import QTest

from liushou_desk.services.keeping.drafts import list_drafts
from liushou_desk.ui import pictures
from liushou_desk.ui.application import application
from liushou_desk.ui.shell import Shell
from tests.conftest import OPENING, ticking
from tests.ui.core.test_dialog import Desktop, line


def main(path: Path) -> None:
    application()
    shell = Shell(ticking(OPENING))
    shell.show()
    shell.open(path)
    pictures.settle(shell)
    dialog = Desktop(shell, pictures.settle).open()
    QTest.keyClicks(line(dialog, "phone"), "1381234")
    found: list[object] = []
    while not found:
        time.sleep(0.02)
        shell.tasks.run(shell, list_drafts, found.extend)
        pictures.settle(shell)
    print("kept", flush=True)
    time.sleep(60)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
