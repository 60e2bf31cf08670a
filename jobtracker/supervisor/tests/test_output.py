"""One log of many processes."""

import asyncio
import io
import json
import os

from jobtracker.supervisor.output import Output, copy_lines


def _copied(*parts: bytes) -> list[bytes]:
    """Return the log's lines after a role has written these parts to its pipe."""
    stream = io.BytesIO()

    async def copy() -> None:
        read_end, write_end = os.pipe()
        copying = asyncio.create_task(copy_lines(read_end, "web-1", Output(stream, json_lines=False)))
        for part in parts:
            await asyncio.to_thread(os.write, write_end, part)
            await asyncio.sleep(0.01)
        os.close(write_end)
        await copying

    asyncio.run(copy())
    return stream.getvalue().splitlines()


def test_every_line_says_whose_it_is() -> None:
    assert _copied(b"one\ntwo\n") == [b"web-1      | one", b"web-1      | two"]


def test_a_line_written_in_pieces_stays_one_line_and_the_last_one_needs_no_end() -> None:
    assert _copied(b"a lo", b"ng line\nthe e", b"nd") == [b"web-1      | a long line", b"web-1      | the end"]


def test_a_line_without_end_is_passed_on_in_parts_before_it_fills_the_memory() -> None:
    lines = _copied(*[b"x" * 60_000] * 40, b"\n")

    assert len(lines) > 1
    assert sum(line.count(b"x") for line in lines) == 40 * 60_000


def test_bytes_that_are_no_text_are_spelled_out() -> None:
    assert _copied(b"\xff\xfe\n") == [rb"web-1      | \xff\xfe"]


def test_a_line_cannot_pose_as_another_ones() -> None:
    parts = ["a\rsupervisor | forged", "b\x1b[1Aforged", "c\u2028supervisor | forged", "d\u202eforged", "e\tkept"]

    assert _copied(*(f"{part}\n".encode() for part in parts)) == [
        rb"web-1      | a\rsupervisor | forged",
        rb"web-1      | b\x1b[1Aforged",
        rb"web-1      | c\u2028supervisor | forged",
        rb"web-1      | d\u202eforged",
        b"web-1      | e\tkept",
    ]


def test_json_lines_get_the_role_and_other_lines_become_json() -> None:
    stream = io.BytesIO()
    output = Output(stream, json_lines=True)

    output.write("web-1", b'{"event": "request", "status": 200}')
    output.write("postgres", b'LOG:  ready "now" \xff')
    output.say("two\nlines")

    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert lines[0] == {"role": "web-1", "event": "request", "status": 200}
    assert lines[1]["role"] == "postgres"
    assert lines[1]["event"] == r'LOG:  ready "now" \xff'
    assert [line["event"] for line in lines[2:]] == ["two", "lines"]


def test_a_line_that_merely_looks_like_json_is_wrapped_and_none_chooses_its_role() -> None:
    stream = io.BytesIO()
    output = Output(stream, json_lines=True)

    output.write("web-1", b'{"event": "cut off')
    output.write("web-1", b'{"' + b"[" * 100_000)
    output.write("postgres", b'{"role": "web-1", "event": "forged"}')

    cut_off, nested, forged = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert (cut_off["role"], cut_off["event"]) == ("web-1", '{"event": "cut off')
    assert nested["event"].startswith('{"[[[')
    assert forged == {"role": "postgres", "event": "forged"}


def test_a_reader_that_leaves_does_not_stop_the_writer() -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    with os.fdopen(write_end, "wb") as stream:
        output = Output(stream, json_lines=False)
        output.say("nobody hears this")
        output.say("nor this")
