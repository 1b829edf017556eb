"""Runs a command at a terminal of its own and types a line once it asks for a code; shows what the terminal showed."""

import os
import pty
import sys

process, terminal = pty.fork()
if process == 0:
    os.execvp(sys.argv[2], sys.argv[2:])
shown = b""
while True:
    try:
        chunk = os.read(terminal, 4096)
    except OSError:
        break
    if not chunk:
        break
    is_asked = b"code for" not in shown
    shown += chunk
    if is_asked and b"code for" in shown:
        os.write(terminal, sys.argv[1].encode())
print(shown.decode())
sys.exit(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) % 256)
