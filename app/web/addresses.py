"""Where a request comes from: the peer, or whom a trusted proxy names."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from flask import current_app, request

OWN_BITS = 48  # of an IPv6 address: what one customer usually has whole

Address = IPv4Address | IPv6Address


def client_network() -> str:
    """The address of whoever asks; of IPv6 the part that one owner has. Kept nowhere as it is.

    X-Forwarded-For is believed from its end, as far as FORETERRE_TRUSTED_PROXIES reaches.
    """
    found = _read(request.remote_addr or "")
    if found is None:
        return "unknown"
    for named in reversed(request.headers.get("X-Forwarded-For", "").split(",")):
        before = _read(named)
        if before is None or not _is_trusted(found):
            break
        found = before
    if isinstance(found, IPv4Address):
        return str(found)
    return str(ip_network((found, OWN_BITS), strict=False))


def _read(text: str) -> Address | None:
    """An IPv4 address is one thing, however it is written: ::ffff:192.0.2.1 too."""
    try:
        found = ip_address(text.strip())
    except ValueError:
        return None
    return (found.ipv4_mapped or found) if isinstance(found, IPv6Address) else found


def _is_trusted(address: Address) -> bool:
    return any(address in network for network in current_app.config["TRUSTED_PROXIES"])
