package dev.sealbench.core.internal.run;

import dev.sealbench.core.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/// What of a charger outlives station and power, as the books can notice it: a file, changed at once or not at all.
final class VirtualCharger {

    private final Path file;

    VirtualCharger(Path file) {
        this.file = file;
    }

    /// The order that it executed, and whether it is locked.
    record Standing(Optional<Digest> order, boolean locked) {}

    Standing standing() throws IOException {
        if (!Files.exists(file)) {
            return new Standing(Optional.empty(), false);
        }
        var words = Files.readString(file).split(" ");
        return new Standing(Optional.of(new Digest(words[1])), words[0].equals("LOCKED"));
    }

    void execute(Digest order) throws IOException {
        write("TRIAL " + order);
    }

    void lock() throws IOException {
        write("LOCKED " + standing().order().orElseThrow());
    }

    void revert() throws IOException {
        Files.delete(file);
    }

    private void write(String text) throws IOException {
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, text);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
