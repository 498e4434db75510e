package dev.sealbench.link.testkit;

import com.google.protobuf.ByteString;
import dev.sealbench.link.wire.BurnBeginRequest;
import dev.sealbench.link.wire.BurnBeginResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Flash in memory behind the burn stream of PROTOCOL.md 6, written a second time: the judge of the station's own code.
/// One area, whatever the target.
public final class FakeFlash {

    static final int OK = 0x5a3c;
    static final int BURN_NOT_OPEN = 0x4103;
    /// What may be in flight.
    public static final int WINDOW_BYTES = 64 << 10;

    private static final int BURN_INCOMPLETE = 0x4119;
    private static final int BURN_DIGEST = 0x411e;
    private static final int FLASH_FAILURE = 0x4128;
    private static final int BURN_BLOCK = 0x412f;
    private static final int PIECE_BYTES = 16384;
    private static final int DIGEST_BYTES = 12;

    private final byte[] cells = new byte[4 << 20];
    private int burnId;
    private byte[] sha256 = {};
    private byte[] digests = {};
    private int totalBytes;
    private boolean[] held = {};
    private int accepted;
    private int nextPiece;
    private int failure = OK;
    private final ByteBuffer block = ByteBuffer.allocate(6 + PIECE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private int refused;
    private int lastOffset;
    private int failAt = Integer.MAX_VALUE;

    /// Erased.
    public FakeFlash() {
        Arrays.fill(cells, (byte) 0xff);
    }

    void failAt(int streamBytes) {
        failAt = streamBytes;
    }

    int burnId() {
        return burnId;
    }

    /// Puts octets at the start.
    public void hold(byte[] octets) {
        System.arraycopy(octets, 0, cells, 0, octets.length);
    }

    /// What the last burn's area holds.
    public byte[] content() {
        return Arrays.copyOf(cells, totalBytes);
    }

    /// 6.1.
    public BurnBeginResponse begin(BurnBeginRequest begin) {
        burnId++;
        sha256 = begin.getSha256().toByteArray();
        digests = begin.getPieceSha256().toByteArray();
        totalBytes = begin.getTotalBytes();
        held = new boolean[digests.length / DIGEST_BYTES];
        var wanted = new byte[(held.length + 7) / 8];
        for (int piece = 0; piece < held.length; piece++) {
            held[piece] = announced(piece, Arrays.copyOfRange(cells, start(piece), start(piece) + size(piece)));
            wanted[piece / 8] |= (byte) (held[piece] ? 0 : 1 << piece % 8);
        }
        accepted = 0;
        nextPiece = 0;
        failure = OK;
        refused = 0;
        block.clear();
        return BurnBeginResponse.newBuilder()
                .setBurnId(burnId)
                .setWindowBytes(WINDOW_BYTES)
                .setWanted(ByteString.copyFrom(wanted))
                .build();
    }

    /// 6.2 and 6.4: the acknowledgement's payload for frame `sequence`, or nothing.
    byte[] data(byte[] payload, short sequence) {
        var in = ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN);
        if (in.getInt() != burnId) {
            return new byte[0];
        }
        int offset = in.getInt();
        boolean fits = offset == accepted;
        boolean sameRun = refused > 0 && offset > lastOffset && lastOffset < accepted == offset < accepted;
        lastOffset = offset;
        refused = fits ? 0 : sameRun ? refused + 1 : 1;
        if (fits) {
            take(in);
        }
        return fits || refused % 8 == 1 ? acknowledgement(sequence) : new byte[0];
    }

    private byte[] acknowledgement(short sequence) {
        return ByteBuffer.allocate(14)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(burnId)
                .putInt(accepted)
                .putInt(accepted >= failAt ? FLASH_FAILURE : failure)
                .putShort(sequence)
                .array();
    }

    /// Octets of the stream; the result is a status.
    public int take(ByteBuffer octets) {
        while (octets.hasRemaining() && failure == OK) {
            block.put(octets.get());
            accepted++;
            if (block.position() == 6 && Short.toUnsignedInt(block.getShort(4)) > PIECE_BYTES) {
                failure = BURN_BLOCK;
            } else if (block.position() >= 6 && block.position() == 6 + Short.toUnsignedInt(block.getShort(4))) {
                failure = write(block.flip());
                block.clear();
            }
        }
        return failure;
    }

    private int write(ByteBuffer whole) {
        int piece = Short.toUnsignedInt(whole.getShort());
        int encoding = Short.toUnsignedInt(whole.getShort());
        whole.getShort();
        if (piece < nextPiece || piece >= held.length || held[piece]) {
            return BURN_BLOCK;
        }
        byte[] packed = new byte[whole.remaining()];
        whole.get(packed);
        byte[] octets = unpacked(encoding, packed, size(piece));
        if (octets == null) {
            return BURN_BLOCK;
        }
        if (!announced(piece, octets)) {
            return BURN_DIGEST;
        }
        System.arraycopy(octets, 0, cells, start(piece), octets.length);
        held[piece] = true;
        nextPiece = piece + 1;
        return OK;
    }

    private static byte[] unpacked(int encoding, byte[] packed, int size) {
        var octets = new byte[size];
        switch (encoding) {
            case 0 -> {
                return packed.length == size ? packed : null;
            }
            case 1 -> {
                return packed.length < size && inflated(packed, octets) ? octets : null;
            }
            case 2 -> {
                Arrays.fill(octets, (byte) 0xff);
                return packed.length == 0 ? octets : null;
            }
            default -> {
                return null;
            }
        }
    }

    private static boolean inflated(byte[] packed, byte[] octets) {
        var inflater = new Inflater();
        try {
            inflater.setInput(packed);
            int size = inflater.inflate(octets);
            // a stream that fills the piece may still have its end before it
            return size == octets.length
                    && inflater.inflate(new byte[1]) == 0
                    && inflater.finished()
                    && inflater.getRemaining() == 0;
        } catch (DataFormatException e) {
            return false;
        } finally {
            inflater.end();
        }
    }

    /// 6.6: a status.
    public int end() {
        if (failure != OK) {
            return failure;
        }
        for (boolean one : held) {
            if (!one) {
                return BURN_INCOMPLETE;
            }
        }
        return Arrays.equals(digest(content()), sha256) ? OK : BURN_DIGEST;
    }

    private boolean announced(int piece, byte[] octets) {
        int at = piece * DIGEST_BYTES;
        return Arrays.equals(digest(octets), 0, DIGEST_BYTES, digests, at, at + DIGEST_BYTES);
    }

    private static int start(int piece) {
        return piece * PIECE_BYTES;
    }

    private int size(int piece) {
        return Math.min(PIECE_BYTES, totalBytes - start(piece));
    }

    static byte[] digest(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
