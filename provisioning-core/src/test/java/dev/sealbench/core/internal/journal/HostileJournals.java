package dev.sealbench.core.internal.journal;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// A unit's journal as a file, and its entries by themselves, behind the check sum that a mutation would not get past:
/// the first octet says which, and an entry's type.
final class HostileJournals implements Supplier<List<byte[]>>, Predicate<byte[]> {

    private static final byte WHOLE_FILE = 0;

    @Override
    public List<byte[]> get() {
        var seeds = new ArrayList<byte[]>();
        seeds.add(prefixed(WHOLE_FILE, file()));
        for (var entry : Entries.untilAttested()) {
            seeds.add(prefixed((byte) EntryCodec.typeOf(entry), EntryCodec.encode(entry)));
        }
        seeds.add(prefixed((byte) EntryCodec.typeOf(Entries.confirm()), EntryCodec.encode(Entries.confirm())));
        seeds.add(prefixed((byte) EntryCodec.typeOf(Entries.revert()), EntryCodec.encode(Entries.revert())));
        return List.copyOf(seeds);
    }

    @Override
    public boolean test(byte[] octets) {
        if (octets.length == 0) {
            return false;
        }
        var rest = Arrays.copyOfRange(octets, 1, octets.length);
        try {
            if (octets[0] == WHOLE_FILE) {
                JournalFile.read(Entries.SERIAL, rest);
            } else {
                EntryCodec.decode(octets[0], rest).toString();
            }
            return true;
        } catch (JournalDamaged | IllegalArgumentException e) {
            return false;
        }
    }

    private static byte[] file() {
        var out = new ByteArrayOutputStream();
        out.writeBytes(JournalFile.header(Entries.SERIAL));
        long sequence = 0;
        for (var entry : Entries.untilAttested()) {
            out.writeBytes(JournalFile.encode(new Recorded(++sequence, Instant.EPOCH, entry)));
        }
        return out.toByteArray();
    }

    private static byte[] prefixed(byte first, byte[] octets) {
        var whole = new byte[1 + octets.length];
        whole[0] = first;
        System.arraycopy(octets, 0, whole, 1, octets.length);
        return whole;
    }
}
