"""Runs one Jupyter kernel for a test: requests as JSON lines on stdin, answers on stdout.

    {"id": 1, "op": "run", "code": ".."}        -> {"id": 1, "status": "ok" or "error", "outputs": [..], "seconds": 0.1}
    {"id": 2, "op": "outputs", "of": 1}         -> the outputs of request 1 as they are now: displays may have changed
    {"id": 3, "op": "complete", "code": ".."}   -> {"id": 3, "matches": [..]}
    {"id": 4, "op": "clear", "of": 1}           -> that cell's outputs are thrown away, as "Clear outputs" does
    {"id": 5, "op": "interrupt"}, "restart", "stop"

Requests are answered as they finish, so a cell can be interrupted while it runs. Outputs are kept as a notebook keeps them.
"""
import asyncio
import json
import sys
import time

from jupyter_client.asynchronous import AsyncKernelClient
from jupyter_client.manager import AsyncKernelManager


class Driver:
    def __init__(self, name: str):
        self.manager = AsyncKernelManager(kernel_name=name)
        self.client: AsyncKernelClient
        self.outputs: dict[int, list] = {}
        self.request_of: dict[str, int] = {}
        self.idle: dict[str, asyncio.Event] = {}
        self.replies: dict[str, asyncio.Future] = {}

    async def start(self) -> float:
        begun = time.monotonic()
        await self.manager.start_kernel()
        self.client = self.manager.client()
        self.client.start_channels()
        await self.listen()
        return time.monotonic() - begun

    async def listen(self) -> None:
        await self.client.wait_for_ready(timeout=120)
        self.readers = [asyncio.create_task(self.read()), asyncio.create_task(self.read_replies())]

    def deafen(self) -> None:
        for reader in self.readers:
            reader.cancel()

    async def read_replies(self) -> None:
        """Several cells may wait in the kernel's queue."""
        while True:
            reply = await self.client.get_shell_msg(timeout=None)
            waiting = self.replies.pop(reply["parent_header"].get("msg_id", ""), None)
            if waiting:
                waiting.set_result(reply)

    async def reply(self, message: str) -> dict:
        self.replies[message] = asyncio.get_running_loop().create_future()
        return await self.replies[message]

    async def restart(self) -> None:
        """What was asked of the old process is never answered."""
        self.deafen()
        for waiting in self.replies.values():
            waiting.set_exception(RuntimeError("the kernel was restarted"))
        self.replies.clear()
        await self.manager.restart_kernel()
        await self.listen()

    async def read(self) -> None:
        while True:
            message = await self.client.get_iopub_msg(timeout=None)
            parent = message["parent_header"].get("msg_id", "")
            kind, content = message["msg_type"], message["content"]
            if kind == "status" and content["execution_state"] == "idle" and parent in self.idle:
                self.idle[parent].set()
            elif kind == "update_display_data":
                self.update(content)
            elif kind in ("stream", "display_data", "execute_result", "error") and parent in self.request_of:
                self.outputs[self.request_of[parent]].append({"output_type": kind, **content})

    def update(self, content: dict) -> None:
        wanted = content["transient"]["display_id"]
        for outputs in self.outputs.values():
            for output in outputs:
                if output.get("transient", {}).get("display_id") == wanted:
                    output["data"] = content["data"]
                    output["updates"] = output.get("updates", 0) + 1

    async def run(self, request: dict) -> dict:
        begun = time.monotonic()
        message = self.client.execute(request["code"], stop_on_error=False)
        self.request_of[message], self.outputs[request["id"]] = request["id"], []
        self.idle[message] = asyncio.Event()
        reply = await self.reply(message)
        seconds = time.monotonic() - begun
        await asyncio.wait_for(self.idle[message].wait(), 10)
        return {"status": reply["content"]["status"], "outputs": self.outputs[request["id"]], "seconds": seconds}

    async def complete(self, request: dict) -> dict:
        reply = await self.reply(self.client.complete(request["code"]))
        return {"matches": reply["content"]["matches"]}

    async def answer(self, request: dict) -> None:
        try:
            match request["op"]:
                case "run":
                    answer = await self.run(request)
                case "complete":
                    answer = await self.complete(request)
                case "outputs":
                    answer = {"status": "ok", "outputs": self.outputs[request["of"]], "seconds": 0}
                case "clear":
                    self.outputs[request["of"]].clear()
                    answer = {}
                case "interrupt":
                    await self.manager.interrupt_kernel()
                    answer = {}
                case "restart":
                    await self.restart()
                    answer = {}
                case unknown:
                    answer = {"failure": f"no operation {unknown}"}
        except Exception as failed:  # told to the test, which knows what it asked
            answer = {"failure": f"{type(failed).__name__}: {failed}"}
        say({"id": request["id"], **answer})

    async def stop(self) -> float:
        begun = time.monotonic()
        self.deafen()
        await self.manager.shutdown_kernel()
        self.client.stop_channels()
        return time.monotonic() - begun


def say(answer: dict) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


async def main(name: str) -> None:
    driver = Driver(name)
    say({"id": 0, "seconds": await driver.start()})
    loop = asyncio.get_running_loop()
    running = set()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        request = json.loads(line)
        if request["op"] == "stop":
            say({"id": request["id"], "seconds": await driver.stop()})
            return
        task = asyncio.create_task(driver.answer(request))
        running.add(task)
        task.add_done_callback(running.discard)
    await driver.stop()  # the test is gone


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
