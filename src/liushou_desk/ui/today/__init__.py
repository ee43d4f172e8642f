"""今日: what asks for the clerk today; every line opens its place."""
