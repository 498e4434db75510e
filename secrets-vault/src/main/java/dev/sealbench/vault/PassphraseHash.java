package dev.sealbench.vault;

import dev.sealbench.vault.internal.crypto.Argon2id;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;

/// Tells whether a passphrase is the one that was set, without keeping it: Argon2id with a salt of its own, written as
/// `$argon2id$v=19$m=65536,t=3,p=1$SALT$HASH`.
///
/// Immutable; two of one passphrase differ.
public final class PassphraseHash {

    /// Keeps what is derived here apart from a key slot's key, should the salts ever be equal.
    private static final byte[] PURPOSE = "sealbench passphrase hash".getBytes(StandardCharsets.US_ASCII);

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Pattern TEXT = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=([0-9]{1,7}),t=([0-9]{1,2}),p=1\\$([A-Za-z0-9+/]{22})\\$([A-Za-z0-9+/]{43})");

    private final Argon2Cost cost;
    private final byte[] salt;
    private final byte[] hash;

    private PassphraseHash(Argon2Cost cost, byte[] salt, byte[] hash) {
        this.cost = cost;
        this.salt = salt;
        this.hash = hash;
    }

    /// The hash of a passphrase under a fresh salt.
    public static PassphraseHash of(Passphrase passphrase, Argon2Cost cost, SecureRandom random) {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new PassphraseHash(cost, salt, derived(passphrase, cost, salt));
    }

    /// The hash of no passphrase: to do the same work for somebody who is not there.
    public static PassphraseHash ofNobody(Argon2Cost cost) {
        return new PassphraseHash(cost, new byte[SALT_BYTES], new byte[HASH_BYTES]);
    }

    /// Reads what [#text] wrote.
    ///
    /// @throws IllegalArgumentException if it is something else, or its cost is out of bounds
    public static PassphraseHash parse(String text) {
        var parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("this is not the hash of a passphrase");
        }
        var decoder = Base64.getDecoder();
        return new PassphraseHash(
                new Argon2Cost(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2))),
                decoder.decode(parts.group(3)),
                decoder.decode(parts.group(4)));
    }

    /// Whether that is the passphrase. Takes the same time whatever it is.
    public boolean isOf(Passphrase passphrase) {
        var other = derived(passphrase, cost, salt);
        try {
            return MessageDigest.isEqual(hash, other);
        } finally {
            Arrays.fill(other, (byte) 0);
        }
    }

    /// For the books.
    public String text() {
        var encoder = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=%d,t=%d,p=1$%s$%s"
                .formatted(cost.memoryKib(), cost.passes(), encoder.encodeToString(salt), encoder.encodeToString(hash));
    }

    @Override
    public String toString() {
        return "PassphraseHash[hidden]";
    }

    private static byte[] derived(Passphrase passphrase, Argon2Cost cost, byte[] salt) {
        var parameters = new Argon2id.Cost(cost.memoryKib(), cost.passes(), 1);
        return passphrase.lend(utf8 -> Argon2id.derive(utf8, salt, PURPOSE, parameters, HASH_BYTES));
    }
}
