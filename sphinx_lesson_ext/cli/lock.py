"""A lock that a process holds, and that ends with it however it ends."""

from __future__ import annotations

import errno
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: What the system says where there are no locks.
_UNKNOWN = frozenset({errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP})

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def locked(file: Path) -> Iterator[bool]:
    """Hold the lock that *file* stands for, and tell whether it could be had: it cannot while another holds it.

    Where the file system knows no locks, as some that belong to other machines do, everybody has it.
    """
    with file.open("a") as stream:
        try:
            _take(stream.fileno())
        except (BlockingIOError, PermissionError):
            yield False
            return
        except OSError as error:
            if error.errno not in _UNKNOWN:
                raise
        yield True
