package dev.sealbench.link.tpm;

import java.util.Arrays;

/// As much DER as it takes to find where a certificate ends: NV indices are often longer than their content.
final class Der {

    private static final int SEQUENCE = 0x30;
    private static final int LONG_FORM = 0x80;

    private Der() {}

    /// The SEQUENCE at the start of `octets`, with its header.
    ///
    /// @throws TpmFault when none begins there, or it is longer than there are octets
    static byte[] firstElement(byte[] octets) throws TpmFault {
        var reader = new TpmReader(octets, "the endorsement key's certificate");
        reader.expect(SEQUENCE, reader.u8());
        int length = reader.u8();
        int header = 2;
        if (length >= LONG_FORM) {
            int lengthBytes = length - LONG_FORM;
            if (lengthBytes < 1 || lengthBytes > 2) {
                throw reader.malformed();
            }
            header += lengthBytes;
            length = lengthBytes == 1 ? reader.u8() : reader.u16();
        }
        reader.bytes(length); // is it all there?
        return Arrays.copyOf(octets, header + length);
    }
}
