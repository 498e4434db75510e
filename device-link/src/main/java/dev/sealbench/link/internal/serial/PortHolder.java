package dev.sealbench.link.internal.serial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/// Says which program has a device open, as far as this user may know. Linux's /proc; elsewhere nobody is found.
final class PortHolder {

    private static final Path PROC = Path.of("/proc");

    private PortHolder() {}

    /// " (NAME, process N; ...)" of those that have it open, or nothing.
    static String of(Path device) {
        var holders = new ArrayList<String>();
        try (var processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            var real = device.toRealPath();
            for (var process : processes) {
                if (holds(process, real)) {
                    holders.add(words(process));
                }
            }
        } catch (IOException e) {
            return ""; // no /proc, or the device is gone by now
        }
        return holders.isEmpty() ? "" : " (" + String.join("; ", holders) + ")";
    }

    private static boolean holds(Path process, Path device) {
        try (var files = Files.newDirectoryStream(process.resolve("fd"))) {
            for (var file : files) {
                if (Files.isSymbolicLink(file) && Files.readSymbolicLink(file).equals(device)) {
                    return true;
                }
            }
        } catch (IOException e) {
            // another user's, or it ended
        }
        return false;
    }

    private static String words(Path process) {
        var number = process.getFileName().toString();
        if (number.equals(Long.toString(ProcessHandle.current().pid()))) {
            return "this program itself";
        }
        try {
            return Files.readString(process.resolve("comm")).strip() + ", process " + number;
        } catch (IOException e) {
            return "process " + number;
        }
    }
}
