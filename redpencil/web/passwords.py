"""The password file: who may review from other machines."""

from __future__ import annotations

import hashlib
import hmac
import os
from pathlib import Path

from redpencil.machine import check_name
from scans.errors import SettingsError
from scans.files import write_text

_COST = {"n": 2**14, "r": 8, "p": 1}


def read_passwords(path: Path) -> dict[str, str]:
    """Names and password hashes, from lines `name:salt:hash`; lines that begin with # are comments.

    Raises:
        SettingsError: the file is missing or a line cannot be understood.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(path, "cannot be read", "Make it with 'redpencil review --add NAME'") from error
    entries: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        name, _, rest = line.partition(":")
        if not name or rest.count(":") != 1:
            problem = f"line {number} is not name:salt:hash"
            raise SettingsError(path, problem, "Take the line out and add the reader again")
        entries[name] = rest.strip()
    return entries


def add_password(path: Path, name: str, password: str) -> None:
    """Let a reader in, or change a password; the file is made where it is missing, for its owner alone.

    Raises:
        SettingsError: the name is redpencil's own or holds a colon or a line end, or the password is short.
    """
    check_name(name.strip())
    if not name.strip() or any(mark in name for mark in ":\n\r#"):
        raise SettingsError(name, "is no name for a reader", "Leave out colons and number signs")
    if len(password) < 8:
        raise SettingsError(name, "the password is too short", "Take eight characters or more")
    entries = read_passwords(path) if path.exists() else {}
    entries[name] = hash_password(password)
    write_text(path, "".join(f"{name}:{rest}\n" for name, rest in entries.items()), private=True)


def hash_password(password: str, salt: bytes | None = None) -> str:
    """`salt:hash` in hexadecimal digits, by scrypt (RFC 7914)."""
    salt = salt or os.urandom(16)
    return f"{salt.hex()}:{hashlib.scrypt(password.encode(), salt=salt, **_COST).hex()}"


def check_password(entries: dict[str, str], name: str, password: str) -> bool:
    """Whether it is that reader's password; unknown names take as long to refuse as known ones."""
    kept = entries.get(name, f"{'00' * 16}:")
    salt = bytes.fromhex(kept.partition(":")[0])
    return hmac.compare_digest(hash_password(password, salt), kept)
