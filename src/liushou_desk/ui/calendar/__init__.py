"""活动日历: `month` is what a month holds, `month_view` shows it, `attendance` ticks who came."""
