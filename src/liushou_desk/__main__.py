"""`python -m liushou_desk` is the command line."""

import sys

from liushou_desk.cli import main

sys.exit(main())
