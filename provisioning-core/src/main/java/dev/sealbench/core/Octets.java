package dev.sealbench.core;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/// Octets that are public or sealed, as an immutable value: two of them are equal when their octets are.
///
/// For documents, certificates, TPM structures and sealed records. Not for secrets in the clear: those are lent by
/// the vault and wiped. `toString` shows the length only, so that a record holding octets can be logged.
///
/// Immutable.
public final class Octets {

    private static final Octets EMPTY = new Octets(new byte[0]);

    private final byte[] content;

    private Octets(byte[] content) {
        this.content = content;
    }

    /// A value with a copy of `content`.
    public static Octets of(byte[] content) {
        return new Octets(Objects.requireNonNull(content, "content").clone());
    }

    /// The value without octets.
    public static Octets empty() {
        return EMPTY;
    }

    /// The value that `hex` (two digits per octet, either case) spells.
    ///
    /// @throws IllegalArgumentException when `hex` is not hexadecimal
    public static Octets ofHex(String hex) {
        return new Octets(HexFormat.of().parseHex(hex));
    }

    /// A copy; the caller may change it.
    public byte[] toBytes() {
        return content.clone();
    }

    /// Two lower-case digits per octet.
    public String hex() {
        return HexFormat.of().formatHex(content);
    }

    /// Number of octets.
    public int length() {
        return content.length;
    }

    public boolean isEmpty() {
        return content.length == 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets octets && Arrays.equals(content, octets.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return "Octets[" + content.length + "]";
    }
}
