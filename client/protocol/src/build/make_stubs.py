"""Generates the Java stubs of Flyte's protocol and of our own service.

Flyte publishes its protocol as a Python wheel; the serialized descriptors inside it are the source. They are read as
text (nothing of the wheel is imported or run), written as one descriptor set, and handed to protoc.

    python3 make_stubs.py TOOLS IMPORTS OUT CACHE
"""
import ast
import hashlib
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

WHEEL = "flyteidl==1.16.8"
SHA256 = "51acec32bbb6cda17671bf5776c0388d47725d2401385bacc14eda635165b726"
# What we speak. Plug-in messages, agents and the internal catalog service stay out: they double the compile time.
PARTS = ("flyteidl/core/", "flyteidl/admin/", "flyteidl/service/admin", "flyteidl/service/dataproxy",
         "flyteidl/service/auth", "flyteidl/service/identity", "flyteidl/service/signal", "flyteidl/event/event")


def wheel(cache: pathlib.Path) -> pathlib.Path:
    """The pinned wheel, from the cache or from the package index."""
    found = list(cache.glob("flyteidl-*.whl"))
    if not found:
        cache.mkdir(parents=True, exist_ok=True)
        subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:",
                        "--dest", str(cache), WHEEL], check=True)
        found = list(cache.glob("flyteidl-*.whl"))
    digest = hashlib.sha256(found[0].read_bytes()).hexdigest()
    if digest != SHA256:
        found[0].unlink()
        sys.exit(f"{found[0].name} has SHA-256 {digest}, but {SHA256} was expected. It was removed; run the build again.")
    return found[0]


def descriptors(path: pathlib.Path) -> dict[str, bytes]:
    """File name -> serialized FileDescriptorProto, of every file in the wheel."""
    found = {}
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith("_pb2.py"):
                literal = re.search(r"AddSerializedFile\((b'.*?(?<!\\)')\)", archive.read(name).decode(), re.S)
                if literal:
                    serialized = ast.literal_eval(literal.group(1))
                    length = serialized[1]  # field 1, the file's name, always short
                    found[serialized[2:2 + length].decode()] = serialized
    return found


def varint(number: int) -> bytes:
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def newer(out: str) -> bool:
    """Whether what was generated is younger than everything it is made from."""
    made = min(p.stat().st_mtime for p in pathlib.Path(out).glob("**/*.java"))
    sources = [pathlib.Path(__file__), *pathlib.Path(__file__).parents[1].glob("main/proto/**/*.proto")]
    return made > max(p.stat().st_mtime for p in sources)


def main(tools: str, imports: str, out: str, cache: str) -> None:
    if list(pathlib.Path(out).glob("**/AdminServiceGrpc.java")) and newer(out):
        return
    protoc, plugin = f"{tools}/protoc.exe", f"{tools}/protoc-gen-grpc-java.exe"
    for tool in (protoc, plugin):
        pathlib.Path(tool).chmod(0o755)
    ours = pathlib.Path(__file__).parents[1] / "main" / "proto"
    flyte = descriptors(wheel(pathlib.Path(cache)))
    pathlib.Path(out).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        # protoc wants one set with everything that the wheel's files import: the rest comes from .proto files.
        rest = pathlib.Path(folder) / "rest.pb"
        subprocess.run([protoc, f"-I{imports}", f"-I{ours}", "--include_imports", f"--descriptor_set_out={rest}",
                        "google/api/annotations.proto", "google/protobuf/wrappers.proto", "google/protobuf/struct.proto",
                        "google/protobuf/timestamp.proto", "google/protobuf/duration.proto", "google/protobuf/any.proto",
                        "protoc-gen-openapiv2/options/annotations.proto"], check=True)
        every = pathlib.Path(folder) / "flyte.pb"
        every.write_bytes(rest.read_bytes() + b"".join(b"\x0a" + varint(len(d)) + d for d in flyte.values()))
        wanted = sorted(n for n in flyte if n.startswith(PARTS))
        jobs = ([f"--descriptor_set_in={every}"], wanted + ["protoc-gen-openapiv2/options/annotations.proto"])
        generate = [f"--java_out={out}", f"--grpc-java_out={out}", f"--plugin=protoc-gen-grpc-java={plugin}"]
        subprocess.run([protoc, *jobs[0], *generate, *jobs[1]], check=True)
        # Our own file imports Flyte's: give protoc its descriptor in the same way.
        mine = pathlib.Path(folder) / "mine.pb"
        subprocess.run([protoc, f"--descriptor_set_in={every}", f"-I{ours}", f"--descriptor_set_out={mine}",
                        "updraft/service/v1/updraft.proto"], check=True)
        both = pathlib.Path(folder) / "both.pb"
        both.write_bytes(every.read_bytes() + mine.read_bytes())
        subprocess.run([protoc, f"--descriptor_set_in={both}", *generate, "updraft/service/v1/updraft.proto"], check=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
