"""What the apps above show on a person's page: `people` may not import them, so they register when they are ready.

    class OutreachConfig(AppConfig):
        def ready(self) -> None:
            register_panel(visits_panel)

    def visits_panel(registration, membership):
        return Panel(title=_("Visits"), columns=(_("On"), _("Why")), rows=[...]) or None

A panel reads only what the role in use may see, takes a fixed number of statements, and opens no identity.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise

from safefair.accounts.membership import Membership
from safefair.people.models import Registration

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Panel:
    """A table on a person's page. Cells are text, or safe HTML made by `format_html`; `empty` is read without rows."""

    title: Text
    columns: Sequence[Text] = ()
    rows: Sequence[Sequence[Text]] = field(default_factory=list)
    empty: Text = ""
    more_url: str = ""
    more_label: Text = ""


PanelMaker = Callable[[Registration, Membership], Panel | None]
_makers: list[PanelMaker] = []


def register_panel(maker: PanelMaker) -> None:
    """Add a panel to the page of every person; registering the same function again changes nothing."""
    if maker not in _makers:
        _makers.append(maker)


def panels_of(registration: Registration, membership: Membership) -> list[Panel]:
    """The panels that have something to say, in the order in which the apps are installed."""
    found = (maker(registration, membership) for maker in _makers)
    return [panel for panel in found if panel is not None]
