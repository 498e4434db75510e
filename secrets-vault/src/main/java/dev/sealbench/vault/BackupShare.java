package dev.sealbench.vault;

import dev.sealbench.vault.internal.crypto.SecretBytes;
import dev.sealbench.vault.internal.crypto.Shamir;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.function.Function;

/// One of the shares of a backup. Fewer than the threshold say nothing of the keys; still, each belongs to one
/// person.
///
/// Encoded: "SBSHARE", format 1, backup id (8), threshold u8, number u8, length u16, octets, and the first 8 octets
/// of the SHA-256 of all this, against slips of the pen. Wiped by [#close]; `toString` says only which share it is.
/// Safe to
/// share between threads.
public final class BackupShare implements AutoCloseable {

    static final int BACKUP_ID_BYTES = 8;

    private static final byte[] MAGIC = "SBSHARE".getBytes(StandardCharsets.US_ASCII);
    private static final byte FORMAT = 1;
    private static final int HEAD_BYTES = 7 + 1 + BACKUP_ID_BYTES + 1 + 1 + 2;
    private static final int CHECK_BYTES = 8;
    private static final int MOST_BYTES = 1 << 16;

    private final Head head;
    private final SecretBytes octets;

    /// What all shares of a backup have in common.
    record Head(long backupId, int threshold, int number) {}

    /// Takes `owned` over.
    BackupShare(Head head, byte[] owned) {
        this.head = head;
        this.octets = new SecretBytes(owned);
    }

    /// Reads an encoding, which stays the caller's to wipe.
    ///
    /// @throws VaultException.BadShares if it is anything but what [#lend] lends
    public static BackupShare decode(byte[] encoded) throws VaultException {
        int covered = encoded.length - CHECK_BYTES;
        if (covered <= HEAD_BYTES || encoded.length > MOST_BYTES) {
            throw new VaultException.BadShares("length of a share");
        }
        if (!MessageDigest.isEqual(check(encoded, covered), Arrays.copyOfRange(encoded, covered, encoded.length))) {
            throw new VaultException.BadShares("a share has an error in it");
        }
        var in = ByteBuffer.wrap(encoded, 0, covered);
        var magic = new byte[MAGIC.length];
        in.get(magic);
        if (!Arrays.equals(MAGIC, magic) || in.get() != FORMAT) {
            throw new VaultException.BadShares("this is not a share of format 1");
        }
        var head = new Head(in.getLong(), Byte.toUnsignedInt(in.get()), Byte.toUnsignedInt(in.get()));
        if (Short.toUnsignedInt(in.getShort()) != in.remaining() || head.threshold < 2 || head.number < 1) {
            throw new VaultException.BadShares("fields of a share");
        }
        var content = new byte[in.remaining()];
        in.get(content);
        return new BackupShare(head, content);
    }

    /// Which share this is, from 1.
    public int number() {
        return head.number;
    }

    /// How many shares restore the backup.
    public int threshold() {
        return head.threshold;
    }

    /// Lends the encoding and wipes it afterwards.
    public <T> T lend(Function<byte[], T> use) {
        var encoded = octets.lend(this::encode);
        try {
            return use.apply(encoded);
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
    }

    @Override
    public void close() {
        octets.close();
    }

    @Override
    public String toString() {
        return "BackupShare[%016x number %d of at least %d]".formatted(head.backupId, head.number, head.threshold);
    }

    Head head() {
        return head;
    }

    /// The caller wipes it.
    Shamir.Point point() {
        return new Shamir.Point(head.number, octets.lend(byte[]::clone));
    }

    private byte[] encode(byte[] content) {
        var out = ByteBuffer.allocate(HEAD_BYTES + content.length + CHECK_BYTES)
                .put(MAGIC)
                .put(FORMAT)
                .putLong(head.backupId)
                .put((byte) head.threshold)
                .put((byte) head.number)
                .putShort((short) content.length)
                .put(content);
        return out.put(check(out.array(), out.position())).array();
    }

    private static byte[] check(byte[] encoded, int covered) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(encoded, 0, covered);
            return Arrays.copyOf(digest.digest(), CHECK_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
