"""Makes the kernel's start-up cache: classes that the JDK and JJava load at every start, read and linked once.

    train_kernel.py CACHE       by one short run of the kernel updraft; without it the kernel is slower, not wrong

The cache belongs to one JDK, one wheel and one set of flags; the JVM checks that, and starts without it when it does not fit.
"""
import os
import pathlib
import subprocess
import sys
import tempfile

from jupyter_client.manager import KernelManager

CELLS = ["1 + 1", "%updraft", "record P(int x) {}\nnew P(2)", "java.util.List.of(1, 2).stream().map(x -> x + 1).toList()"]


def main(cache: pathlib.Path) -> None:
    beside = cache.with_name(cache.name + f".{os.getpid()}")
    manager = KernelManager(kernel_name="updraft", shutdown_wait_time=120)
    manager.kernel_spec.argv[1:1] = [f"-XX:AOTCacheOutput={beside}", "-Xlog:aot*=off", "-Xlog:cds*=off"]
    manager.kernel_spec.argv = [word for word in manager.kernel_spec.argv if not word.startswith("-XX:AOTCache=")]
    with tempfile.TemporaryDirectory() as home:
        manager.start_kernel(env={**os.environ, "UPDRAFT_HOME": home}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        client = manager.client()
        client.start_channels()
        try:
            client.wait_for_ready(timeout=120)
            for cell in CELLS:
                client.execute_interactive(cell, timeout=60, output_hook=lambda message: None)
        finally:
            client.stop_channels()
            manager.shutdown_kernel()
    if beside.exists():
        beside.replace(cache)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
