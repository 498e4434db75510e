"""Where a boot's time goes, and how deep the stacks get: the part "boot" of scripts/bench."""
import bisect
import collections
import os
import random
import re
import select
import socket
import statistics
import struct
import subprocess
import time
import tty
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# charger-firmware/board/virt/memory_map.h and rom_start.S
ROM_STACK, ROM_STACK_BYTES, PAINT = 0x0E300000, 0x4000, 0x57ACC0DE
APP_STACK, APP_STACK_BYTES = 0x40800000, 0x10000

# PROTOCOL.md 2.1 and 4.5: the answer to the reboot, an empty frame when the line is opened anew, "ready"
FRAMES_UNTIL_READY = 3

# BootTimes of charger_link.proto, in the order of its fields
PHASES = ("identify", "prepare", "prove", "copy", "verify", "launch", "application", "tpm")
RESPONSE_HELLO, HELLO_BOOT_US, HELLO_BOOT_TIMES = 10, 19, 20


def fields(message):
    """Numbers and values of a protobuf message: int or bytes."""
    at = 0

    def varint():
        nonlocal at
        value = shift = 0
        while True:
            octet = message[at]
            at += 1
            value |= (octet & 127) << shift
            shift += 7
            if octet < 128:
                return value

    while at < len(message):
        key = varint()
        if key & 7 == 0:
            yield key >> 3, varint()
            continue
        size = varint() if key & 7 == 2 else {1: 8, 5: 4}[key & 7]
        yield key >> 3, message[at:at + size]
        at += size


def cobs_decoded(encoded):
    out, at = b"", 0
    while at < len(encoded):
        run = encoded[at]
        out += encoded[at + 1:at + run]
        at += run
        if run < 255 and at < len(encoded):
            out += b"\0"
    return out


def hello(port, request):
    """The body of a charger's answer to the hello in `request`, as a dict of fields."""
    line = os.open(port, os.O_RDWR | os.O_NOCTTY)
    tty.setraw(line)
    received = b""
    try:
        while True:
            os.write(line, request)
            while select.select([line], [], [], 0.05)[0]:
                received += os.read(line, 4096)
            for frame in received.split(b"\0"):
                content = cobs_decoded(frame)
                response = dict(fields(content[6:-4])) if len(content) > 100 else {}
                if RESPONSE_HELLO in response:
                    return dict(fields(response[RESPONSE_HELLO]))
    finally:
        os.close(line)


class Machine:
    """A charger's machine through QEMU's GDB stub; stopped while attached."""

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(str(path))
        self.file = self.socket.makefile("rwb")
        self.receive()

    def receive(self):
        while self.file.read(1) != b"$":
            pass
        packet = b""
        while not packet.endswith(b"#"):
            packet += self.file.read(1)
        self.file.read(2)
        self.file.write(b"+")
        self.file.flush()
        return packet[:-1]

    def ask(self, command):
        self.file.write(b"$%s#%02x" % (command, sum(command) & 255))
        self.file.flush()
        return self.receive()

    def words(self, address, size):
        octets = b"".join(bytes.fromhex(self.ask(b"m%x,400" % (address + at)).decode()) for at in range(0, size, 0x400))
        return struct.unpack("<%dI" % (size // 4), octets)

    def run_to(self, address, begin):
        """Goes on, calls `begin`, and stops at the instruction at `address`."""
        self.ask(b"Z1,%x,2" % address)
        self.go_on()
        begin()
        self.receive()
        self.ask(b"z1,%x,2" % address)

    def go_on(self):
        self.file.write(b"$c#63")
        self.file.flush()

    def stop(self):
        self.file.write(b"\x03")
        self.file.flush()
        self.receive()

    def place(self):
        """The program counter."""
        return struct.unpack("<I", bytes.fromhex(self.ask(b"g")[120:128].decode()))[0]

    def close(self):
        self.ask(b"D")
        self.socket.close()


def address_of(program, name):
    symbols = subprocess.run(["arm-none-eabi-nm", ROOT / "charger-firmware/build" / program], capture_output=True,
                             text=True, check=True).stdout
    return next(int(line.split()[0], 16) for line in symbols.splitlines() if line.endswith(" " + name))


class Places:
    """Which part of the firmware an instruction belongs to: by the object files in the programs' maps."""

    # in this order: the first that a line of the map contains
    PARTS = (("third_party", "crypto"), ("/crypto/", "crypto"), ("tpm_tis.c", "TPM"), ("timer.c", "TPM"),
             ("register.h", "TPM"), ("libgcc", "crypto"), ("cfi_flash.c", "flash"), ("memcpy", "copying, clearing"),
             ("memset", "copying, clearing"), ("_start.S", "copying, clearing"), ("monitor_entry.S", "copying, clearing"))

    def __init__(self):
        self.ranges = []
        for program in ("rom.map", "app.map"):
            text = (ROOT / "charger-firmware/build" / program).read_text()
            text = text[text.index("Linker script and memory map"):]
            for address, size, file in re.findall(r"^ \.text\S*\s+0x([0-9a-f]+)\s+0x([0-9a-f]+)\s(\S+)$", text, re.M):
                start = int(address, 16)
                if int(size, 16) and start:
                    self.ranges.append((start, start + int(size, 16), file))
        self.ranges.sort()

    def part(self, place):
        at = bisect.bisect(self.ranges, (place + 1,)) - 1
        if at < 0 or place >= self.ranges[at][1]:
            return "copying, clearing"  # the reset code runs in flash, where the map does not place it
        return next((name for key, name in self.PARTS if key in self.ranges[at][2]), "our own")


def profile(machine, begin, ended):
    """Places where the machine was found during a boot that `begin` starts."""
    found = []
    machine.go_on()
    begin()
    while not ended():
        time.sleep(random.uniform(0.002, 0.006))
        machine.stop()
        found.append(machine.place())
        machine.go_on()
    return found


def depth(words, untouched):
    """Octets of a stack that grows down, from its end to the lowest word that something was written to."""
    return 4 * (len(words) - next((at for at, word in enumerate(words) if word != untouched), len(words)))


def send(port, octets):
    line = os.open(port, os.O_RDWR | os.O_NOCTTY)
    tty.setraw(line)
    os.write(line, octets)
    os.close(line)


def print_boot(plugged_in, frame, bodies, repeat):
    """`plugged_in(*options)` gives a locked unit as a context with `port` and `debugger`; each use of it is one boot.

    `frame` makes a frame of a request's body, `bodies` are those of hello and reboot."""
    request, reboot = (lambda: frame(bodies[0])), frame(bodies[1])
    print("\nboot: a locked unit from reset to the open link, median of %d (ms)" % repeat)
    runs = []
    for _ in range(repeat):
        with plugged_in() as charger:
            answer = hello(charger.port, request())
            times = dict(zip(range(1, 9), [0] * 8)) | dict(fields(answer[HELLO_BOOT_TIMES]))
            runs.append([answer[HELLO_BOOT_US]] + [times[number] for number in range(1, 9)])
    middle = [statistics.median(column) / 1000 for column in zip(*runs)]
    total, phases = middle[0], dict(zip(PHASES, middle[1:]))
    for name, millis in phases.items():
        print("%-12s %7.1f  %5.1f %%" % (name, millis, 100 * millis / total))
    print("%-12s %7.1f" % ("all", total))

    with plugged_in("--gdb") as charger:
        hello(charger.port, request())
        machine = Machine(charger.debugger)
        machine.run_to(address_of("rom.elf", "monitor_enter_normal_world"), lambda: send(charger.port, reboot))
        rom = depth(machine.words(ROM_STACK, ROM_STACK_BYTES), PAINT)
        machine.go_on()
        hello(charger.port, request())
        machine.stop()
        app = depth(machine.words(APP_STACK, APP_STACK_BYTES), 0)
        print_profile(machine, charger, reboot, request)
        machine.close()
    print("stack: boot ROM %d of %d octets, application %d of %d" % (rom, ROM_STACK_BYTES, app, APP_STACK_BYTES))


def print_profile(machine, charger, reboot, request):
    """Which part of the firmware boots are spent in, by stopping them at random moments."""
    places, counts, boots = Places(), collections.Counter(), 20
    for _ in range(boots):
        line = os.open(charger.port, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
        tty.setraw(line)
        # the frame that says "ready" ends a boot: the answer to the reboot comes first
        octets = bytearray()

        def ready():
            try:
                octets.extend(os.read(line, 4096))
            except BlockingIOError:
                pass
            return octets.count(0) >= FRAMES_UNTIL_READY

        counts.update(places.part(place) for place in profile(machine, lambda: os.write(line, reboot), ready))
        os.close(line)
        machine.stop()
    samples = sum(counts.values())
    print("found in, of %d moments in %d boots:" % (samples, boots))
    for part, count in counts.most_common():
        print("%-18s %5.1f %%" % (part, 100 * count / samples))
