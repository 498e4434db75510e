package dev.sealbench.vault.internal.keystore;

import dev.sealbench.vault.internal.crypto.AesGcm;
import java.io.StreamCorruptedException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import org.bouncycastle.crypto.generators.SCrypt;

/// The vault file, format 1, described in docs/keys.md: a random storage key wrapped under the passphrase, the keys
/// sealed under the storage key, and a plain SHA-256 over all, which tells a damaged file from a wrong passphrase.
///
/// Stateless, safe to share.
public final class Container {

    /// log2 of scrypt's cost that are accepted; each octet of a file is hostile until its tags hold.
    public static final int COST_LOG2_MIN = 14;
    /// 2^20 takes 1 GiB.
    public static final int COST_LOG2_MAX = 20;
    /// Octets of the longest file.
    public static final int FILE_MAX_BYTES = 1 << 17;

    private static final byte[] MAGIC = "SBVAULT".getBytes(StandardCharsets.US_ASCII);
    private static final byte FORMAT = 1;
    private static final int SCRYPT_BLOCK = 8;
    private static final int SCRYPT_LANES = 1;
    private static final int SALT_BYTES = 32;
    /// magic 7, format 1, cost 1, block 1, lanes 1, salt 32
    private static final int HEAD_BYTES = 7 + 4 + SALT_BYTES;
    private static final int WRAPPED_KEY_BYTES = AesGcm.KEY_BYTES + AesGcm.OVERHEAD_BYTES;
    private static final int DIGEST_BYTES = 32;
    private static final int LEAST_BYTES = HEAD_BYTES + WRAPPED_KEY_BYTES + AesGcm.OVERHEAD_BYTES + DIGEST_BYTES;

    private Container() {}

    /// Seals `content` under `passphrase`; both stay the caller's to wipe.
    public static byte[] seal(byte[] content, byte[] passphrase, int costLog2, SecureRandom random) {
        var salt = new byte[SALT_BYTES];
        var storageKey = new byte[AesGcm.KEY_BYTES];
        random.nextBytes(salt);
        random.nextBytes(storageKey);
        var head = ByteBuffer.allocate(HEAD_BYTES)
                .put(MAGIC)
                .put(new byte[] {FORMAT, (byte) costLog2, SCRYPT_BLOCK, SCRYPT_LANES})
                .put(salt)
                .array();
        var passphraseKey = passphraseKey(passphrase, head);
        try {
            var wrapped = AesGcm.seal(passphraseKey, storageKey, head, random);
            var body = AesGcm.seal(storageKey, content, head, random);
            var file = ByteBuffer.allocate(HEAD_BYTES + wrapped.length + body.length + DIGEST_BYTES)
                    .put(head)
                    .put(wrapped)
                    .put(body);
            return file.put(sha256(file.array(), file.position())).array();
        } finally {
            Arrays.fill(passphraseKey, (byte) 0);
            Arrays.fill(storageKey, (byte) 0);
        }
    }

    /// The content, which the caller wipes; empty if the file is whole, and the passphrase is not its own.
    ///
    /// @throws StreamCorruptedException if the file is cut short, changed, or of another format
    public static Optional<byte[]> open(byte[] file, byte[] passphrase) throws StreamCorruptedException {
        checkWhole(file);
        var head = Arrays.copyOf(file, HEAD_BYTES);
        var storageKey = unwrap(file, head, passphrase);
        if (storageKey.isEmpty()) {
            return Optional.empty();
        }
        var body = Arrays.copyOfRange(file, HEAD_BYTES + WRAPPED_KEY_BYTES, file.length - DIGEST_BYTES);
        try {
            return Optional.of(AesGcm.open(storageKey.get(), body, head));
        } catch (AEADBadTagException e) {
            // the digest was made to fit by whoever changed the body
            throw new StreamCorruptedException("the keys were changed on purpose");
        } finally {
            Arrays.fill(storageKey.get(), (byte) 0);
        }
    }

    private static Optional<byte[]> unwrap(byte[] file, byte[] head, byte[] passphrase) {
        var wrapped = Arrays.copyOfRange(file, HEAD_BYTES, HEAD_BYTES + WRAPPED_KEY_BYTES);
        var passphraseKey = passphraseKey(passphrase, head);
        try {
            return Optional.of(AesGcm.open(passphraseKey, wrapped, head));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } finally {
            Arrays.fill(passphraseKey, (byte) 0);
        }
    }

    /// log2 of scrypt's cost in a file that [#open] has opened.
    public static int costLog2(byte[] file) {
        return file[MAGIC.length + 1];
    }

    private static void checkWhole(byte[] file) throws StreamCorruptedException {
        if (file.length < LEAST_BYTES || file.length > FILE_MAX_BYTES) {
            throw new StreamCorruptedException("length");
        }
        int covered = file.length - DIGEST_BYTES;
        if (!MessageDigest.isEqual(sha256(file, covered), Arrays.copyOfRange(file, covered, file.length))) {
            throw new StreamCorruptedException("digest");
        }
        if (!Arrays.equals(MAGIC, Arrays.copyOf(file, MAGIC.length))) {
            throw new StreamCorruptedException("this is not a vault");
        }
        var parameters = ByteBuffer.wrap(file, MAGIC.length, 4);
        if (parameters.get() != FORMAT) {
            throw new StreamCorruptedException("format");
        }
        int costLog2 = parameters.get();
        if (costLog2 < COST_LOG2_MIN
                || costLog2 > COST_LOG2_MAX
                || parameters.get() != SCRYPT_BLOCK
                || parameters.get() != SCRYPT_LANES) {
            throw new StreamCorruptedException("scrypt parameters");
        }
    }

    private static byte[] passphraseKey(byte[] passphrase, byte[] head) {
        var salt = Arrays.copyOfRange(head, HEAD_BYTES - SALT_BYTES, HEAD_BYTES);
        return SCrypt.generate(passphrase, salt, 1 << costLog2(head), SCRYPT_BLOCK, SCRYPT_LANES, AesGcm.KEY_BYTES);
    }

    private static byte[] sha256(byte[] octets, int count) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(octets, 0, count);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
