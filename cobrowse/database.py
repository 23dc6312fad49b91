"""Turn DATABASE_URL into Django's settings for SQLite or PostgreSQL."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def database_from_url(url: str) -> dict[str, object]:
    """`sqlite:////absolute/path` or `postgres://user:password@host:port/name`."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        path = Path(unquote(parts.path[1:]))
        path.parent.mkdir(parents=True, exist_ok=True)
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(path),
            # Tests race threads against each other: a file locks as in production.
            "TEST": {"NAME": str(path.with_name(f"test-{path.name}"))},
            "OPTIONS": {
                # Writers queue instead of failing half-way; readers never wait.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # What is deleted is written over, so that erased means gone.
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
                "PRAGMA secure_delete=ON;",
            },
        }
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            # Sockets hold no connection while idle.
            "CONN_MAX_AGE": 0,
        }
    raise ImproperlyConfigured(
        "DATABASE_URL must start with sqlite:// or postgres://, "
        f"got {parts.scheme or 'nothing'}"
    )
