package dev.sealbench.core.internal.document;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// What the TPM must hold after a boot of the ordered firmware, computed without asking the charger (IMAGE.md 4).
///
/// Values are 32 octets each.
///
/// @param pcr0 boot ROM and factory data
/// @param pcr4 the image
/// @param pcr7Loader authority, as the ROM sees it while it opens the credentials
/// @param pcr7Application authority, after the separator: what a quote by the application shows
/// @param lockContent content of the customer-lock index
public record PcrPrediction(byte[] pcr0, byte[] pcr4, byte[] pcr7Loader, byte[] pcr7Application, byte[] lockContent) {

    private static final byte[] AUTHORITY_LABEL = "sealbench authority 1\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PRODUCTION = "production".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] APPLICATION = "application".getBytes(StandardCharsets.US_ASCII);

    /// Predicts for one board, one image and one customer.
    ///
    /// @param romSha256 SHA-256 of the boot ROM's image file as built and published, 32 octets
    /// @param imageSha256 image digest, IMAGE.md 3.1
    public static PcrPrediction of(byte[] romSha256, FactoryData board, byte[] imageSha256, CustomerIdentity customer) {
        var customerOctets = customerOctets(customer);
        var loader = extend(zeroes(), authority(customerOctets));
        return new PcrPrediction(
                pcr0(romSha256, board.digest()),
                extend(zeroes(), imageSha256),
                loader,
                extend(loader, Sha256.of(APPLICATION)),
                lockContent(customerOctets));
    }

    /// IMAGE.md 4.1 from the two digests.
    public static byte[] pcr0(byte[] romSha256, byte[] factoryDataSha256) {
        return extend(extend(zeroes(), romSha256), factoryDataSha256);
    }

    /// TPM2_PCR_Extend of a SHA-256 bank: SHA-256(old || value).
    public static byte[] extend(byte[] old, byte[] value) {
        if (old.length != Sha256.SIZE_BYTES || value.length != Sha256.SIZE_BYTES) {
            throw new IllegalArgumentException("a SHA-256 PCR and what extends it have 32 octets");
        }
        return Sha256.of(old, value);
    }

    /// What a quote over PCR 0, 4 and 7 by the running application digests: SHA-256(pcr0 || pcr4 || pcr7).
    public byte[] quoteDigest() {
        return Sha256.of(pcr0, pcr4, pcr7Application);
    }

    /// What extends PCR 7 in the loader phase, from VID || CID || u8 n || pairs.
    static byte[] authority(byte[] customerOctets) {
        return Sha256.of(AUTHORITY_LABEL, customerOctets, PRODUCTION);
    }

    /// IMAGE.md 4.4.
    static byte[] lockContent(byte[] customerOctets) {
        return Sha256.of(customerOctets);
    }

    /// VID || CID || u8 n || pairs.
    static byte[] customerOctets(CustomerIdentity customer) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(Uuid5.bytes(customer.vid()));
        out.writeBytes(Uuid5.bytes(customer.cid()));
        out.write(customer.keyPairs().size());
        for (var pair : customer.keyPairs()) {
            out.writeBytes(pair.ecdsaSha256());
            out.writeBytes(pair.lmsSha256());
        }
        return out.toByteArray();
    }

    private static byte[] zeroes() {
        return new byte[Sha256.SIZE_BYTES];
    }
}
