"""A Slurm cluster of several nodes on this machine's loopback: a controller, a node a process, a key of its own."""
import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

PROGRAMS = {"slurmctld": "slurmctld", "slurmd": "slurmd", "sbatch": "slurm-client", "munged": "munge"}


def missing():
    """Debian packages of what is not there."""
    path = os.environ["PATH"] + ":/usr/sbin:/sbin"
    return sorted({package for program, package in PROGRAMS.items() if not shutil.which(program, path=path)})


def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    for s in sockets:
        s.bind(("127.0.0.1", 0))
    ports = [s.getsockname()[1] for s in sockets]
    for s in sockets:
        s.close()
    return ports


CONF = """ClusterName=banxin
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={port}
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket,cred_expire=10
CredType=cred/munge
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool-%n
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd-%n.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd-%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
JobCompType=jobcomp/filetxt
JobCompLoc={folder}/jobs.txt
SlurmdParameters=config_overrides
SlurmdTimeout=5
SlurmctldTimeout=5
MessageTimeout=5
ReturnToService=2
SchedulerType=sched/backfill
SchedulerParameters=defer,sched_min_interval=100000
BatchStartTimeout=5
KillWait=1
{nodes}
PartitionName=all Nodes={names} Default=YES MaxTime=INFINITE State=UP
"""


class Cluster:
    def __init__(self, folder, nodes):
        self.folder, self.names = Path(folder), [f"n{i + 1}" for i in range(nodes)]
        os.environ["PATH"] += ":/usr/sbin:/sbin"
        (self.folder / "state").mkdir()
        ports = free_ports(nodes + 1)
        host = socket.gethostname().split(".")[0]
        described = "\n".join(f"NodeName={name} NodeHostname={host} NodeAddr=127.0.0.1 Port={port} CPUs=1 RealMemory=1000"
                              for name, port in zip(self.names, ports[1:]))
        self.conf = self.folder / "slurm.conf"
        self.conf.write_text(CONF.format(host=host, port=ports[0], folder=self.folder, nodes=described, names=",".join(self.names)))
        key = self.folder / "munge.key"
        key.write_bytes(os.urandom(1024))
        key.chmod(0o600)
        self.environment = {**os.environ, "SLURM_CONF": str(self.conf)}
        self.processes = {}
        self.munged = self.start("munged", "--foreground", "--force", "--key-file", key, "--socket", self.folder / "munge.socket",
                                 "--pid-file", self.folder / "munge.pid", "--log-file", self.folder / "munge.log",
                                 "--seed-file", self.folder / "munge.seed")
        self.wait(lambda: (self.folder / "munge.socket").exists(), 10, "munged")
        self.start_controller()
        for name in self.names:
            self.start_node(name)
        self.wait(lambda: self.states().count("idle") == nodes, 30, "nodes")

    def start(self, *command):
        log = open(self.folder / f"{Path(str(command[0])).name}.out", "ab")
        return subprocess.Popen([str(part) for part in command], stdout=log, stderr=log, stdin=subprocess.DEVNULL, env=self.environment,
                                start_new_session=True)

    def start_controller(self):
        self.controller = self.start("slurmctld", "-D", "-f", self.conf)

    def start_node(self, name):
        self.processes[name] = self.start("slurmd", "-D", "-N", name, "-f", self.conf)

    def ask(self, *command):
        done = subprocess.run(command, capture_output=True, text=True, env=self.environment, timeout=60)
        return done.stdout if done.returncode == 0 else ""

    def states(self):
        return [line.rstrip("*$~#") for line in self.ask("sinfo", "-h", "-N", "-o", "%t").split()]

    @staticmethod
    def wait(condition, seconds, what):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if condition():
                return
            time.sleep(0.2)
        raise TimeoutError(f"{what}: not within {seconds} s")

    def queue(self):
        """Job, state and node of what is not yet over; None where the controller does not answer."""
        done = subprocess.run(["squeue", "-h", "-r", "-o", "%i %T %N"], capture_output=True, text=True, env=self.environment, timeout=60)
        return [line.split() for line in done.stdout.splitlines()] if done.returncode == 0 else None

    def family(self, name):
        """The node's daemon, and what it started: its steps and their tasks."""
        steps, tasks = [], []
        spool = f"spool-{name}"
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                environment = (entry / "environ").read_bytes().split(b"\0")
            except OSError:
                continue
            if command.startswith("slurmstepd") and str(self.conf).encode() in b" ".join(environment) and self.node_of(int(entry.name)) == name:
                steps.append(int(entry.name))
            elif f"SLURMD_NODENAME={name}".encode() in environment and f"SLURM_CONF={self.conf}".encode() in environment:
                tasks.append(int(entry.name))
            elif spool in command and "slurm_script" in command:
                tasks.append(int(entry.name))
        return [self.processes[name].pid], steps, tasks

    def node_of(self, step):
        """A step's own files are in its node's folder."""
        for link in Path(f"/proc/{step}/fd").glob("*"):
            try:
                target = os.readlink(link)
            except OSError:
                continue
            for name in self.names:
                if f"spool-{name}" in target or f"slurmd-{name}.log" in target:
                    return name
        return None

    def signal_node(self, name, which, tasks=True):
        daemon, steps, work = self.family(name)
        for pid in daemon + steps + (work if tasks else []):
            try:
                os.kill(pid, which)
            except ProcessLookupError:
                pass
        return len(steps), len(work)

    def stop(self):
        for name in self.names:
            self.signal_node(name, signal.SIGKILL)
        for process in (*self.processes.values(), self.controller, self.munged):
            process.kill()
            process.wait()
