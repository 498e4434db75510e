package dev.sealbench.ui.testkit;

import java.nio.file.Files;
import java.nio.file.Path;

/// Where things are in the repository.
public final class Repository {

    private Repository() {}

    /// A file of the repository; the root is the system property `sealbench.root`, else found above the
    /// working folder.
    public static Path file(String relative) {
        return root().resolve(relative);
    }

    /// The built application, raw.
    public static Path application() {
        return file("charger-firmware/build/app.bin");
    }

    /// An application that never confirms itself, raw: an update that a charger falls back from.
    public static Path applicationWithoutConfirm() {
        return file("charger-firmware/build/app-unconfirmed.bin");
    }

    /// The built boot ROM.
    public static Path rom() {
        return file("charger-firmware/build/rom.bin");
    }

    /// The script that is a charger.
    static String virtualCharger() {
        return file("scripts/virtual-charger").toString();
    }

    /// @throws IllegalStateException that says how to build the firmware when it is not there
    static void requireFirmware() {
        if (!Files.exists(application()) || !Files.exists(rom())) {
            throw new IllegalStateException("the firmware is not built: run scripts/fetch-firmware-deps, then"
                    + " make -C charger-firmware all");
        }
    }

    private static Path root() {
        var told = System.getProperty("sealbench.root");
        if (told != null) {
            return Path.of(told);
        }
        var folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("device-link/protocol"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("not inside the repository: set -Dsealbench.root");
        }
        return folder;
    }
}
