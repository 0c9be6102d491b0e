"""Children that begin warm: one process has the program loaded and forks for every kill, which makes a thousand of them a matter of minutes.

Where there is no fork (Windows) every child is a new interpreter; what is killed is a whole process either way.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

CHILD = Path(__file__).with_name("killed_session.py")


class Warm:
    """A process that forks children; used by one thread. ``None`` for a forker makes plain processes."""

    def __init__(self, environment: dict[str, str]) -> None:
        command = [sys.executable, str(Path(__file__)), "serve"]
        self._server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)

    def ask(self, **what: object) -> int:
        assert self._server.stdin is not None and self._server.stdout is not None
        self._server.stdin.write(json.dumps(what).encode() + b"\n")
        self._server.stdin.flush()
        return int(self._server.stdout.readline())

    def close(self) -> None:
        assert self._server.stdin is not None and self._server.stdout is not None
        self._server.stdin.close()
        self._server.wait()
        self._server.stdout.close()


class Child:
    """One child with the interface of a Popen that is needed here."""

    def __init__(self, arguments: list[str], environment: dict[str, str], heard: Path, errors: Path, warm: Warm | None) -> None:
        self.returncode: int | None = None
        self._warm, self._process = warm, None
        if warm is not None:
            self._pid = warm.ask(arguments=arguments, data=environment["MINGZHANG_DATA"], heard=str(heard), errors=str(errors))
            return
        with heard.open("wb") as output, errors.open("wb") as complaints:
            self._process = subprocess.Popen([sys.executable, str(CHILD), *arguments], stdout=output, stderr=complaints, env=environment)

    def poll(self) -> int | None:
        if self.returncode is None and self._process is not None:
            self.returncode = self._process.poll()
        elif self.returncode is None and self._warm is not None:
            code = self._warm.ask(poll=self._pid)
            self.returncode = None if code == 1000 else code
        return self.returncode

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self.returncode = self._process.wait()
        elif self.poll() is None and self._warm is not None:
            os.kill(self._pid, signal.SIGKILL)
            self.returncode = self._warm.ask(wait=self._pid)


def serve() -> None:
    """Answer the questions of a :class:`Warm`, one line each."""
    import killed_session

    import desktop.exchange.plan
    import desktop.store.tables
    from desktop.forms.load import load_pack

    assert desktop.exchange.plan and desktop.store.tables
    for pack in ("cn-2024", "sx-2024", "bj-2023"):
        load_pack(pack)
    for line in sys.stdin.buffer:
        asked = json.loads(line)
        if "arguments" in asked:
            pid = os.fork()
            if pid == 0:
                try:
                    os.environ["MINGZHANG_DATA"] = asked["data"]
                    for name, number in (("heard", 1), ("errors", 2)):
                        os.dup2(os.open(asked[name], os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o644), number)
                    sys.argv[1:] = asked["arguments"]
                    killed_session.main()
                except BaseException:
                    import traceback

                    os.write(2, traceback.format_exc().encode())
                finally:
                    os._exit(3)
            answer = pid
        else:
            done, status = os.waitpid(asked.get("poll") or asked["wait"], os.WNOHANG if "poll" in asked else 0)
            answer = os.waitstatus_to_exitcode(status) if done else 1000
        os.write(1, b"%d\n" % answer)


if __name__ == "__main__":
    serve()
