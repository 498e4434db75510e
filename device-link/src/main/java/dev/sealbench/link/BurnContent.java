package dev.sealbench.link;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;

/// What a burn puts into flash, cut into pieces and packed for the line (PROTOCOL.md 6.1 and 6.2).
///
/// Packing 1 MiB takes some 100 ms: make it once per release and keep it; what it keeps is packed, too.
///
/// Immutable; safe to share between threads.
public final class BurnContent {

    /// Octets of a piece; the last one may be shorter.
    public static final int PIECE_BYTES = 16 << 10;

    /// Octets of a piece's digest on the wire: of its SHA-256 the first ones.
    public static final int PIECE_DIGEST_BYTES = 12;

    private static final byte ERASED = (byte) 0xff;

    private final int sizeBytes;
    private final byte[] sha256;
    private final byte[] pieceDigests;
    private final List<Block> blocks;

    /// How a block carries its piece, numbered as on the wire.
    public enum Encoding {
        /// As it is.
        STORED,
        /// A zlib stream.
        ZLIB,
        /// No octet: all of the piece are 0xff.
        ERASED
    }

    /// One piece as it travels.
    ///
    /// @param packed read-only; position and limit belong to the content
    public record Block(Encoding encoding, ByteBuffer packed) {}

    private BurnContent(int sizeBytes, byte[] sha256, byte[] pieceDigests, List<Block> blocks) {
        this.sizeBytes = sizeBytes;
        this.sha256 = sha256;
        this.pieceDigests = pieceDigests;
        this.blocks = blocks;
    }

    /// Cuts and packs `octets`, which are not kept.
    ///
    /// @throws IllegalArgumentException when there are none, or more than any target holds
    public static BurnContent of(byte[] octets) {
        if (octets.length == 0 || octets.length > BurnTarget.IMAGE_SLOT_A.capacityBytes()) {
            throw new IllegalArgumentException("%d octets to burn".formatted(octets.length));
        }
        var blocks = new ArrayList<Block>();
        var digests = ByteBuffer.allocate((octets.length + PIECE_BYTES - 1) / PIECE_BYTES * PIECE_DIGEST_BYTES);
        var deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            for (int at = 0; at < octets.length; at += PIECE_BYTES) {
                int bytes = Math.min(PIECE_BYTES, octets.length - at);
                digests.put(digest(octets, at, bytes), 0, PIECE_DIGEST_BYTES);
                blocks.add(block(octets, at, bytes, deflater));
            }
        } finally {
            deflater.end();
        }
        return new BurnContent(octets.length, digest(octets, 0, octets.length), digests.array(), List.copyOf(blocks));
    }

    /// Octets in flash.
    public int sizeBytes() {
        return sizeBytes;
    }

    /// SHA-256 of all of them.
    public byte[] sha256() {
        return sha256.clone();
    }

    /// The pieces' digests, one behind the other.
    public byte[] pieceDigests() {
        return pieceDigests.clone();
    }

    /// One block for each piece, in order.
    public List<Block> blocks() {
        return blocks;
    }

    private static Block block(byte[] octets, int at, int bytes, Deflater deflater) {
        if (isErased(octets, at, bytes)) {
            return new Block(Encoding.ERASED, ByteBuffer.allocate(0).asReadOnlyBuffer());
        }
        var packed = new byte[bytes];
        deflater.reset();
        deflater.setInput(octets, at, bytes);
        deflater.finish();
        // one octet less than the piece: a block that does not shrink is stored
        int length = deflater.deflate(packed, 0, bytes - 1);
        if (deflater.finished()) {
            return new Block(
                    Encoding.ZLIB,
                    ByteBuffer.wrap(Arrays.copyOf(packed, length)).asReadOnlyBuffer());
        }
        System.arraycopy(octets, at, packed, 0, bytes);
        return new Block(Encoding.STORED, ByteBuffer.wrap(packed).asReadOnlyBuffer());
    }

    private static boolean isErased(byte[] octets, int at, int bytes) {
        for (int i = at; i < at + bytes; i++) {
            if (octets[i] != ERASED) {
                return false;
            }
        }
        return true;
    }

    private static byte[] digest(byte[] octets, int at, int bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(octets, at, bytes);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
