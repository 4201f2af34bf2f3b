"""What the tests that kill batches share."""
import os
import signal


def kill_at(process, out, moment):
    """Ends it when `moment` temporary files are there; above 20, while they get their names: the manifest stands before the first of them."""
    while process.poll() is None:
        names = os.listdir(out) if out.exists() else []
        written = sum(name.endswith(".tmp") for name in names)
        if written >= moment if moment <= 20 else written and "manifest.jsonl" in names:
            break
    process.send_signal(signal.SIGKILL)
    process.communicate()
