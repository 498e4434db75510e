package dev.sealbench.core.internal.journal;

import dev.sealbench.core.SerialNumber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/// The layout of a unit's journal file (package documentation), as pure functions over octets.
final class JournalFile {

    /// A unit's journal has some ten kilobytes; more than this is no journal.
    static final int MAX_FILE_BYTES = 64 << 20;

    static final int FILE_HEADER_BYTES = 28;

    private static final byte[] MAGIC = {'S', 'E', 'A', 'L', 'J', 'N', 'L', 0x01};

    private static final int ENTRY_HEAD_BYTES = 4 + 4 + 8 + 1 + 4;

    private static final int ENTRY_TAIL_BYTES = 4 + 1;

    /// Not zero and the last octet of an entry: a file that was lengthened but not filled ends in zeros.
    private static final byte END_MARK = (byte) 0xA5;

    private JournalFile() {}

    /// What a file says.
    ///
    /// @param entries whole entries, in order
    /// @param goodBytes length of header and these entries; 0 when not even the header was written
    record Contents(List<Recorded> entries, int goodBytes) {}

    /// The header of the file of `serial`.
    static byte[] header(SerialNumber serial) {
        var header = ByteBuffer.allocate(FILE_HEADER_BYTES)
                .put(MAGIC)
                .put(serial.text().getBytes(StandardCharsets.US_ASCII));
        return header.putInt(crc(header.array(), 0, header.position())).array();
    }

    /// One entry as it is appended.
    static byte[] encode(Recorded recorded) {
        var payload = EntryCodec.encode(recorded.entry());
        var out = ByteBuffer.allocate(ENTRY_HEAD_BYTES + payload.length + ENTRY_TAIL_BYTES)
                .putInt(payload.length)
                .putInt((int) recorded.sequence())
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, recorded.at()))
                .put((byte) EntryCodec.typeOf(recorded.entry()));
        out.putInt(crc(out.array(), 0, out.position()));
        out.put(payload);
        out.putInt(crc(payload, 0, payload.length));
        return out.put(END_MARK).array();
    }

    /// Reads a file up to a torn last entry.
    ///
    /// @throws JournalDamaged when something does not fit that no torn append explains
    static Contents read(SerialNumber serial, byte[] file) throws JournalDamaged {
        var header = header(serial);
        if (isTornHeader(file, header)) {
            return new Contents(List.of(), 0);
        }
        if (file.length < header.length || !Arrays.equals(file, 0, header.length, header, 0, header.length)) {
            throw new JournalDamaged(serial, 0, "header of another file or version");
        }
        var entries = new ArrayList<Recorded>();
        int offset = header.length;
        while (offset < file.length) {
            int end = endOfEntry(serial, file, offset);
            if (end < 0) {
                break;
            }
            entries.add(decode(serial, file, offset, end, entries.size() + 1));
            offset = end;
        }
        return new Contents(List.copyOf(entries), offset);
    }

    /// Where the entry at `offset` ends, or -1 when it is torn.
    private static int endOfEntry(SerialNumber serial, byte[] file, int offset) throws JournalDamaged {
        int remaining = file.length - offset;
        if (remaining < ENTRY_HEAD_BYTES) {
            return -1;
        }
        int crcAt = offset + ENTRY_HEAD_BYTES - 4;
        if (crc(file, offset, ENTRY_HEAD_BYTES - 4) != ByteBuffer.wrap(file).getInt(crcAt)) {
            if (isZero(file, offset + ENTRY_HEAD_BYTES)) {
                return -1; // lengthened, not filled
            }
            throw new JournalDamaged(serial, offset, "head of an entry");
        }
        int payloadBytes = ByteBuffer.wrap(file).getInt(offset);
        if (payloadBytes < 0 || payloadBytes > MAX_FILE_BYTES) {
            throw new JournalDamaged(serial, offset, "an entry of " + payloadBytes + " octets");
        }
        int entryBytes = ENTRY_HEAD_BYTES + payloadBytes + ENTRY_TAIL_BYTES;
        if (remaining < entryBytes || remaining == entryBytes && file[file.length - 1] == 0) {
            return -1;
        }
        return offset + entryBytes;
    }

    private static Recorded decode(SerialNumber serial, byte[] file, int offset, int end, long sequence)
            throws JournalDamaged {
        var head = ByteBuffer.wrap(file, offset, ENTRY_HEAD_BYTES);
        int payloadBytes = head.getInt();
        long written = Integer.toUnsignedLong(head.getInt());
        var at = Instant.EPOCH.plus(head.getLong(), ChronoUnit.MICROS);
        int type = Byte.toUnsignedInt(head.get());
        int from = offset + ENTRY_HEAD_BYTES;
        int crcAt = from + payloadBytes;
        if (file[end - 1] != END_MARK
                || crc(file, from, payloadBytes) != ByteBuffer.wrap(file).getInt(crcAt)) {
            throw new JournalDamaged(serial, offset, "checksum of an entry");
        }
        if (written != sequence) {
            throw new JournalDamaged(serial, offset, "entry %d stands where %d should".formatted(written, sequence));
        }
        try {
            return new Recorded(sequence, at, EntryCodec.decode(type, Arrays.copyOfRange(file, from, crcAt)));
        } catch (IllegalArgumentException e) {
            // checksums are good, so a program wrote this: a later version, or ours with a bug
            throw new JournalDamaged(serial, offset, "written by another version: " + e.getMessage());
        }
    }

    private static boolean isTornHeader(byte[] file, byte[] header) {
        boolean cutShort = file.length < header.length && Arrays.equals(file, 0, file.length, header, 0, file.length);
        return cutShort || file.length <= header.length && isZero(file, 0);
    }

    private static boolean isZero(byte[] file, int from) {
        for (int i = from; i < file.length; i++) {
            if (file[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static int crc(byte[] content, int offset, int length) {
        var crc = new CRC32C();
        crc.update(content, offset, length);
        return (int) crc.getValue();
    }
}
