"""What every form writes with: a row as it was seen, a ledger of rows."""
