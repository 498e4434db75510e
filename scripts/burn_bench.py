"""`scripts/bench burn`: how fast 1 MiB comes into a blank charger's flash, against the line's rate and against ZMODEM.

Ours is the station's link against the real boot ROM in QEMU, over the USB stand-in paced by the virtual charger's bridge.
ZMODEM is sz on a port of the same bridge, rz behind it, which writes a file: no flash, no checking of it. Rows of 115,200
baud run side by side, because they take ninety seconds each and no processor; all others one after the other.
"""
import concurrent.futures
import contextlib
import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
import tty
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FIRMWARE = ROOT / "charger-firmware"
CACHE = ROOT / "target" / "bench-content"
SIZE = 1 << 20
# dense Thumb-2 code of programs that a charger could hold; their .text sections, one behind the other
PACKAGES = ("busybox-static", "dropbear-bin", "bash")
BITS_PER_OCTET = 10


# 1. What is burned

def arm_code():
    """1 MiB of .text of armhf programs of this machine's own Debian release. Fetched once."""
    file = CACHE / "arm-code"
    if not file.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        code = b"".join(text_sections(package) for package in PACKAGES)
        if len(code) < SIZE:
            sys.exit("only %d octets of code were found in %s" % (len(code), " ".join(PACKAGES)))
        file.write_bytes(code[:SIZE])
    return file


def apt(folder, *words):
    """apt-get for armhf with lists of its own, so that the machine's stay as they are."""
    options = ["APT::Architecture=armhf", "APT::Architectures=armhf", "Dir::State=%s/state" % folder, "Dir::Cache=%s/cache" % folder,
               "Dir::State::status=%s/status" % folder, "APT::Sandbox::User=root"]
    for name in ("state/lists/partial", "cache/archives/partial"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "status").touch()
    command = ["apt-get", "-qq"] + [word for option in options for word in ("-o", option)] + list(words)
    # one suite of several may be out of step; what is then missing is missing at the download
    subprocess.run(command, cwd=folder, check=words[0] != "update", stderr=subprocess.DEVNULL)


def text_sections(package):
    folder = CACHE / "apt"
    folder.mkdir(exist_ok=True)
    if not (folder / "state").exists():
        apt(folder, "update")
    apt(folder, "download", package)
    with tempfile.TemporaryDirectory() as unpacked:
        subprocess.run(["dpkg-deb", "-x", next(folder.glob(package + "_*.deb")), unpacked], check=True)
        programs = [file for file in sorted(Path(unpacked).rglob("*"))
                    if file.is_file() and not file.is_symlink() and file.read_bytes()[:4] == b"\x7fELF"]
        return b"".join(text_section(file, Path(unpacked) / "text") for file in programs)


def text_section(program, out):
    subprocess.run(["arm-none-eabi-objcopy", "-O", "binary", "-j", ".text", program, out], check=True)
    return out.read_bytes()


def random_octets(seed):
    file = CACHE / ("random-%d" % seed)
    CACHE.mkdir(parents=True, exist_ok=True)
    file.write_bytes(random.Random(seed).randbytes(SIZE))
    return file


# 2. Ours

class Line:
    """How a line is: rate in baud (0: unpaced), round trip in ms, noise in accidents per octet, the flash's own times."""

    def __init__(self, baud, rtt_ms=0, flash="none", noise=0.0):
        self.baud, self.rtt_ms, self.flash, self.noise = baud, rtt_ms, flash, noise

    def options(self):
        words = ["--link", "usb"]
        words += ["--baud", str(self.baud)] if self.baud else []
        words += ["--rtt-ms", str(self.rtt_ms)] if self.rtt_ms else []
        words += ["--flash-timing", self.flash]
        words += ["--noise", str(self.noise), "--seed", "1"] if self.noise else []
        return words

    def __str__(self):
        return "%9s %3d ms  %-5s %-6s" % (
            "{:,}".format(self.baud) if self.baud else "unpaced", self.rtt_ms, self.flash, self.noise or "clean")


class Bench:
    """Starts chargers below `state` and burns into them."""

    def __init__(self, state):
        self.state = state
        self.count = 0
        self.java = Path(subprocess.run(["bash", "-c", ". %s/scripts/lib.sh && use_jdk && echo $JAVA_HOME" % ROOT],
                                        capture_output=True, text=True, check=True).stdout.strip()) / "bin" / "java"
        modules = ROOT / "station-ui" / "target" / "modules"
        self.classpath = ":".join([str(ROOT / "device-link" / "target" / "test-classes"),
                                   str(ROOT / "device-link" / "target" / "classes"), "%s/*" % modules])

    @contextlib.contextmanager
    def charger(self, line):
        self.count += 1
        name = "burn-%d-%d" % (os.getpid(), self.count)
        port = self.state / name
        process = subprocess.Popen([ROOT / "scripts/virtual-charger", name, "--state", self.state, "--port", port,
                                    *line.options()], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            if "qemu_pid" not in process.stdout.readline():
                sys.exit("a virtual charger did not start")
            yield port
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait()
            subprocess.run(["rm", "-rf", self.state / "chargers" / name])

    def burn(self, line, *files):
        """Figures of BurnBench for each file, burned one after the other into one blank charger."""
        with self.charger(line) as port:
            out = subprocess.run([self.java, "--enable-native-access=ALL-UNNAMED", "-cp", self.classpath,
                                  "dev.sealbench.link.bench.BurnBench", port, *files],
                                 capture_output=True, text=True, timeout=600)
        if out.returncode != 0:
            return [{"error": out.stderr.strip().splitlines()[0]}]
        return [json.loads(row) for row in out.stdout.splitlines()]


# 3. ZMODEM

def zmodem(line, file):
    """Seconds until rz has written the last octet; None when that did not happen in time."""
    patience = SIZE * BITS_PER_OCTET / line.baud * 1.5 + 20
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as running:
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(folder + "/machine")
        listener.listen()
        port = folder + "/port"
        bridge = [FIRMWARE / "build" / "bridge", "--socket", folder + "/machine", "--link", port, "--baud", str(line.baud),
                  "--rtt-ms", str(line.rtt_ms)]
        running.callback(end, subprocess.Popen(bridge, stdout=subprocess.DEVNULL))
        machine, _ = listener.accept()
        while not os.path.exists(port):
            time.sleep(0.01)
        terminal = os.open(port, os.O_RDWR | os.O_NOCTTY)
        tty.setraw(terminal)
        running.callback(end, subprocess.Popen(["rz", "-b", "-q", "-y"], stdin=machine, stdout=machine,
                                               stderr=subprocess.DEVNULL, cwd=folder))
        started = time.monotonic()
        running.callback(end, subprocess.Popen(["sz", "-b", "-q", "-8", file], stdin=terminal, stdout=terminal,
                                               stderr=subprocess.DEVNULL))
        arrived = Path(folder) / Path(file).name
        while time.monotonic() - started < patience:
            # lrzsz writes through a buffer: the last octets may come only when it ends
            if arrived.exists() and arrived.stat().st_size >= SIZE - 4096 and arrived.read_bytes() == Path(file).read_bytes():
                return time.monotonic() - started
            time.sleep(0.005)
        return None


def end(process):
    process.kill()
    process.wait()


# 4. Tables

def ratio(line, seconds):
    """Payload over what the line carries in that time."""
    return SIZE * BITS_PER_OCTET / seconds / line.baud if line.baud else 0


def print_row(line, content, figures, other):
    first = figures[0]
    if "error" in first:
        print("| %s | %-7s | %s |" % (line, content, first["error"]))
        return
    second = figures[1]["seconds"] if len(figures) > 1 else float("nan")
    against = "%8.3f  %5.3f" % (other, ratio(line, other)) if other else "       -      -"
    print("| %s | %-7s | %8.3f  %5.3f | %s | %6.3f | %7d %7d |"
          % (line, content, first["seconds"], ratio(line, first["seconds"]), against, second, first["stream_bytes"],
             first["resent_bytes"]), flush=True)


HEAD = ("|      baud    rtt  flash noise  | content |   s first  ratio | ZMODEM s  ratio | again s | stream, resent (octets) |")


def rows(bench, lines, contents, with_zmodem=True):
    print(HEAD)
    for line in lines:
        for content, file in contents:
            other = zmodem(line, file) if with_zmodem and line.baud else None
            print_row(line, content, bench.burn(line, file, file), other)


def slow_rows(bench, lines, contents):
    """All at once: each takes a minute and a half of waiting."""
    print(HEAD)
    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        work = [(line, content, pool.submit(bench.burn, line, file, file), pool.submit(zmodem, line, file))
                for line in lines for content, file in contents]
        for line, content, ours, other in work:
            print_row(line, content, ours.result(), other.result())


def used_chip(bench, lines):
    print("\nburn: a used chip, every sector to be erased, with the times of a NOR part (150 ms for 64 KiB, 0.4 ms for 256 octets)")
    print(HEAD)
    before, after = random_octets(1), random_octets(2)
    for line in lines:
        figures = bench.burn(line, before, after)
        print_row(line, "random", figures[1:] or figures, None)


def four_at_once(bench, line):
    print("\nburn: four slots at once, each over a line of its own")
    file = random_octets(1)
    alone = bench.burn(line, file)[0]["seconds"]
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        together = [each.result()[0]["seconds"] for each in [pool.submit(bench.burn, line, file) for _ in range(4)]]
    print("%s  one %.3f  four %s  worst ratio %.3f"
          % (line, alone, " ".join("%.3f" % s for s in sorted(together)), alone / max(together)))


def sixteen_at_once(bench, line, count=16):
    """Whole emulated boards do not fit: the charger's link and burn code compiled for this machine, its flash in memory."""
    print("\nburn: %d slots of one station at once; chargers' own link code on this machine, flash in memory" % count)
    files = [random_octets(1), random_octets(2)]
    for slots in (1, count):
        figures = host_burns(bench, line, slots, files)
        seconds = sorted(figures["seconds"])
        wall = figures["wall_seconds"]
        print("%s  %2d slots: %.3f to %.3f s each (%.3f of the line); station %.2f s of a processor in %.2f s: %.1f %% of a core"
              % (line, slots, seconds[0], seconds[-1], ratio(line, seconds[-1]), figures["processor_seconds"], wall,
                 100 * figures["processor_seconds"] / wall), flush=True)


def host_burns(bench, line, slots, files):
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as running:
        ports = []
        for slot in range(slots):
            place = "%s/%d" % (folder, slot)
            listener = socket.socket(socket.AF_UNIX)
            listener.bind(place + ".machine")
            listener.listen()
            running.callback(end, subprocess.Popen(
                [FIRMWARE / "build" / "bridge", "--socket", place + ".machine", "--link", place + ".port", "--baud",
                 str(line.baud), "--rtt-ms", str(line.rtt_ms)], stdout=subprocess.DEVNULL))
            machine, _ = listener.accept()
            running.callback(end, subprocess.Popen([FIRMWARE / "build" / "pipe-charger", place + ".flash", place + ".requests"],
                                                   stdin=machine, stdout=machine))
            machine.close()
            ports.append(place + ".port")
        while not all(os.path.exists(port) for port in ports):
            time.sleep(0.01)
        out = subprocess.run([bench.java, "--enable-native-access=ALL-UNNAMED", "-cp", bench.classpath,
                              "dev.sealbench.link.bench.SlotsBench", *files, *ports], capture_output=True, text=True, timeout=600)
        if out.returncode != 0:
            sys.exit(out.stderr)
        return json.loads(out.stdout.splitlines()[-1])


def prepare(state):
    """What new chargers need in `state`: a vendor root, whose key nobody keeps, and the maker of their TPMs."""
    root = state / "vendor" / "vendor-root.pub.pem"
    root.parent.mkdir(parents=True, exist_ok=True)
    if not root.exists():
        key = subprocess.run(["openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"],
                             capture_output=True, check=True).stdout
        subprocess.run(["openssl", "pkey", "-pubout", "-out", root], input=key, check=True)
    subprocess.run([ROOT / "scripts/virtual-charger", "--prepare", "--state", state], check=True, stdout=subprocess.DEVNULL)


def run(state, everything, parts):
    """`parts`: names of tables, all when empty. `everything` adds all round trips at 115,200 baud."""
    contents = [("ARM", arm_code()), ("random", random_octets(1))]
    prepare(state)
    bench = Bench(state)
    tables = {
        "115200": lambda: slow_rows(bench, [Line(115200, rtt) for rtt in ((0, 2, 16) if everything else (2,))], contents),
        "921600": lambda: rows(bench, [Line(921600, rtt) for rtt in (0, 2, 16)], contents),
        "3000000": lambda: rows(bench, [Line(3000000, rtt) for rtt in (0, 2, 16)], contents),
        "unpaced": lambda: rows(bench, [Line(0)], contents),
        "flash": lambda: (rows(bench, [Line(baud, 2, "nor") for baud in (921600, 3000000)], contents, with_zmodem=False),
                          used_chip(bench, [Line(baud, 2, "nor") for baud in (921600, 3000000)])),
        "noise": lambda: rows(bench, [Line(921600, 2, noise=p) for p in (0.0, 1e-5, 1e-4)], contents[1:], with_zmodem=False),
        "slots": lambda: (four_at_once(bench, Line(921600, 2)), sixteen_at_once(bench, Line(921600, 2))),
    }
    print("\nburn: 1 MiB, payload over line rate; the first burn into a blank chip, and the same again")
    for part in parts or tables:
        tables[part]()
