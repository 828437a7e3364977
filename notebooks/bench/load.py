"""Calls of the backend's API at a rate: `h2load` sends the same gRPC or REST call again and again over a few connections."""
import json
import pathlib
import re
import shutil
import struct
import subprocess
import sys
import tempfile

CONNECTIONS, STREAMS = 4, 32


def program():
    found = shutil.which("h2load")
    if found is None:
        sys.exit("This figure needs h2load, the load generator of nghttp2: apt-get install nghttp2-client, or brew install nghttp2.")
    return found


class Answers:
    """What came back: how many a second, and how many bytes of messages and headers in all."""

    def __init__(self, said):
        done = re.search(r"requests: (\d+) total, \d+ started, (\d+) done, (\d+) succeeded", said)
        if done is None or len(set(done.groups())) != 1:
            sys.exit("Not all calls were answered:\n" + said)
        self.count = int(done.group(1))
        self.rate = float(re.search(r"([\d.]+) req/s", said).group(1))
        self.data = int(re.search(r"\((\d+)\) data", said).group(1))


def grpc(port, token, method, message, times):
    """A unary call, so many times; `message` is the request's bytes. Each answer must carry a message: an error has none."""
    with tempfile.NamedTemporaryFile() as body:
        body.write(struct.pack(">BI", 0, len(message)) + message)
        body.flush()
        answers = _run(port, token, f"/{method}", times, "-d", body.name, "-H", "content-type: application/grpc+proto", "-H", "te: trailers")
    return answers


def rest(port, token, path, times):
    return _run(port, token, f"/api/v1/{path}", times, "-H", "accept: application/json")


def _run(port, token, path, times, *options):
    said = subprocess.run(
        [program(), "-n", str(times), "-c", str(CONNECTIONS), "-m", str(STREAMS), "-t", "1",
         "-H", f"authorization: Bearer {token}", *options, f"http://127.0.0.1:{port}{path}"],
        capture_output=True, text=True, check=True).stdout
    return Answers(said)


def message(*fields):
    """A protobuf message: (number, text or bytes or whole number) each."""
    out = b""
    for number, value in fields:
        if isinstance(value, int):
            out += _varint(number << 3) + _varint(value)
        else:
            data = value.encode() if isinstance(value, str) else value
            out += _varint(number << 3 | 2) + _varint(len(data)) + data
    return out


def _varint(value):
    out = b""
    while value > 127:
        out += bytes([value & 127 | 128])
        value >>= 7
    return out + bytes([value])
