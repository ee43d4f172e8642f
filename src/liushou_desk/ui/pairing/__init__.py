"""结对帮扶: mentors with their load on the left, pairings with their days on the right."""
