"""Argon2id behind a gate: many sign-ins at once wait in line instead of taking the whole machine."""

import threading

from django.contrib.auth.hashers import Argon2PasswordHasher

AT_ONCE = threading.BoundedSemaphore(2)


class GuardedArgon2Hasher(Argon2PasswordHasher):
    """Argon2id with 46 MiB, one pass, one lane (OWASP's first choice), at most two at once a process."""

    time_cost = 1
    memory_cost = 47104
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        """Hash a password."""
        with AT_ONCE:
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        """Compare a password with a hash."""
        with AT_ONCE:
            return super().verify(password, encoded)
