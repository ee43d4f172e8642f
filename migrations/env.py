"""Alembic's entry: runs the revisions on the connection that `models.upgrade` hands over.

The caller owns the transaction, so that all revisions are one (SQLite can roll DDL back).
"""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(connection=connection, transactional_ddl=True, render_as_batch=True)
context.run_migrations()
