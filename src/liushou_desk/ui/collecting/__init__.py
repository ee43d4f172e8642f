"""班主任填报表 and 全部导出 on the screen: sending, taking back, writing everything out."""
