package dev.sealbench.core.release;

import dev.sealbench.core.internal.document.Sha256;
import dev.sealbench.core.internal.files.DurableFiles;
import dev.sealbench.core.release.LmsStateException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/// The second witness of an LMS ledger: how many entries it has and the chain's last value, in another folder.
///
/// Replaced as a whole (temporary file, fsync, rename, fsync of the folder), so it is always one of the two.
final class LmsAnchor {

    private static final byte[] MAGIC = "SBLMSAN1".getBytes(StandardCharsets.US_ASCII);
    private static final int BODY_BYTES = 8 + 16 + 4 + Sha256.SIZE_BYTES;

    private final Path file;
    private final byte[] ledgerId;

    LmsAnchor(Path folder, byte[] ledgerId) {
        this.file = folder.resolve(HexFormat.of().formatHex(ledgerId) + ".anchor");
        this.ledgerId = ledgerId;
    }

    void store(int count, byte[] chain) throws IOException {
        Files.createDirectories(file.getParent());
        var body = ByteBuffer.allocate(BODY_BYTES)
                .put(MAGIC)
                .put(ledgerId)
                .putInt(count)
                .put(chain)
                .array();
        var content = Arrays.copyOf(body, BODY_BYTES + Sha256.SIZE_BYTES);
        System.arraycopy(Sha256.of(body), 0, content, BODY_BYTES, Sha256.SIZE_BYTES);
        DurableFiles.replace(file, content);
    }

    /// @throws LmsStateException ANCHOR when there is none, DAMAGED when it cannot be read as written
    State load() throws IOException, LmsStateException {
        byte[] content;
        try {
            content = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new LmsStateException(Reason.ANCHOR);
        }
        if (content.length != BODY_BYTES + Sha256.SIZE_BYTES) {
            throw new LmsStateException(Reason.DAMAGED);
        }
        var body = ByteBuffer.wrap(content, 0, BODY_BYTES);
        var magic = new byte[MAGIC.length];
        var id = new byte[ledgerId.length];
        body.get(magic).get(id);
        var state = new State(body.getInt(), new byte[Sha256.SIZE_BYTES]);
        body.get(state.chain());
        var sum = Arrays.copyOfRange(content, BODY_BYTES, content.length);
        if (!Arrays.equals(magic, MAGIC)
                || !Arrays.equals(id, ledgerId)
                || !Arrays.equals(sum, Sha256.of(Arrays.copyOf(content, BODY_BYTES)))) {
            throw new LmsStateException(Reason.DAMAGED);
        }
        return state;
    }

    /// What the anchor last saw of the ledger.
    record State(int count, byte[] chain) {

        boolean matches(int otherCount, byte[] otherChain) {
            return count == otherCount && Arrays.equals(chain, otherChain);
        }
    }
}
