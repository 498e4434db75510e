package dev.sealbench.core.internal.document;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// The factory-data sector of a board, IMAGE.md 5: written once when the board is made, measured at every boot.
///
/// @param vendorRoot the key under all statements
/// @param boardId 16 octets
/// @param hardwareRevision 32 bits, unsigned
/// @param boardName 1 to 16 ASCII characters
public record FactoryData(P256PublicKey vendorRoot, byte[] boardId, long hardwareRevision, String boardName) {

    public static final int SIZE_BYTES = 256;

    private static final int MAGIC = 0x44464253;
    private static final int VERSION = 1;
    private static final int BOARD_ID_AT = 76;
    private static final int DIGEST_AT = 224;

    public FactoryData {
        if (boardId.length != 16) {
            throw new IllegalArgumentException("a board id has 16 octets");
        }
        if (hardwareRevision < 0 || hardwareRevision > 0xffff_ffffL) {
            throw new IllegalArgumentException("a hardware revision has 32 bits");
        }
        Text.require(boardName, 16, "board name");
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(boardName)) {
            throw new IllegalArgumentException("a board name is ASCII");
        }
        boardId = boardId.clone();
    }

    @Override
    public byte[] boardId() {
        return boardId.clone();
    }

    /// The 256 octets as they stand in flash.
    public byte[] encode() {
        var sector = ByteBuffer.allocate(SIZE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        sector.putInt(MAGIC).putInt(VERSION).put(vendorRoot.point());
        sector.position(BOARD_ID_AT).put(boardId).putInt((int) hardwareRevision);
        sector.put(boardName.getBytes(StandardCharsets.US_ASCII));
        var firstPart = new byte[DIGEST_AT];
        sector.get(0, firstPart);
        return sector.put(DIGEST_AT, Sha256.of(firstPart)).array();
    }

    /// Factory data digest: SHA-256 of all 256 octets.
    public byte[] digest() {
        return Sha256.of(encode());
    }

    @Override
    public String toString() {
        return "FactoryData[" + boardName + ", revision " + hardwareRevision + "]";
    }
}
