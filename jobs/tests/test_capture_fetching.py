"""The fetcher against real servers that misbehave: what must not be reached is never even connected to."""

import gzip
import ipaddress
import socket
import time
import zlib
from collections.abc import Callable, Iterator

import pytest
from pytest_django import Settings

from jobs.capturing import fetching
from jobs.capturing.fetching import MAX_BYTES, FetchRefused, fetch
from jobs.tests.sites import Authority, Names, authority_for, page, redirect, site

MIB = 1024 * 1024
CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
# Not allowed in these tests, though a server can listen there.
ELSEWHERE = "127.0.0.2"


@pytest.fixture(autouse=True)
def own_network(settings: Settings) -> None:
    """One address stands for the public internet."""
    settings.CAPTURE_NETWORKS = [ipaddress.ip_network("127.0.0.1/32")]
    settings.CAPTURE_PORTS = range(1, 65536)


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Names:
    """Names that the tests give."""
    resolver = Names()
    monkeypatch.setattr(socket, "getaddrinfo", resolver.resolve)
    return resolver


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """Who vouches for jobs.example."""
    return authority_for(tmp_path_factory.mktemp("tls"), "jobs.example")


@pytest.fixture
def trusted(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> Authority:
    """The same, trusted by the system."""
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.certificate))
    return authority


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Half a second in place of ten; the test fails if it takes much longer than that."""
    monkeypatch.setattr(fetching, "MAX_SECONDS", 0.5)
    started = time.monotonic()
    yield
    assert time.monotonic() - started < 3


def refusal(url: str) -> str:
    """The code with which an address is refused; by the field `url`."""
    with pytest.raises(FetchRefused) as caught:
        fetch(url)
    [(name, [problem])] = caught.value.fields.items()
    assert name == "url"
    assert caught.value.status_code == 400
    return problem["code"]


def test_a_page_is_fetched_honestly_and_without_anything_of_the_person() -> None:
    with site({"/jobs/1?a=b%20c&d=%C3%A9": page("<p>Ünï", "text/html; charset=UTF-8", Set_Cookie="a=b")}) as running:
        fetched = fetch(running.url("/jobs/1?a=b%20c&d=é#apply"))
    assert fetched.content.decode() == "<p>Ünï"
    assert fetched.charset == "UTF-8"
    head = running.heads[0].lower()
    assert f"host: 127.0.0.1:{running.port}\r\n" in head
    assert "user-agent: jobtracker" in head
    assert "cookie" not in head
    assert "authorization" not in head


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "017700000001", "127.1", "localhost",
        "LOCALHOST.", "①②⑦.⓪.⓪.①", "0.0.0.0", "0", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
        "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[fe80::1]", "[fd00:ec2::254]", "169.254.169.254", "2852039166",
        "10.0.0.1", "192.168.0.1", "100.64.0.1", "224.0.0.1",
    ],
)  # fmt: skip
def test_no_spelling_of_an_address_leads_within(host: str, settings: Settings) -> None:
    settings.CAPTURE_NETWORKS = []
    with site({"/": page("secret")}) as running:
        assert refusal(f"http://{host}:{running.port}/") in {"address_refused", "unknown_host"}
    assert running.connections == 0


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("file:///etc/passwd", "invalid_url"),
        ("gopher://127.0.0.1:70/_", "invalid_url"),
        ("ftp://127.0.0.1/", "invalid_url"),
        ("//127.0.0.1/", "invalid_url"),
        ("http://a:b@127.0.0.1/", "invalid_url"),
        ("http://127.0.0.1@elsewhere.example/", "invalid_url"),
        ("http://127.0.0.1\\@elsewhere.example/", "invalid_url"),
        ("http://127.0.0.1:99999/", "invalid_url"),
        ("http://127.0.0.1:x/", "invalid_url"),
        ("http://[::1/", "invalid_url"),
        ("http:// 127.0.0.1/", "invalid_url"),
        ("http://127.0.0.1/\r\nX: y", "invalid_url"),
        ("http://.example/", "invalid_host"),
        ("http://a..b/", "invalid_host"),
        (f"http://{'a' * 64}.example/", "invalid_host"),
        ("http://straße.example/", "invalid_host"),
        ("http://nothing.invalid/", "unknown_host"),
        ("http://127.0.0.1/" + "x" * 2048, "max_length"),
    ],
)
def test_an_address_that_is_none_of_a_page_is_refused(url: str, code: str) -> None:
    assert refusal(url) == code


def test_only_the_usual_ports_are_asked(settings: Settings) -> None:
    settings.CAPTURE_PORTS = (80, 443)
    with site({"/": page("x")}) as running:
        assert refusal(running.url()) == "port_refused"
        settings.CAPTURE_PORTS = (80, 443, running.port)
        assert fetch(running.url()).content == b"x"
    assert running.connections == 1


def test_a_name_in_any_alphabet_is_asked_by_its_ascii_form(names: Names) -> None:
    names.lead("xn--bcher-kva.example", "127.0.0.1")
    with site({"/": page("x")}) as running:
        assert fetch(running.url(host="Bücher.example")).content == b"x"
    assert f"host: xn--bcher-kva.example:{running.port}\r\n" in running.heads[0].lower()


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"])
def test_a_redirect_is_followed(status: str) -> None:
    with site({"/a/b": redirect("../c d#x", status), "/c%20d": page("x")}) as running:
        assert fetch(running.url("/a/b")).url == running.url("/c%20d")


@pytest.mark.parametrize(
    ("location", "code"),
    [
        ("http://169.254.169.254/latest/meta-data/", "address_refused"),
        ("http://[::ffff:169.254.169.254]/", "address_refused"),
        ("//10.0.0.1/", "address_refused"),
        ("file:///etc/passwd", "invalid_url"),
        ("gopher://127.0.0.1/", "invalid_url"),
        ("http://user@127.0.0.1/", "invalid_url"),
        ("http://[", "invalid_url"),
        ("/" + "x" * 3000, "max_length"),
    ],
)
def test_a_redirect_is_checked_as_the_first_address_was(location: str, code: str) -> None:
    with site({"/": redirect(location)}) as running:
        assert refusal(running.url()) == code


def test_a_redirect_to_a_port_or_an_address_within_reaches_nobody() -> None:
    with site({"/": page("secret")}, host=ELSEWHERE) as within:
        with site({"/": redirect(within.url(host=ELSEWHERE))}) as running:
            assert refusal(running.url()) == "address_refused"
        assert within.connections == 0


def test_five_redirects_are_followed_and_no_more() -> None:
    answers = {f"/{number}": redirect(f"/{number + 1}") for number in range(6)} | {"/6": page("x")}
    with site(answers) as running:
        assert fetch(running.url("/1")).content == b"x"
        assert refusal(running.url("/0")) == "too_many_redirects"


def test_a_name_with_one_address_within_is_refused_as_a_whole(names: Names) -> None:
    names.lead("mixed.example", "127.0.0.1", ELSEWHERE)
    with site({"/": page("x")}) as running:
        assert refusal(running.url(host="mixed.example")) == "address_refused"
    assert running.connections == 0


def test_a_name_that_leads_elsewhere_a_moment_later_gains_nothing(names: Names) -> None:
    names.known["rebound.example"] = lambda times: ["127.0.0.1"] if times == 1 else [ELSEWHERE]
    with (
        site({"/": page("public")}) as running,
        site({"/": page("secret")}, host=ELSEWHERE, port=running.port) as within,
    ):
        assert fetch(running.url(host="rebound.example")).content == b"public"
        assert names.asked == {"rebound.example": 1}
        # Each request asks anew, and checks anew.
        assert refusal(running.url(host="rebound.example")) == "address_refused"
    assert within.connections == 0


def test_the_next_address_is_tried_where_one_takes_no_connection(names: Names, settings: Settings) -> None:
    settings.CAPTURE_NETWORKS = [ipaddress.ip_network("127.0.0.0/8")]
    names.lead("two.example", ELSEWHERE, "127.0.0.1")
    with site({"/": page("x")}) as running:
        assert fetch(running.url(host="two.example")).content == b"x"


def test_https_asks_for_the_name_and_believes_its_certificate(names: Names, trusted: Authority) -> None:
    seen: list[str | None] = []
    trusted.context.sni_callback = lambda _, name, __: seen.append(name)
    names.lead("jobs.example", "127.0.0.1")
    with site({"/": page("x")}, tls=trusted.context) as running:
        assert fetch(running.url(host="jobs.example", scheme="https")).content == b"x"
    assert seen == ["jobs.example"]
    assert f"host: jobs.example:{running.port}\r\n" in running.heads[0].lower()


def test_a_certificate_of_another_name_or_of_nobody_known_is_refused(
    names: Names, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    names.lead("other.example", "127.0.0.1")
    names.lead("jobs.example", "127.0.0.1")
    with site({"/": page("x")}, tls=authority.context) as running:
        assert refusal(running.url(host="jobs.example", scheme="https")) == "bad_certificate"
        monkeypatch.setenv("SSL_CERT_FILE", str(authority.certificate))
        assert refusal(running.url(host="other.example", scheme="https")) == "bad_certificate"
    assert running.heads == []


def test_a_redirect_goes_from_http_to_https_and_never_back(names: Names, trusted: Authority) -> None:
    names.lead("jobs.example", "127.0.0.1")
    with site({"/": page("x")}) as plain:
        answers = {"/": page("safe"), "/back": redirect(plain.url())}
        with site(answers, tls=trusted.context) as safe:
            back = safe.url("/back", "jobs.example", "https")
            assert refusal(back) == "insecure_redirect"
            assert plain.connections == 0
            with site({"/": redirect(safe.url("/", "jobs.example", "https"))}) as first:
                assert fetch(first.url()).content == b"safe"


def sends(*parts: bytes, every: float = 0, last: bool = True) -> Callable[[socket.socket], None]:
    """Sends the parts, the last again and again for as long as anybody listens."""

    def answer(connection: socket.socket) -> None:
        for part in parts[:-1]:
            connection.sendall(part)
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            connection.sendall(parts[-1])
            time.sleep(every)

    return answer


def unread(connection: socket.socket) -> None:
    """Say nothing until the other side goes away."""
    connection.recv(1)


def test_a_page_of_two_gigabytes_is_refused_by_its_length_alone() -> None:
    head = page("", Content_Length=str(2 * 1024 * MIB))

    def answer(connection: socket.socket) -> None:
        connection.sendall(head)
        unread(connection)

    with site({"/": answer}) as running:
        started = time.monotonic()
        assert refusal(running.url()) == "too_large"
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    "endless",
    [
        sends(CHUNKED, b"10000\r\n" + b"x" * 65536 + b"\r\n"),
        sends(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n", b"x" * 65536),
    ],
    ids=["chunked", "until it closes"],
)
def test_a_page_that_never_ends_is_given_up_at_five_mebibytes(endless: Callable[[socket.socket], None]) -> None:
    with site({"/": endless}) as running:
        assert refusal(running.url()) == "too_large"


def test_the_largest_page_is_taken_and_one_byte_more_is_not() -> None:
    with site({"/": page(b"x" * MAX_BYTES), "/more": page(b"x" * (MAX_BYTES + 1))}) as running:
        assert len(fetch(running.url()).content) == MAX_BYTES
        assert refusal(running.url("/more")) == "too_large"


def test_a_packed_page_is_unpacked_up_to_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = gzip.compress(b"\0" * (200 * MIB))
    fits = gzip.compress(b"x" * MAX_BYTES)
    sizes: list[int] = []
    real = zlib.decompressobj

    class Watched:
        def __init__(self, wbits: int) -> None:
            self._unpacker = real(wbits)

        def decompress(self, data: bytes, most: int) -> bytes:
            unpacked = self._unpacker.decompress(data, most)
            sizes.append(len(unpacked))
            return unpacked

    with site({"/": page(fits, Content_Encoding="gzip"), "/bomb": page(bomb, Content_Encoding="gzip")}) as running:
        assert fetch(running.url()).content == b"x" * MAX_BYTES
        monkeypatch.setattr(zlib, "decompressobj", Watched)
        assert refusal(running.url("/bomb")) == "too_large"
    assert sum(sizes) <= MAX_BYTES + 1


def test_packed_nothing_without_end_is_given_up() -> None:
    # Empty blocks: they unpack to nothing, however many come.
    packer = zlib.compressobj(wbits=31)
    head = packer.compress(b"x") + packer.flush(zlib.Z_FULL_FLUSH)
    empty = b"\x00\x00\x00\xff\xff" * 13107
    chunk = f"{len(empty):x}\r\n".encode() + empty + b"\r\n"
    start = CHUNKED.replace(b"\r\n\r\n", b"\r\nContent-Encoding: gzip\r\n\r\n")
    first = f"{len(head):x}\r\n".encode() + head + b"\r\n"
    with site({"/": sends(start, first, chunk)}) as running:
        assert refusal(running.url()) == "too_large"


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize(
    "slow",
    [
        unread,
        sends(b"HTTP/1.1 200 OK\r\nX: ", b"y", every=0.05),
        sends(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n", every=0.05),
        sends(CHUNKED, b"1\r\nx\r\n", every=0.05),
        sends(CHUNKED, b"1\r\n"),
    ],
    ids=["silent", "headers drip", "hints for ever", "the body drips", "chunks that stop"],
)
def test_a_slow_site_is_given_up_in_time(slow: Callable[[socket.socket], None]) -> None:
    with site({"/": slow}) as running:
        assert refusal(running.url()) in {"too_slow", "unreachable"}


@pytest.mark.usefixtures("hurried")
def test_redirects_share_one_time_limit() -> None:
    def lingers(connection: socket.socket) -> None:
        time.sleep(0.2)
        connection.sendall(redirect("/"))

    with site({"/": lingers}) as running:
        assert refusal(running.url()) == "too_slow"


@pytest.mark.usefixtures("hurried")
def test_a_site_that_does_not_agree_on_tls_is_given_up_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        assert refusal(f"https://127.0.0.1:{silent.getsockname()[1]}/") == "too_slow"


@pytest.mark.usefixtures("hurried")
def test_a_name_that_is_not_found_out_is_given_up_in_time(names: Names) -> None:
    names.known["slow.example"] = lambda _: time.sleep(4) or ["127.0.0.1"]  # type: ignore[func-returns-value]  # None, and so the list
    assert refusal("http://slow.example/") == "too_slow"


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (page("x", status="404 Not Found"), "bad_status"),
        (page("x", status="500 Oops"), "bad_status"),
        (page("x", status="304 Not Modified"), "bad_status"),
        (page("x", status="302 Found"), "bad_status"),
        (page("x", "application/pdf"), "not_a_page"),
        (page("x", "image/svg+xml"), "not_a_page"),
        (page("x", ""), "not_a_page"),
        (page("x", Content_Encoding="br"), "unreadable"),
        (page("no gzip", Content_Encoding="gzip"), "unreadable"),
        (page("x", Content_Length="5"), "unreachable"),
        (page("x", Content_Length="9" * 5000), "unreachable"),
        (b"SSH-2.0-OpenSSH_9\r\n", "unreachable"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 20_000, "unreachable"),
        (b"", "unreachable"),
    ],
)
def test_what_is_no_page_is_refused(answer: bytes, code: str) -> None:
    with site({"/": answer}) as running:
        assert refusal(running.url()) == code


def test_a_site_that_is_not_there_is_said_so() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert refusal(f"http://127.0.0.1:{port}/") == "unreachable"


def test_no_proxy_of_the_environment_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    with site({}) as proxy, site({"/": page("x")}) as running:
        monkeypatch.setenv("http_proxy", proxy.url())
        assert fetch(running.url()).content == b"x"
    assert proxy.connections == 0
