"""`python -m liushou_desk` is the program."""

import sys

from liushou_desk.app import main

sys.exit(main())
