"""A file put in place whole, or not at all."""

import os
from contextlib import suppress
from pathlib import Path


def write_at_once(
    path: Path, data: bytes, *, begun: Path | None = None, is_confirmed: bool = False
) -> None:
    """Write a file so that nobody ever sees a part of it, and a failure leaves the old.

    A link stays a link, and a file that is replaced keeps its rights.

    Args:
        path: of the file, in a folder that is there.
        data: all that it is to hold.
        begun: where it is made first, in the same folder; else under a name that no
            other process takes.
        is_confirmed: whether to wait until the disk holds it for good.

    Raises:
        OSError: the disk refuses.
    """
    target = path.resolve()
    new = begun or target.with_name(f".{target.name}-{os.getpid()}")
    try:
        with new.open("wb") as file:
            file.write(data)
            if is_confirmed:
                file.flush()
                os.fsync(file.fileno())
        with suppress(FileNotFoundError):
            new.chmod(target.stat().st_mode & 0o777)
        new.replace(target)
    except BaseException:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        raise
