package dev.sealbench.core.release;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The 32 octets at the start of an image, IMAGE.md 1 (MCUboot image format 1).
///
/// @param headerSizeBytes 32 to 4,096, a multiple of 4, padding included
/// @param protectedSizeBytes of the protected TLV area with its header
record ImageHeader(int headerSizeBytes, int protectedSizeBytes, int bodySizeBytes, ImageVersion version) {

    static final int SIZE_BYTES = 32;
    static final int MAX_SIZE_BYTES = 4_096;
    static final int MAX_IMAGE_SIZE_BYTES = 4 * 1024 * 1024;
    private static final int MAGIC = 0x96f3b83d;

    /// Reads the header and its padding from the start of `file`.
    static ImageHeader read(ByteBuffer file) throws ImageRefusedException {
        if (file.remaining() < SIZE_BYTES || file.getInt(0) != MAGIC) {
            throw new ImageRefusedException(ImageRefusal.NO_IMAGE, "no MCUboot header");
        }
        require(file.remaining() <= MAX_IMAGE_SIZE_BYTES, "longer than 4 MiB");
        var in = file.duplicate().order(ByteOrder.LITTLE_ENDIAN).position(Integer.BYTES);
        require(in.getInt() == 0, "load address is not 0");
        int headerSize = Short.toUnsignedInt(in.getShort());
        require(headerSize >= SIZE_BYTES && headerSize <= MAX_SIZE_BYTES && headerSize % 4 == 0, "header size");
        int protectedSize = Short.toUnsignedInt(in.getShort());
        long bodySize = Integer.toUnsignedLong(in.getInt());
        require(in.getInt() == 0, "flags are not 0");
        var version = new ImageVersion(
                Byte.toUnsignedInt(in.get()),
                Byte.toUnsignedInt(in.get()),
                Short.toUnsignedInt(in.getShort()),
                Integer.toUnsignedLong(in.getInt()));
        require(in.getInt() == 0, "header padding is not 0");
        require(bodySize >= 1, "no body");
        require(headerSize + bodySize + protectedSize <= file.remaining(), "shorter than its header says");
        requirePadding(file, headerSize);
        return new ImageHeader(headerSize, protectedSize, (int) bodySize, version);
    }

    /// The header and its padding of 0x00, `headerSizeBytes` octets.
    byte[] write() {
        return ByteBuffer.allocate(headerSizeBytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(MAGIC)
                .putInt(0)
                .putShort((short) headerSizeBytes)
                .putShort((short) protectedSizeBytes)
                .putInt(bodySizeBytes)
                .putInt(0)
                .put((byte) version.major())
                .put((byte) version.minor())
                .putShort((short) version.revision())
                .putInt((int) version.build())
                .array();
    }

    /// Where the protected area begins.
    int protectedAt() {
        return headerSizeBytes + bodySizeBytes;
    }

    /// Where the plain area begins: the end of what the image digest covers, IMAGE.md 3.1.
    int plainAt() {
        return protectedAt() + protectedSizeBytes;
    }

    private static void requirePadding(ByteBuffer file, int headerSize) throws ImageRefusedException {
        for (int i = SIZE_BYTES; i < headerSize; i++) {
            require(file.get(i) == 0 || file.get(i) == (byte) 0xff, "header padding is neither 0x00 nor 0xff");
        }
    }

    private static void require(boolean holds, String detail) throws ImageRefusedException {
        if (!holds) {
            throw new ImageRefusedException(ImageRefusal.FORMAT, detail);
        }
    }
}
