"""Which machines a guarded client may talk to. Nothing is sent here."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

Address = IPv4Address | IPv6Address
_NAT64 = ip_network("64:ff9b::/96")
_NOT_PUBLIC = tuple(map(ip_network, ("fec0::/10", "3fff::/20", "192.0.0.0/24", "192.88.99.0/24")))
"""Site-local, documentation, protocol assignments, 6to4 relays: what older Pythons take for the open Internet."""
_MOST_ADDRESSES = 4


def resolve(host: str) -> Sequence[Address]:
    """The addresses that the machine's resolver knows for `host`. Raises OSError if there are none."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(ip_address(str(row[4][0]).split("%")[0]) for row in found))[:_MOST_ADDRESSES]


def is_public(address: Address) -> bool:
    """Whether `address` is somewhere on the open Internet: not this machine, not a private network, not many machines."""
    inner = _carried(address)
    odd = inner.is_multicast or inner.is_reserved or any(inner in network for network in _NOT_PUBLIC)
    return inner.is_global and not odd


def _carried(address: Address) -> Address:
    """The IPv4 address that an IPv6 address stands for, else the address itself."""
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else address)


@dataclass(frozen=True, slots=True)
class Network:
    """What a guarded client may reach. The default is the open Internet by https; tests hand in loopback."""

    resolve: Callable[[str], Sequence[Address]] = resolve
    allow: Callable[[Address], bool] = is_public
    schemes: frozenset[str] = frozenset({"https"})
