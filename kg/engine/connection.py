"""A scheduler of Dask, found or started, and whether its workers can be used.

Dask is an extra, and takes half a second to import; so it is imported when it is used.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.engine.agreement import Agreement
from kg.engine.local import cores
from kg.errors import EndpointUnavailable, SettingsError, reason_of

if TYPE_CHECKING:
    from distributed import Client

TIMEOUT = 15  # seconds in which a scheduler answers and has a worker
PROTOCOLS = ("tcp", "tls", "ucx", "ws", "wss")
SETTINGS = {
    # Items are sent as they are, a few at a time.
    "distributed.admin.large-graph-warning-threshold": "1 GiB",
    # Of a cluster on this machine: an item that kills two workers is tried alone.
    "distributed.scheduler.allowed-failures": 1,
}


@contextmanager
def connected(
    scheduler: str | None, jobs: int | None, agreement: Agreement
) -> Iterator[Client]:
    """Reach a scheduler whose workers can be used, or start a cluster on this machine.

    Args:
        scheduler: its address, or the file that it wrote; None to start one.
        jobs: how many workers are started; None for one for each core.
        agreement: what all must have installed.

    Raises:
        SettingsError: Dask is not installed, or other software than here.
        EndpointUnavailable: the scheduler cannot be reached, or has no workers.
    """
    try:
        import dask  # noqa: PLC0415
        import distributed  # noqa: PLC0415
    except ImportError as error:
        raise SettingsError(
            f"the engine dask needs an extra ({error}): pip install 'kroniek[cluster]'"
        ) from error
    with dask.config.set(SETTINGS), _quiet(), _scheduler(scheduler, jobs) as found:
        try:
            client = distributed.Client(found, timeout=TIMEOUT, set_as_default=False)
        except OSError as error:
            raise EndpointUnavailable(
                f"no scheduler of Dask answers at {found} (waited {TIMEOUT} s)"
            ) from error
        with client:
            check_all(client, agreement)
            yield client


@contextmanager
def _scheduler(scheduler: str | None, jobs: int | None) -> Iterator[Any]:
    """Give an address, or a cluster of processes of this machine."""
    if scheduler is not None:
        yield address_of(scheduler)
        return
    from distributed import LocalCluster  # noqa: PLC0415

    try:
        cluster = LocalCluster(
            n_workers=jobs or cores(),
            threads_per_worker=1,
            dashboard_address="127.0.0.1:0",  # else it is open to other machines
            silence_logs=logging.CRITICAL,
        )
    except (OSError, RuntimeError) as error:
        raise SettingsError(
            f"a cluster does not start here: {reason_of(error)}"
        ) from error
    with cluster:
        yield cluster


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep Dask from printing what our own errors tell."""
    logger = logging.getLogger("distributed")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def address_of(scheduler: str) -> str:
    """Return the address of a scheduler, which may stand in the file that it wrote.

    >>> address_of("tcp://10.0.0.1:8786")
    'tcp://10.0.0.1:8786'

    Raises:
        SettingsError: it is neither an address nor such a file.
    """
    protocol, mark, _ = scheduler.partition("://")
    if mark and protocol in PROTOCOLS:
        return scheduler
    try:
        return str(json.loads(Path(scheduler).read_text(encoding="utf-8"))["address"])
    except OSError as error:
        reason = error.strerror or "cannot be read"
    except (ValueError, KeyError, TypeError):
        reason = "not a file that dask scheduler --scheduler-file wrote"
    raise SettingsError(
        f"scheduler: {scheduler} is neither an address such as tcp://host:8786"
        f" nor the file of a scheduler ({reason})"
    )


def check_all(client: Client, agreement: Agreement) -> None:
    """Compare what is installed here with the scheduler and all workers.

    Raises:
        SettingsError: something differs.
        EndpointUnavailable: there are no workers.
    """
    try:
        client.wait_for_workers(1, timeout=TIMEOUT)
    except TimeoutError as error:
        address = client.scheduler.address
        raise EndpointUnavailable(
            f"the scheduler at {address} has no workers; start some with dask worker"
        ) from error
    try:
        agreement.check("the scheduler", client.run_on_scheduler(agreement.installed))
    except SettingsError:
        raise
    except Exception as error:  # noqa: BLE001  whatever was raised over there
        agreement.check("the scheduler", error)
    told = client.run(agreement.installed, on_error="return")
    for address in sorted(told):
        agreement.check(f"the worker {address}", told[address])
