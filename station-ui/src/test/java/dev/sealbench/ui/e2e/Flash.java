package dev.sealbench.ui.e2e;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// The flash and TPM files of a unit, as somebody with a clip on the chips sees them. Offsets: IMAGE.md 6.
///
/// @param folder of the unit
record Flash(Path folder) {

    static final int SLOT_BYTES = 4 << 20;

    private static final int ROM_BYTES = 1 << 20;
    private static final int PAPERS_AT = 2 * SLOT_BYTES;
    private static final int PAPERS_BYTES = 1 << 20;
    private static final int DEVICE_KEY_AT = PAPERS_AT + 2 * (256 << 10);
    private static final int DEVICE_KEY_BYTES = 32 << 10;
    private static final int SLOT_STATE_AT = 0x900000;
    private static final int SLOT_STATE_BYTES = 2 * (256 << 10);
    private static final int DEVICE_SECRET_AT = 408;
    private static final int DEVICE_SECRET_BYTES = 32;
    private static final long SECURITY_LOG_AT = 0x0980000;
    private static final int SECURITY_LOG_BYTES = 2 * (256 << 10);
    private static final long FACTORY_DATA_AT = 0x3f00000;
    private static final int FACTORY_DATA_BYTES = 256;
    private static final long OTP_AT = 0x3f40000;
    private static final int OTP_BYTES = 2 * (256 << 10);

    /// What a refusal must leave as it was. Slot state and security log are not among it: they are there to
    /// be written.
    ///
    /// @param otp digest of both OTP sectors
    /// @param bank0 digest of boot ROM and factory data
    /// @param slotA digest of slot A
    /// @param papers digest of attachments and order
    record Digests(String otp, String bank0, String slotA, String papers) {}

    /// Takes the digests; QEMU writes its files at once, so the unit may run.
    Digests digests() throws IOException {
        return new Digests(
                sha256(otp()),
                sha256(read("flash0.img", 0, ROM_BYTES)) + sha256(factoryData()),
                sha256(read("flash1.img", 0, SLOT_BYTES)),
                sha256(read("flash1.img", PAPERS_AT, PAPERS_BYTES)));
    }

    /// Digest of everything that the TPM keeps. Every boot changes it: to be compared while the unit runs.
    String tpmDigest() throws IOException {
        return sha256(Files.readAllBytes(folder.resolve("tpm/tpm2-00.permall")));
    }

    /// Both OTP sectors.
    byte[] otp() throws IOException {
        return read("flash0.img", OTP_AT, OTP_BYTES);
    }

    /// The device secret in the first OTP record (IMAGE.md 7).
    byte[] deviceSecret() throws IOException {
        return Arrays.copyOfRange(otp(), DEVICE_SECRET_AT, DEVICE_SECRET_AT + DEVICE_SECRET_BYTES);
    }

    /// TPM2B_PUBLIC || TPM2B_PRIVATE of the device key, and what follows in its sector.
    byte[] deviceKey() throws IOException {
        return read("flash1.img", DEVICE_KEY_AT, DEVICE_KEY_BYTES);
    }

    /// Digest of what is known of the images in the slots (IMAGE.md 8.2).
    String slotState() throws IOException {
        return sha256(read("flash1.img", SLOT_STATE_AT, SLOT_STATE_BYTES));
    }

    /// The 256 octets of factory data.
    byte[] factoryData() throws IOException {
        return read("flash0.img", FACTORY_DATA_AT, FACTORY_DATA_BYTES);
    }

    /// Writes the factory data; no attacker can, bank 0 stands for memory inside of the processor.
    void writeFactoryData(byte[] octets) throws IOException {
        overwrite("flash0.img", FACTORY_DATA_AT, octets);
    }

    /// The image in slot A (0) or B (1), without what follows it.
    byte[] image(int slot) throws IOException {
        var octets = read("flash1.img", (long) slot * SLOT_BYTES, SLOT_BYTES);
        int plainAt = ImageForge.plainAt(octets);
        int plainBytes = Byte.toUnsignedInt(octets[plainAt + 2]) | Byte.toUnsignedInt(octets[plainAt + 3]) << 8;
        return Arrays.copyOf(octets, plainAt + plainBytes);
    }

    /// Writes an image into a slot as a programmer clip would: the rest of the slot is erased.
    void write(int slot, byte[] image) throws IOException {
        var octets = new byte[SLOT_BYTES];
        Arrays.fill(octets, (byte) 0xff);
        System.arraycopy(image, 0, octets, 0, image.length);
        overwrite("flash1.img", (long) slot * SLOT_BYTES, octets);
    }

    /// Erases a slot.
    void erase(int slot) throws IOException {
        write(slot, new byte[0]);
    }

    /// Fills both sectors of the security log with one octet.
    void fillSecurityLog(int octet) throws IOException {
        var octets = new byte[SECURITY_LOG_BYTES];
        Arrays.fill(octets, (byte) octet);
        overwrite("flash1.img", SECURITY_LOG_AT, octets);
    }

    /// Part of one of the files.
    byte[] read(String name, long offset, int size) throws IOException {
        var octets = new byte[size];
        try (var file = new RandomAccessFile(folder.resolve(name).toFile(), "r")) {
            file.seek(offset);
            file.readFully(octets);
        }
        return octets;
    }

    private void overwrite(String name, long offset, byte[] octets) throws IOException {
        try (var file = new RandomAccessFile(folder.resolve(name).toFile(), "rw")) {
            file.seek(offset);
            file.write(octets);
        }
    }

    private static String sha256(byte[] octets) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
