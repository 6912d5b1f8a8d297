"""Run by Alembic: the connection is handed over by ``grotius.web.team.store``."""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=False)
context.run_migrations()
