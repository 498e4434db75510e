package dev.sealbench.core.internal.books;

import dev.sealbench.core.Octets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/// The wrapped data key of sealed credentials, to search files for it.
public final class WrappedKey {

    /// In a sealed record; SealedSecretsTest holds it.
    private static final int AT = 140;

    private static final int BYTES = 60;

    private final List<String> forms = new ArrayList<>();

    private WrappedKey(byte[] key) {
        forms.add(new String(key, StandardCharsets.ISO_8859_1));
        forms.add(HexFormat.of().formatHex(key));
        forms.add(HexFormat.of().withUpperCase().formatHex(key));
        for (int skipped = 0; skipped < 3; skipped++) {
            var rest = Arrays.copyOfRange(key, skipped, key.length - (key.length - skipped) % 3);
            forms.add(Base64.getEncoder().encodeToString(rest));
        }
    }

    /// That of a record that is not shredded.
    public static WrappedKey of(Octets sealed) {
        return new WrappedKey(Arrays.copyOfRange(sealed.toBytes(), AT, AT + BYTES));
    }

    /// Those of the files in which it stands, as octets, hexadecimal or Base64 at any alignment.
    public List<Path> placesIn(List<Path> files) throws IOException {
        var found = new ArrayList<Path>();
        for (var file : files) {
            var text = text(file);
            if (forms.stream().anyMatch(text::contains)) {
                found.add(file);
            }
        }
        return found;
    }

    /// A database that works removes files meanwhile.
    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return "";
        }
    }
}
