package dev.sealbench.core.release;

import dev.sealbench.core.internal.document.Sha256;
import dev.sealbench.core.internal.document.SigningKey;
import dev.sealbench.core.internal.document.Uuid5;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Images as MCUboot's `imgtool sign` writes them with `--header-size 0x200 --pad-header --public-key-format full
/// --security-counter --vid --cid --custom-tlv`: written out here without our own writer, after
/// MCUboot's design document and the order of entries in imgtool.
final class ImgtoolImage {

    private static final int HEADER_BYTES = 0x200;

    private final ImageIdentity identity;
    private SigningKey key;
    private int slotPaddingBytes;
    private boolean keyHash;
    private boolean signed = true;
    private boolean paddedSignature;

    ImgtoolImage(SigningKey key, ImageIdentity identity) {
        this.key = key;
        this.identity = identity;
    }

    ImgtoolImage slotPadding(int bytes) {
        slotPaddingBytes = bytes;
        return this;
    }

    ImgtoolImage keyHashInsteadOfKey() {
        keyHash = true;
        return this;
    }

    ImgtoolImage withoutSignature() {
        signed = false;
        return this;
    }

    /// `--pad-sig`: zeroes up to 72 octets, and one more so that it is never by chance a signature without padding.
    ImgtoolImage padSignature() {
        paddedSignature = true;
        return this;
    }

    ImgtoolImage signedBy(SigningKey other) {
        key = other;
        return this;
    }

    byte[] build() {
        var protectedArea = protectedArea();
        var signedPart = new ByteArrayOutputStream();
        signedPart.writeBytes(header(protectedArea.length));
        signedPart.writeBytes(TestRelease.BODY);
        signedPart.writeBytes(protectedArea);
        var plain = plainArea(signedPart.toByteArray());
        signedPart.writeBytes(plain);
        var padding = new byte[slotPaddingBytes];
        Arrays.fill(padding, (byte) 0xff);
        signedPart.writeBytes(padding);
        return signedPart.toByteArray();
    }

    private byte[] header(int protectedBytes) {
        return little(HEADER_BYTES)
                .putInt(0x96f3b83d)
                .putInt(0)
                .putShort((short) HEADER_BYTES)
                .putShort((short) protectedBytes)
                .putInt(TestRelease.BODY.length)
                .putInt(0)
                .put((byte) 1)
                .put((byte) 2)
                .putShort((short) 3)
                .putInt(4)
                .array();
    }

    private byte[] protectedArea() {
        var out = new ByteArrayOutputStream();
        entry(out, 0x50, little(4).putInt((int) identity.securityCounter()).array());
        entry(out, 0x74, Uuid5.bytes(identity.vid()));
        entry(out, 0x75, Uuid5.bytes(identity.cid()));
        entry(out, 0xa0, little(4).putInt(1).array());
        entry(out, 0xa1, identity.sbomSha256());
        return area(0x6908, out.toByteArray());
    }

    private byte[] plainArea(byte[] signedPart) {
        var out = new ByteArrayOutputStream();
        entry(out, 0x10, Sha256.of(signedPart));
        if (keyHash) {
            entry(out, 0x01, Sha256.of(key.publicKey().spki()));
        } else {
            entry(out, 0x02, key.publicKey().spki());
        }
        if (signed) {
            var signature = key.sign(signedPart);
            while (paddedSignature && signature.length > 70) {
                signature = key.sign(signedPart); // leave room for padding
            }
            entry(out, 0x22, paddedSignature ? Arrays.copyOf(signature, 72) : signature);
        }
        return area(0x6907, out.toByteArray());
    }

    private static void entry(ByteArrayOutputStream out, int type, byte[] value) {
        out.writeBytes(
                little(4).putShort((short) type).putShort((short) value.length).array());
        out.writeBytes(value);
    }

    private static byte[] area(int magic, byte[] entries) {
        return little(4 + entries.length)
                .putShort((short) magic)
                .putShort((short) (4 + entries.length))
                .put(entries)
                .array();
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
