"""The address at which people reach the assistant."""

from sanic.request import Request


def public_address(request: Request, configured: str) -> str:
    """Return the assistant's address without a path: the `configured` one, else the one that `request` was sent to."""
    return configured or f"{request.scheme}://{request.host}"


def is_local(address: str) -> bool:
    """Whether only this machine reaches `address` (with a scheme, and a port or none)."""
    host = address.partition("://")[2]
    name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
    return name in {"localhost", "[::1]"} or name.startswith("127.")
