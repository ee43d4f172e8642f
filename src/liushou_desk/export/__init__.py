"""A document's tree drawn to files: Word and PDF. Knows `domain` only: no database, no Qt."""
