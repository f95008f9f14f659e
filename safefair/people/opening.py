"""One person's identity that came sealed with her registration: a page of one person then asks once for both."""

from safefair.core.audit import log_reading
from safefair.core.models import ReadKind
from safefair.people.identities import ERASED, IdentityData, decrypt_rows
from safefair.people.models import Identity, Registration


def open_sealed(registration: Registration, *, user_id: int | None) -> IdentityData:
    """Log and open the identity of a registration read with `select_related("identity")`; `ERASED` if it was erased."""
    log_reading(
        ReadKind.OPENED,
        "people.Registration",
        [registration.pk],
        user_id=user_id,
        organization_id=registration.organization_id,
    )
    try:
        sealed = registration.identity
    except Identity.DoesNotExist:
        return ERASED
    row = (registration.pk, str(sealed.key_id), sealed.version, bytes(sealed.sealed))
    opened = decrypt_rows([row]).get(registration.pk)
    return opened.data if opened else ERASED
