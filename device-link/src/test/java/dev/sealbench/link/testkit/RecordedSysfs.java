package dev.sealbench.link.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// A `/sys` and a `/dev` of a test's own, from `src/test/resources/sysfs`, whose adapters can be pulled out and plugged
/// in elsewhere.
public final class RecordedSysfs {

    private static final String HUB = "devices/pci0000:00/0000:00:14.0/usb1/";

    private final Path sys;
    private final Path dev;

    /// Below `folder`, as `name`.txt says.
    public RecordedSysfs(Path folder, String name) throws IOException {
        sys = Files.createDirectories(folder.resolve("sys"));
        dev = Files.createDirectories(folder.resolve("dev"));
        try (var in = RecordedSysfs.class.getResourceAsStream("/sysfs/" + name + ".txt")) {
            new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(this::put);
        }
    }

    /// The tree.
    public Path sys() {
        return sys;
    }

    /// What a terminal is beside it: a link to a real one.
    public void connect(String tty, Path device) throws IOException {
        Files.deleteIfExists(dev.resolve(tty));
        Files.createSymbolicLink(dev.resolve(tty), device);
    }

    /// Pulls an adapter with one terminal out of its socket.
    public void pullOut(String socket, String tty) throws IOException {
        Files.deleteIfExists(sys.resolve("class/tty/" + tty));
        Files.deleteIfExists(dev.resolve(tty));
        try (var files = Files.walk(sys.resolve(HUB + socket))) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /// Plugs an FT232R in: the kernel gives it any name.
    public void plugIn(String socket, String serialNumber, String tty) {
        var device = HUB + socket;
        var node = device + "/" + socket.substring(socket.lastIndexOf('/') + 1) + ":1.0";
        put(device + "/idVendor = 0403");
        put(device + "/idProduct = 6001");
        put(device + "/serial = " + serialNumber);
        put(node + "/bInterfaceNumber = 00");
        put(node + "/" + tty + "/tty/" + tty + "/dev = 188:9");
        put("class/tty/" + tty + " -> ../../" + node + "/" + tty + "/tty/" + tty);
    }

    private void put(String line) {
        try {
            var link = line.split(" -> ");
            var file = line.split(" = ");
            var path = sys.resolve(link.length == 2 ? link[0] : file[0]);
            Files.createDirectories(path.getParent());
            if (link.length == 2) {
                Files.createSymbolicLink(path, Path.of(link[1]));
            } else {
                Files.writeString(path, file[1] + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
