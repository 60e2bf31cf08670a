"""The socket that the web processes share."""

import socket

from jobtracker.supervisor.web import listening_socket, local_address


def test_an_answer_in_two_parts_does_not_wait_for_the_client_to_acknowledge_the_first() -> None:
    with listening_socket("127.0.0.1", 0) as listening, socket.create_connection(local_address(listening)):
        accepted, _ = listening.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 1
