"""What the second screen answers, to whom, and for how long it waits."""

import asyncio
import json
import socket

import pytest

from backcue.display.second_screen import SecondScreenError
from backcue.web.server import KEYS_A_SECOND, MOST_CONNECTIONS, MOST_VIEWERS
from tests.web.conftest import HOME, Served, event

pytestmark = pytest.mark.usefixtures("quickly")


async def test_the_page_comes_whole_and_may_fetch_nothing_else(served: Served) -> None:
    answer = await served.ask()
    assert answer.status == 200
    assert answer.body.startswith(b"<!DOCTYPE html>")
    assert answer.body.rstrip().endswith(b"</html>")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    rules = answer.headers["content-security-policy"]
    assert "default-src 'none'" in rules
    assert "unsafe" not in rules
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in answer.headers


async def test_a_page_that_is_there_already_asks_for_the_time_alone(served: Served) -> None:
    tag = (await served.ask()).headers["etag"]
    answer = await served.ask(if_none_match=tag)
    assert (answer.status, answer.body) == (304, b"")
    assert answer.headers["backcue-time"] == "1234.5"


async def test_without_the_token_there_is_nothing(served: Served) -> None:
    token = served.place.token
    other = token[:-1] + ("0" if token[-1] != "0" else "1")
    for path in (
        "/", "/events", "/keys", f"/{token}", f"/{token[:-1]}/", f"/{token}x/", f"/{other}/",
        f"//{token}/", f"/{token.upper()}x/", f"/{token}/../{token}/", f"/{token}/favicon.ico",
        f"/{token}/?x=1", f"/{token}//", f"/%2e/{token}/", f"/{token}/events/", "*",
    ):  # fmt: skip
        answer = await served.say(
            f"GET {path} HTTP/1.1\r\nhost: {served.place.host}\r\n\r\n".encode()
        )
        assert answer.status == 404, path
        assert token.encode() not in answer.body
    answer = await served.ask("POST", f"/{other}/keys", b'{"action":"pause"}')
    assert answer.status == 404


async def test_only_these_methods_are_answered(served: Served) -> None:
    for method in ("HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "X"):
        assert (await served.ask(method)).status == 405, method
    assert (await served.ask("GET", "keys")).status == 405
    assert (await served.ask("POST", "events")).status == 405


async def test_a_name_that_was_turned_to_this_machine_gets_nothing(served: Served) -> None:
    port = served.place.port
    for host in (
        "evil.example",
        f"evil.example:{port}",
        f"127.0.0.2:{port}",
        "127.0.0.1",
        "",
        None,
    ):
        answer = await served.ask(host=host)
        assert answer.status is not None
        assert 400 <= answer.status < 500, host
        assert b"<html" not in answer.body
    assert (await served.ask(host=f"localhost:{port}")).status == 200


async def test_another_site_presses_nothing_and_reads_nothing(served: Served) -> None:
    served.server.remote = True
    for origin in ("http://evil.example", "null", f"https://{served.place.host}", "file://"):
        assert (await served.press(origin=origin)).status == 403
        assert (await served.ask(origin=origin)).status == 403
    # What a page of another site may send without asking first.
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", None):
        assert (await served.press(content_type=kind)).status == 415
    assert served.keys == []
    assert (await served.press(origin=f"http://{served.place.host}")).status == 204
    assert (await served.press(content_type="application/json; charset=utf-8")).status == 204
    assert served.keys == ["pause", "pause"]


async def test_a_screen_that_shows_presses_nothing(served: Served) -> None:
    assert (await served.press()).status == 403
    assert served.keys == []


async def test_a_remote_presses_what_is_in_the_table_of_a_workout(served: Served) -> None:
    served.server.remote = True
    for action in ("next", "back", "feet", "lock", "end", "yes"):
        assert (await served.press(action)).status == 204
    assert served.keys == ["next", "back", "feet", "lock", "end", "yes"]
    for action in ("menu-delete", "leave", "nothing", "", None, 3, ["pause"], {"a": 1}):
        assert (await served.press(action)).status == 400, action
    for body in (b"", b"{", b"[]", b"null", b'"pause"', b"{}", b"\xff\xfe", b"[" * 2000):
        answer = await served.ask("POST", "keys", body, content_type="application/json")
        assert answer.status == 400, body
    assert len(served.keys) == 6


async def test_more_keys_than_a_person_presses_are_refused(served: Served) -> None:
    served.server.remote = True
    answers = [(await served.press("next")).status for _ in range(KEYS_A_SECOND + 3)]
    assert answers.count(204) == KEYS_A_SECOND
    assert answers[-1] == 429


async def test_nothing_is_longer_than_four_kilobytes(served: Served) -> None:
    served.server.remote = True
    long = {"content_type": "application/json"}
    assert (await served.ask("POST", "keys", b" " * 4200, **long)).status == 413
    assert (await served.ask(cookie="x" * 4200)).status == 431
    assert (await served.ask(path="x" * 4200)).status == 431
    chunks = b"800\r\n" + b" " * 2048 + b"\r\n"
    head = (
        f"POST {served.path}keys HTTP/1.1\r\nhost: {served.place.host}\r\n"
        "content-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n"
    )
    assert (await served.say(head.encode() + chunks * 5)).status == 413
    assert served.keys == []


@pytest.mark.parametrize(
    "raw",
    [
        b"\r\n\r\n", b"GET\r\n\r\n", b"\x16\x03\x01\x02\x00\x01", b"\x00" * 100,
        b"PRI * HTTP/2.0\r\n\r\n",
        b"GET / HTTP/1.1\r\nhost: a\r\nhost: b\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n",
        b"GET / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: gzip\r\n\r\n",
        b"GET / HTTP/1.1\r\nhost: a\r\ncontent-length: -1\r\n\r\n",
        b"GET / HTTP/1.1\r\n bad\r\n\r\n",
    ],
)  # fmt: skip
async def test_what_is_no_request_gets_no_answer_but_that(served: Served, raw: bytes) -> None:
    answer = await served.say(raw)
    assert answer.status is None or 400 <= answer.status < 500


async def test_who_sends_too_slowly_is_hung_up_on(served: Served) -> None:
    began = asyncio.get_running_loop().time()
    for raw in (b"", b"GET /", f"GET {served.path} HTTP/1.1\r\nhost:".encode()):
        assert (await served.say(raw)).status is None
    reader, writer = await asyncio.open_connection(str(HOME), served.place.port)
    with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):  # noqa: PT012 - until it ends
        for letter in b"GET / HTTP/1.1" + b"\r\nx: y" * 100:
            writer.write(bytes([letter]))
            await writer.drain()
            await asyncio.sleep(0.02)
        await reader.readexactly(1)
    writer.close()
    assert asyncio.get_running_loop().time() - began < 5


async def test_idle_connections_make_room_for_who_asks(served: Served) -> None:
    idle = [await asyncio.open_connection(str(HOME), served.place.port) for _ in range(200)]
    assert (await served.ask()).status == 200
    gone = [reader.at_eof() or await quiet(reader) for reader, _ in idle]
    assert gone.count(True) >= 200 - MOST_CONNECTIONS
    for _, writer in idle:
        writer.close()


async def quiet(reader: asyncio.StreamReader) -> bool:
    """Whether the other side has hung up."""
    try:
        async with asyncio.timeout(0.001):
            return not await reader.read(1)
    except ConnectionError:
        return True
    except TimeoutError:
        return False


async def test_a_viewer_gets_the_newest_at_once_and_each_one_after_it(served: Served) -> None:
    async with served.viewer() as stream:
        assert await event(stream) == {"newest": 1}
        assert (served.came, served.server.viewers) == (1, 1)
        served.server.publish(b'{"newest":2}')
        assert await event(stream) == {"newest": 2}
    for _ in range(100):
        if not served.server.viewers:
            break
        await asyncio.sleep(0.01)
    assert served.server.viewers == 0


async def test_no_more_than_so_many_watch(served: Served) -> None:
    viewers = [served.viewer() for _ in range(MOST_VIEWERS)]
    for viewer in viewers:
        await viewer.__aenter__()
    assert served.server.viewers == MOST_VIEWERS
    assert (await served.ask("GET", "events")).status == 429
    assert (await served.ask()).status == 200
    for viewer in viewers:
        await viewer.__aexit__(None, None, None)


async def test_a_viewer_that_takes_nothing_holds_up_nobody_and_is_let_go_of(
    served: Served,
) -> None:
    stuck = socket.socket()
    stuck.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    stuck.connect((str(HOME), served.place.port))
    stuck.sendall(f"GET {served.path}events HTTP/1.1\r\nhost: {served.place.host}\r\n\r\n".encode())
    async with served.viewer() as stream:
        await event(stream)
        for number in range(200):
            served.server.publish(json.dumps({"number": number, "filler": "x" * 2000}).encode())
            while (await event(stream)).get("number") != number:
                pass
        for _ in range(200):
            if served.server.viewers == 1:
                break
            await asyncio.sleep(0.01)
        assert served.server.viewers == 1
    stuck.close()


def test_one_that_cannot_serve_says_so_and_holds_up_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise OSError(24, "Too many open files")

    monkeypatch.setattr("asyncio.start_server", fails)
    with pytest.raises(SecondScreenError, match="Too many open files"):
        Served()


async def test_the_last_moment_still_comes_when_it_ends(served: Served) -> None:
    async with served.viewer() as stream:
        await event(stream)
        served.server.publish(b'{"newest":"over"}')
        await asyncio.to_thread(served.server.close)
        assert await event(stream) == {"newest": "over"}
        assert await stream.readline() in (b"\r\n", b"\n", b"")
