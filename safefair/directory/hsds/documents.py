"""What all documents share: fields that say nothing are left out, and names that stay the same for parts without one."""

import uuid
from typing import Any

Document = dict[str, Any]
NAMESPACE = uuid.UUID("d91b9703-eecc-4735-b48d-96a8c6d1fca2")
"""Of the names that we derive. It must never change: others keep these names."""


def said(**fields: Any) -> Document:
    """A document of the fields that say something."""
    return {name: value for name, value in fields.items() if value not in (None, "", [])}


def derived(*parts: object) -> str:
    """The UUID of something that has none in our tables: the same whenever the parts are."""
    return str(uuid.uuid5(NAMESPACE, "/".join(map(str, parts))))
