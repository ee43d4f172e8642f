"""Papers from elsewhere held against a layout (版式检查), and copies set in it (套用版式)."""
