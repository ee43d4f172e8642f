"""审稿: what is wrong in a paper, by rules that need nothing but its words."""
