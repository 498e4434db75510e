package dev.sealbench.core.release;

import java.nio.file.Path;

/// Where one pair of firmware keys lives.
///
/// @param folder keys and ledger; its owner's alone
/// @param anchorFolder the second witness of the LMS state; better on another disk, never in the same backup
public record KeyPlace(Path folder, Path anchorFolder) {

    public KeyPlace {
        folder = folder.toAbsolutePath().normalize();
        anchorFolder = anchorFolder.toAbsolutePath().normalize();
        if (anchorFolder.startsWith(folder)) {
            throw new IllegalArgumentException("the anchor must not be copied together with the keys");
        }
    }

    /// `folder`, with the anchor in a folder beside it that is named after it.
    public static KeyPlace in(Path folder) {
        var absolute = folder.toAbsolutePath().normalize();
        return new KeyPlace(absolute, absolute.resolveSibling("." + absolute.getFileName() + ".anchor"));
    }

    Path ecdsaKey() {
        return folder.resolve("ecdsa.key.pem");
    }

    Path ecdsaPublicKey() {
        return folder.resolve("ecdsa.pub.pem");
    }

    Path lmsKey() {
        return folder.resolve("lms.key.pem");
    }

    Path lmsPublicKey() {
        return folder.resolve("lms.pub");
    }

    Path ledger() {
        return folder.resolve("lms.ledger");
    }
}
