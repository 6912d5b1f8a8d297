"""Brakes: how often a password may be tried, and how much one person may write. Counted in memory, forgotten at a
restart."""

from __future__ import annotations

import time
from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING

from grotius.web.refusing import TooMany

if TYPE_CHECKING:
    from limits import RateLimitItem

TRIES_OF_ONE_NAME = "10/5 minutes"
TRIES_OF_ONE_ADDRESS = "40/5 minutes"
WRITES_OF_ONE_PERSON = "120/minute"


class Brakes:
    def __init__(self) -> None:
        from limits import parse  # slow to import, and only a team needs it
        from limits.storage import MemoryStorage
        from limits.strategies import MovingWindowRateLimiter

        self._counter = MovingWindowRateLimiter(MemoryStorage())
        self._name, self._address = parse(TRIES_OF_ONE_NAME), parse(TRIES_OF_ONE_ADDRESS)
        self._writes = parse(WRITES_OF_ONE_PERSON)

    def try_password(self, address: str, name: str) -> None:
        """By address, and by name from that address: nobody can lock another person out from elsewhere.

        Raises:
            TooMany: not now.
        """
        network, folded = _network(address), name.strip().lower()[:80]
        told = "Too many tries to log in"
        self._count(self._address, told, "address", network)
        self._count(self._name, told, "name", network, folded)

    def write(self, who: str) -> None:
        """
        Raises:
            TooMany: not now.
        """
        self._count(self._writes, "Too many changes in a short time", "write", who)

    def _count(self, item: RateLimitItem, told: str, *what: str) -> None:
        if self._counter.hit(item, *what):
            return
        wait = max(int(self._counter.get_window_stats(item, *what).reset_time - time.time()) + 1, 1)
        raise TooMany(f"{told}; wait {wait} seconds and try again.", wait)


def _network(address: str) -> str:
    """One household has more IPv6 addresses than could be counted; its network counts as one."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return str(IPv6Address(int(found) >> 64 << 64)) if isinstance(found, IPv6Address) else str(found)
