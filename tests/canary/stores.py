"""What a server keeps: every row, every key, every line of its log."""

from collections.abc import Iterator

import psycopg
import redis
from psycopg import sql


def rows(database_url: str) -> Iterator[bytes]:
    """Every value of every row of every table."""
    with psycopg.connect(database_url) as connection:
        tables = connection.execute(
            "SELECT table_name FROM information_schema.tables"
            " WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        ).fetchall()
        for (table,) in tables:
            query = sql.SQL("SELECT * FROM {}").format(sql.Identifier(table))
            for row in connection.execute(query):
                for value in row:
                    is_bytes = isinstance(value, bytes | memoryview)
                    yield bytes(value) if is_bytes else str(value).encode()


def keys(redis_url: str) -> Iterator[bytes]:
    """Every key with what it holds."""
    with redis.Redis.from_url(redis_url) as client:
        reads = {
            b"string": client.get,
            b"hash": client.hgetall,
            b"set": client.smembers,
            b"list": lambda key: client.lrange(key, 0, -1),
            b"zset": lambda key: client.zrange(key, 0, -1),
            b"stream": client.xrange,
        }
        for key in client.scan_iter(count=1000):
            yield key
            yield from _flat(reads[client.type(key)](key))


def _flat(value: object) -> Iterator[bytes]:
    if isinstance(value, bytes):
        yield value
    elif isinstance(value, dict):
        yield from _flat([*value.keys(), *value.values()])
    elif isinstance(value, list | tuple | set):
        for one in value:
            yield from _flat(one)
    else:
        yield str(value).encode()
