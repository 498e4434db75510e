package dev.sealbench.core.internal.document;

import dev.sealbench.link.tpm.Attest;
import dev.sealbench.link.tpm.TpmFault;
import dev.sealbench.link.wire.Receipt;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TreeMap;

/// What a receipt's TPMS_ATTEST structures say; whether they are signed is asked elsewhere.
final class Attests {

    private static final byte[] SHA256_ALGORITHM = {0x00, 0x0b};
    private static final byte[] STORAGE_HIERARCHY = HexFormat.of().parseHex("40000001");

    private Attests() {}

    /// Empty when `octets` are anything but a quote over the SHA-256 bank.
    static Optional<Attest.Quote> quote(byte[] octets) {
        return parse(octets).filter(Attest.Quote.class::isInstance).map(Attest.Quote.class::cast);
    }

    /// Empty when `octets` are anything but a certificate of an NV index.
    static Optional<Attest.NvCertification> nvCertification(byte[] octets) {
        return parse(octets).filter(Attest.NvCertification.class::isInstance).map(Attest.NvCertification.class::cast);
    }

    /// ORDER.md 5.1: the qualifying data is the digest of the receipt's body.
    static boolean isAbout(Attest attest, Receipt receipt) {
        var digest = Envelopes.digest(DocumentType.RECEIPT, receipt.getBody().toByteArray());
        return Arrays.equals(attest.header().extraData(), digest);
    }

    /// True if exactly PCR 0, 4 and 7 were quoted with the predicted values.
    static boolean shows(Attest.Quote quote, PcrPrediction prediction) {
        var values = new TreeMap<Integer, byte[]>();
        values.put(0, prediction.pcr0());
        values.put(4, prediction.pcr4());
        values.put(7, prediction.pcr7Application());
        return quote.shows(values);
    }

    /// The signer's qualified Name is that of a primary key with `akName` in the storage hierarchy: SHA-256 of
    /// the hierarchy's handle and the Name (TPM 2.0 part 1, 16).
    static boolean signedByPrimary(Attest attest, byte[] akName) {
        var digest = Sha256.of(STORAGE_HIERARCHY, akName);
        var qualifiedName = Arrays.copyOf(SHA256_ALGORITHM, SHA256_ALGORITHM.length + digest.length);
        System.arraycopy(digest, 0, qualifiedName, SHA256_ALGORITHM.length, digest.length);
        return Arrays.equals(attest.header().qualifiedSigner(), qualifiedName);
    }

    private static Optional<Attest> parse(byte[] octets) {
        try {
            return Optional.of(Attest.parse(octets));
        } catch (TpmFault e) {
            return Optional.empty();
        }
    }
}
