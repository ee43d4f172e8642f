"""The tab 统计与总结: tables whose numbers open their rows, and the term's summary."""
