"""个别方案: opened, looked back at, closed with a result; with an open one a child is 重点关爱."""
