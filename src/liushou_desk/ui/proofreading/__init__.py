"""审稿: any paper read by the rules, its faults in a list, its words beside them."""
