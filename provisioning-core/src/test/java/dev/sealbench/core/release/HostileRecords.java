package dev.sealbench.core.release;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// The release record inside its envelope: JSON that a release engineer's machine signed.
final class HostileRecords implements Supplier<List<byte[]>>, Predicate<byte[]> {

    @Override
    public List<byte[]> get() {
        try {
            var file = new HostileImages().get().getFirst();
            var record = ReleaseRecord.of(ImageReader.read(file), file, new byte[0]);
            return List.of(record.toJson(), "{}".getBytes(StandardCharsets.UTF_8));
        } catch (ImageRefusedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean test(byte[] octets) {
        try {
            return ReleaseRecord.parse(octets).toString() != null;
        } catch (IOException e) {
            return false;
        }
    }
}
