"""台账 on the screen: one list and one form for every kind that `domain/ledgers` declares."""
