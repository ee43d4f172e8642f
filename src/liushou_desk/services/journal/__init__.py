"""操作记录: what was done, in words; 回收站 and the origin of each value read it."""
