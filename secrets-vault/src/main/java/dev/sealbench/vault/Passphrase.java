package dev.sealbench.vault;

import dev.sealbench.vault.internal.crypto.SecretBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.BitSet;

/// What opens a vault file, typed on a terminal or read from a file descriptor; never from an argument, an
/// environment variable or a String.
///
/// Its UTF-8 octets count, as typed: no normalisation, no trimming. Wiped by [#close]; `toString` says nothing. Safe
/// to share between threads.
public final class Passphrase implements AutoCloseable {

    private static final int MOST_BYTES = 1024;

    private final SecretBytes utf8;
    private final int length;

    private Passphrase(byte[] owned, int length) {
        this.utf8 = new SecretBytes(owned);
        this.length = length;
    }

    /// Takes `owned` over and wipes it, as what `Console.readPassword` returns.
    ///
    /// @throws IllegalArgumentException if it is empty, too long, or not text
    public static Passphrase of(char[] owned) {
        try {
            var encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(owned));
            return fromBuffer(encoded, owned.length);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("passphrase is not text", e);
        } finally {
            Arrays.fill(owned, '\0');
        }
    }

    /// Reads one line of UTF-8, up to a line feed or the end; a carriage return before it does not count.
    ///
    /// @throws IOException if reading fails
    /// @throws IllegalArgumentException if the line is empty, longer than 1,024 octets, or not text
    public static Passphrase read(InputStream in) throws IOException {
        var line = new WipedBuffer();
        try {
            for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
                line.write(octet);
                if (line.size() > MOST_BYTES) {
                    throw new IllegalArgumentException("passphrase is longer than " + MOST_BYTES + " octets");
                }
            }
            return of(decode(line.withoutCarriageReturn()));
        } finally {
            line.wipe();
        }
    }

    /// Characters (UTF-16 units).
    public int length() {
        return length;
    }

    /// How many different octets it has: few are a sign that it is easily guessed.
    public int differentOctets() {
        return lend(octets -> {
            var seen = new BitSet();
            for (var octet : octets) {
                seen.set(octet & 0xff);
            }
            return seen.cardinality();
        });
    }

    /// Whether the other is the same. Takes the same time whatever they are, if they are of the same length.
    public boolean isSameAs(Passphrase other) {
        return lend(octets -> other.lend(others -> MessageDigest.isEqual(octets, others)));
    }

    /// Whether it has nothing but printable ASCII, `!` to `~`.
    public boolean isPrintableAscii() {
        return lend(octets -> {
            for (var octet : octets) {
                if (octet < '!' || octet > '~') {
                    return false;
                }
            }
            return true;
        });
    }

    /// This passphrase as a sealed record of `vault`, to keep it in memory no more openly than the vault's keys.
    public byte[] sealedBy(Vault vault, RecordContext context) throws VaultException {
        return lend(octets -> vault.seal(context, octets));
    }

    /// What [#sealedBy] sealed; the caller closes it.
    public static Passphrase openedBy(Vault vault, RecordContext context, byte[] sealed) throws VaultException {
        return vault.open(context, sealed, octets -> new Passphrase(octets.clone(), charsIn(octets)));
    }

    private static int charsIn(byte[] utf8) {
        var chars = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(utf8));
        Arrays.fill(chars.array(), '\0');
        return chars.limit();
    }

    @Override
    public void close() {
        utf8.close();
    }

    @Override
    public String toString() {
        return "Passphrase[hidden]";
    }

    <T, X extends Exception> T lend(SecretBytes.Use<T, X> use) throws X {
        return utf8.lend(use);
    }

    private static Passphrase fromBuffer(ByteBuffer encoded, int length) {
        try {
            if (encoded.remaining() == 0 || encoded.remaining() > MOST_BYTES) {
                throw new IllegalArgumentException("passphrase is empty or longer than " + MOST_BYTES + " octets");
            }
            return new Passphrase(Arrays.copyOf(encoded.array(), encoded.limit()), length);
        } finally {
            Arrays.fill(encoded.array(), (byte) 0);
        }
    }

    private static char[] decode(ByteBuffer octets) {
        try {
            var chars = StandardCharsets.UTF_8.newDecoder().decode(octets);
            var copy = Arrays.copyOf(chars.array(), chars.limit());
            Arrays.fill(chars.array(), '\0');
            return copy;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("passphrase is not UTF-8", e);
        }
    }

    /// Has its full size from the start, so that growing leaves no copy behind.
    private static final class WipedBuffer extends ByteArrayOutputStream {

        WipedBuffer() {
            super(MOST_BYTES + 1);
        }

        ByteBuffer withoutCarriageReturn() {
            boolean carriageReturn = count > 0 && buf[count - 1] == '\r';
            return ByteBuffer.wrap(buf, 0, carriageReturn ? count - 1 : count);
        }

        void wipe() {
            Arrays.fill(buf, (byte) 0);
        }
    }
}
