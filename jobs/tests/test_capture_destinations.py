"""Which addresses a capture may connect to, with Python's own knowledge of them as the oracle."""

import ipaddress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jobs.capturing.destinations import IPAddress, is_public, may_be_reached

# Public as far as this Python knows, but not for a capture.
BEYOND_THE_ORACLE = [
    ipaddress.ip_network(text)
    for text in (
        "192.0.0.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.175.48.0/24", "64:ff9b::/96",
        "2001::/23", "2002::/16", "2620:4f:8000::/48", "3fff::/20",
    )
]  # fmt: skip
EDGES = [
    text
    for network in ("10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16", "198.18.0.0/15")
    for text in (str(ipaddress.ip_network(network)[0]), str(ipaddress.ip_network(network)[-1]))
]


def embedded(address: IPAddress) -> list[IPAddress]:
    """The IPv4 addresses to which an IPv6 address leads in the end."""
    if isinstance(address, ipaddress.IPv4Address):
        return []
    found = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    return [ip for ip in found if ip is not None]


@given(st.one_of(st.ip_addresses(v=4), st.ip_addresses(v=6), st.ip_addresses(network="2000::/8")))
@example(ipaddress.ip_address("192.88.99.1"))
@example(ipaddress.ip_address("100.63.255.255"))
def test_what_is_public_is_so_to_python_and_the_rest_is_not_or_is_listed(address: IPAddress) -> None:
    oracle = address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_loopback or address.is_link_local
        or address.is_unspecified or address.is_private or embedded(address)
    )  # fmt: skip
    is_in_ipv6_internet = address.version == 4 or address in ipaddress.ip_network("2000::/3")
    is_listed = any(address in network for network in BEYOND_THE_ORACLE)
    assert is_public(address) == (oracle and is_in_ipv6_internet and not is_listed)


@pytest.mark.parametrize(
    "text",
    [
        *EDGES, "0.0.0.0", "0.1.2.3", "127.0.0.1", "127.255.255.255", "169.254.169.254", "192.0.0.8", "192.0.2.1",
        "203.0.113.9", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "::", "::1", "::ffff:127.0.0.1",
        "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::808:808", "64:ff9b:1::1", "100::1",
        "2001::7f00:1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:20::1", "2001:db8::1", "2002:7f00:1::",
        "2002:808:808::1", "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fdff::1", "fe80::1", "fe80::1%1",
        "2606:4700::1111%1", "fec0::1", "ff02::1", "ff0e::1",
    ],
)  # fmt: skip
def test_what_is_of_no_use_to_a_stranger_is_not_public(text: str) -> None:
    assert not is_public(ipaddress.ip_address(text))


@pytest.mark.parametrize(
    "text",
    [
        "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "172.15.255.255",
        "172.32.0.0", "198.17.255.255", "198.20.0.0", "223.255.255.255", "2606:4700:4700::1111", "2a00:1450::1",
        "2001:4860:4860::8888",
    ],
)  # fmt: skip
def test_the_public_internet_is_public_up_to_its_edges(text: str) -> None:
    assert is_public(ipaddress.ip_address(text))


def test_an_allowed_network_is_reached_and_nothing_beside_it() -> None:
    allowed = [ipaddress.ip_network("10.1.0.0/16"), ipaddress.ip_network("fd00:1::/32")]
    assert may_be_reached(ipaddress.ip_address("10.1.255.255"), allowed)
    assert may_be_reached(ipaddress.ip_address("fd00:1::5"), allowed)
    assert not may_be_reached(ipaddress.ip_address("10.2.0.0"), allowed)
    assert not may_be_reached(ipaddress.ip_address("::ffff:10.1.0.1"), allowed)
