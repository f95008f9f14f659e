"""Migrations in a fraction of the time."""

from typing import Any

from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class Together(Operation):
    """Operations that do not need each other's state, run one after another with the models built once.

    Django builds the models anew for every single operation, which for a hundred triggers on tables that all point to
    each other takes a minute and more. Of one kind in one group: first tables, then fields, then indexes, constraints and
    triggers. It cannot be reversed; only first migrations are written so.
    """

    reversible = False

    def __init__(self, operations: list[Operation]) -> None:
        self.operations = operations

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """All changes of state; models built before are forgotten, so that none is built in between."""
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """All changes of the database."""
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """For the list of what a migration does."""
        return f"{len(self.operations)} operations together"
