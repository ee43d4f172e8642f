"""从备份恢复: a backup is checked, its difference told in records, then it takes the place."""

from liushou_desk.models.backup_mark import is_backup
from liushou_desk.services.restore.comparing import Difference
from liushou_desk.services.restore.listing import Candidate, list_backups
from liushou_desk.services.restore.restoring import (
    Preview,
    Restored,
    preview,
    restore,
    restore_held,
)

__all__ = [
    "Candidate",
    "Difference",
    "Preview",
    "Restored",
    "is_backup",
    "list_backups",
    "preview",
    "restore",
    "restore_held",
]
