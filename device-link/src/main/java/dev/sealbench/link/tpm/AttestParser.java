package dev.sealbench.link.tpm;

/// Reads TPMS_ATTEST (TPM 2.0 part 2, 10.12).
final class AttestParser {

    private static final int GENERATED = 0xff544347; // "TCG" behind 0xff: never the start of what others have signed
    private static final int ATTEST_NV = 0x8014;
    private static final int ATTEST_CERTIFY = 0x8017;
    private static final int ATTEST_QUOTE = 0x8018;
    private static final int NAME_BYTES = 34;
    private static final int NV_BYTES = 1_024;

    private AttestParser() {}

    static Attest parse(byte[] octets) throws TpmFault {
        var reader = new TpmReader(octets, "an attestation");
        reader.expect(GENERATED, reader.u32());
        int type = reader.u16();
        var header = header(reader);
        var attest = switch (type) {
            case ATTEST_QUOTE ->
                new Attest.Quote(header, PcrSelections.read(reader), exactly(Algorithms.DIGEST_BYTES, reader));
            case ATTEST_CERTIFY ->
                new Attest.ObjectCertification(header, exactly(NAME_BYTES, reader), exactly(NAME_BYTES, reader));
            case ATTEST_NV ->
                new Attest.NvCertification(header, exactly(NAME_BYTES, reader), reader.u16(), reader.sized(NV_BYTES));
            default -> throw reader.malformed(); // an open set of numbers, not an enum
        };
        reader.end();
        return attest;
    }

    private static Attest.Header header(TpmReader reader) throws TpmFault {
        byte[] signer = reader.sized(NAME_BYTES);
        byte[] extraData = reader.sized(2 * Algorithms.DIGEST_BYTES);
        long millis = reader.u64();
        int resets = reader.u32();
        int restarts = reader.u32();
        int safe = reader.u8();
        if (safe > 1) {
            throw reader.malformed();
        }
        return new Attest.Header(
                signer, extraData, new Attest.Clock(millis, resets, restarts, safe == 1), reader.u64());
    }

    private static byte[] exactly(int bytes, TpmReader reader) throws TpmFault {
        byte[] value = reader.sized(bytes);
        reader.expect(bytes, value.length);
        return value;
    }
}
