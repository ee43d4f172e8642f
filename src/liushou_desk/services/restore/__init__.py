"""从备份恢复: a backup is checked, its difference told in records, then it takes the place."""

from liushou_desk.models.backup_mark import is_backup, is_called_backup
from liushou_desk.services.restore.choosing import WAYS, both_ways, choose, choose_held
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
    "WAYS",
    "Candidate",
    "Difference",
    "Preview",
    "Restored",
    "both_ways",
    "choose",
    "choose_held",
    "is_backup",
    "is_called_backup",
    "list_backups",
    "preview",
    "restore",
    "restore_held",
]
