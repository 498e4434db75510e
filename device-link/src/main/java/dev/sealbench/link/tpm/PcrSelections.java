package dev.sealbench.link.tpm;

import java.util.Collection;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/// TPML_PCR_SELECTION with one selection of the SHA-256 bank.
final class PcrSelections {

    private static final int SHA256 = 0x000b;
    private static final int SELECT_BYTES = 3;
    private static final int PCR_COUNT = SELECT_BYTES * Byte.SIZE;

    private PcrSelections() {}

    static byte[] marshal(Collection<Integer> pcrs) {
        var bits = new byte[SELECT_BYTES];
        for (int pcr : pcrs) {
            if (pcr < 0 || pcr >= PCR_COUNT) {
                throw new IllegalArgumentException("PCR " + pcr);
            }
            bits[pcr / Byte.SIZE] |= (byte) (1 << pcr % Byte.SIZE);
        }
        return new TpmWriter().u32(1).u16(SHA256).u8(SELECT_BYTES).bytes(bits).done();
    }

    /// Which PCRs; a selection of another bank, or of more than one, is a fault.
    static SortedSet<Integer> read(TpmReader reader) throws TpmFault {
        reader.expect(1, reader.u32());
        reader.expect(SHA256, reader.u16());
        reader.expect(SELECT_BYTES, reader.u8());
        byte[] bits = reader.bytes(SELECT_BYTES);
        var pcrs = new TreeSet<Integer>();
        for (int pcr = 0; pcr < PCR_COUNT; pcr++) {
            if ((bits[pcr / Byte.SIZE] >> pcr % Byte.SIZE & 1) != 0) {
                pcrs.add(pcr);
            }
        }
        return pcrs;
    }

    /// SHA-256 over the values in ascending order of their PCRs.
    static byte[] digest(SortedMap<Integer, byte[]> values) {
        for (var value : values.values()) {
            if (value.length != Algorithms.DIGEST_BYTES) {
                throw new IllegalArgumentException("a PCR value of " + value.length + " octets");
            }
        }
        return Algorithms.sha256(values.values().toArray(byte[][]::new));
    }
}
