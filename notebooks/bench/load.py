"""Calls of the backend's API at a rate: `h2load` sends the same gRPC or REST call again and again over a few connections."""
import re
import shutil
import struct
import subprocess
import sys
import tempfile

MANY = ("-c", "4", "-m", "32")
ONE = ("-c", "1", "-m", "1")


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


class Door:
    """A backend's port."""

    def __init__(self, port, token):
        self.address = f"http://127.0.0.1:{port}"
        self.token = token

    def grpc(self, method, message, times, at_once=MANY):
        """A unary call of AdminService, so many times. Each answer must carry a message: an error has none."""
        with tempfile.NamedTemporaryFile() as body:
            body.write(struct.pack(">BI", 0, len(message)) + message)
            body.flush()
            answers = self._run(f"/flyteidl.service.AdminService/{method}", times, at_once, "-d", body.name,
                                "-H", "content-type: application/grpc+proto", "-H", "te: trailers")
        if answers.data < 10 * times:
            sys.exit(f"{method} was refused at least once of {times} times; its answers have {answers.data} bytes in all.")
        return answers

    def rest(self, path, times, at_once=MANY):
        return self._run(f"/api/v1/{path}", times, at_once, "-H", "accept: application/json")

    def _run(self, path, times, at_once, *options):
        return Answers(subprocess.run(
            [program(), "-n", str(times), *at_once, "-t", "1", "-H", f"authorization: Bearer {self.token}", *options, self.address + path],
            capture_output=True, text=True, check=True).stdout)


def entity(kind, project, domain, name, version):
    """A core.Identifier; 1 is a task's kind, 3 a launch plan's."""
    return message((1, kind), (2, project), (3, domain), (4, name), (5, version))


def execution(project, domain, name):
    """A core.WorkflowExecutionIdentifier."""
    return message((1, project), (2, domain), (4, name))


def integer(value):
    """A core.Literal."""
    return message((1, message((1, message((1, value))))))


def create(project, domain, launched, **inputs):
    """An admin.ExecutionCreateRequest without a name: the backend makes one."""
    literals = message(*[(1, message((1, name), (2, integer(value)))) for name, value in inputs.items()])
    return message((1, project), (2, domain), (4, message((1, launched))), (5, literals))


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
