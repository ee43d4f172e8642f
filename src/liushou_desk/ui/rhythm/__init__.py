"""一年的节奏: the year's checklists, ticked and followed to where each line is done."""
