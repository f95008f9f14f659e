"""Row-level security: the signed context of a transaction, and the policies that read it.

A transaction says for whom it works: `organization|user|scope|expiry|signature`. PostgreSQL checks the signature
with a key that only its own function can read; without a valid context every protected table is empty.
Scopes: `own` (one organisation's records), `programme` (countable facts of all organisations, no identities),
`system` (jobs such as linkage). See docs/decisions on row-level security.
"""

import hmac
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections, transaction
from django.db.models import TextChoices

from safefair.core.crypto.custody import context_key

APP_ROLE = "safefair_app"
LIFETIME = 6 * 60 * 60


class Scope(TextChoices):
    """How far a transaction may see."""

    OWN = "own"
    PROGRAMME = "programme"
    SYSTEM = "system"


def sign_context(organization_id: int | None, user_id: int | None, scope: Scope, *, now: float) -> str:
    """The signed text that PostgreSQL accepts until six hours after `now` (seconds since 1970)."""
    body = f"{organization_id or 0}|{user_id or 0}|{scope.value}|{int(now) + LIFETIME}"
    return f"{body}|{hmac.digest(context_key(), body.encode(), 'sha256').hex()}"


@contextmanager
def row_security(
    *, organization_id: int | None, user_id: int | None, scope: Scope = Scope.OWN
) -> Iterator[None]:
    """A transaction on the records, as the application's role, bound to one context.

    Role and context end with their transaction. It may stand inside another one (a job inside a test's transaction):
    the outer role and context come back, after a roll-back by PostgreSQL itself.
    """
    signed = sign_context(organization_id, user_id, scope, now=time.time())
    is_inside = transaction.get_connection().in_atomic_block
    with transaction.atomic():
        role, before = _enter(APP_ROLE, signed)
        yield
        if is_inside and not transaction.get_rollback():
            _put_back(role, before or "")


def _enter(role: str, signed: str) -> tuple[str, str | None]:
    """Take role and context for the rest of the transaction, in one statement; those before."""
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('role'), current_setting('app.ctx', true), "
            "set_config('role', %s, true), set_config('app.ctx', %s, true)",
            [role, signed],
        )
        was, before, _role, _context = cursor.fetchone()
    return was, before


def _put_back(role: str, signed: str) -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT set_config('role', %s, true), set_config('app.ctx', %s, true)", [role, signed])


def store_context_key(**_kwargs: Any) -> None:
    """Write the two HMAC blocks of the context key where only the checking function reads them."""
    if _kwargs.get("using", "default") != "default":
        return
    block = context_key().ljust(64, b"\0")
    inner, outer = (bytes(byte ^ pad for byte in block) for pad in (0x36, 0x5C))
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT to_regclass('security.context_key') IS NOT NULL")
        if not cursor.fetchone()[0]:
            return
        cursor.execute(
            "INSERT INTO security.context_key (id, inner_block, outer_block) VALUES (1, %s, %s) "
            "ON CONFLICT (id) DO UPDATE SET inner_block = EXCLUDED.inner_block, outer_block = EXCLUDED.outer_block",
            [inner, outer],
        )


CONTEXT_SQL = """
CREATE SCHEMA IF NOT EXISTS security;
CREATE TABLE security.context_key (id int PRIMARY KEY CHECK (id = 1), inner_block bytea NOT NULL,
                                   outer_block bytea NOT NULL);
REVOKE ALL ON security.context_key FROM PUBLIC;
CREATE FUNCTION security.context() RETURNS text[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  signed text := current_setting('app.ctx', true);
  parts text[];
  body text;
  k security.context_key;
BEGIN
  IF signed IS NULL OR signed = '' THEN RETURN NULL; END IF;
  parts := string_to_array(signed, '|');
  IF array_length(parts, 1) <> 5 THEN RETURN NULL; END IF;
  body := array_to_string(parts[1:4], '|');
  SELECT * INTO k FROM security.context_key WHERE id = 1;
  IF encode(sha256(k.outer_block || sha256(k.inner_block || convert_to(body, 'UTF8'))), 'hex') <> parts[5] THEN
    RETURN NULL;
  END IF;
  IF parts[4]::bigint < extract(epoch FROM now()) THEN RETURN NULL; END IF;
  RETURN parts;
END $$;
CREATE FUNCTION security.context_organization() RETURNS bigint LANGUAGE sql STABLE AS
  $$SELECT NULLIF((security.context())[1], '0')::bigint$$;
CREATE FUNCTION security.context_scope() RETURNS text LANGUAGE sql STABLE AS $$SELECT (security.context())[3]$$;
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'safefair_app') THEN
    REVOKE ALL ON security.context_key FROM safefair_app;
    GRANT USAGE ON SCHEMA security TO safefair_app;
  END IF;
END $$;
"""

OWN = "organization_id = (SELECT security.context_organization())"
PROGRAMME = "(SELECT security.context_scope()) IN ('programme', 'system')"
SYSTEM = "(SELECT security.context_scope()) = 'system'"


def protect(table: str, *, read: str, write: str = f"{OWN} OR {SYSTEM}") -> str:
    """SQL for a migration: forced row-level security with separate policies to read, insert, change and delete."""
    return f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY {table}_read ON {table} FOR SELECT USING ({read});
CREATE POLICY {table}_insert ON {table} FOR INSERT WITH CHECK ({write});
CREATE POLICY {table}_change ON {table} FOR UPDATE USING ({write}) WITH CHECK ({write});
CREATE POLICY {table}_remove ON {table} FOR DELETE USING ({write});
"""
