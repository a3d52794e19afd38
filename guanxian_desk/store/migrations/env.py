"""Alembic's entry: runs the migrations on the engine it is handed; knows no models."""

from __future__ import annotations

from alembic import context

engine = context.config.attributes["engine"]

with engine.execution_options(writing=True).connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=None,
        render_as_batch=True,
        transaction_per_migration=False,
        # SQLite can, though Alembic thinks it cannot: a file killed or failing on its way keeps the schema it had.
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()
