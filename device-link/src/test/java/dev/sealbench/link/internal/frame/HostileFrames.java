package dev.sealbench.link.internal.frame;

import dev.sealbench.link.testkit.Vectors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Any octets on the line. Nothing is thrown; what is believed is within its bounds.
final class HostileFrames implements Supplier<List<byte[]>>, Predicate<byte[]> {

    @Override
    public List<byte[]> get() {
        try {
            return Vectors.rows("vectors/frames.txt").stream()
                    .map(row -> HexFormat.of().parseHex(row.getFirst()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean test(byte[] octets) {
        var believed = new int[1];
        var decoder = new FrameDecoder(frame -> {
            assert frame.payload().length <= Frame.MAX_PAYLOAD_BYTES;
            believed[0]++;
        });
        decoder.accept(octets, octets.length);
        return believed[0] > 0;
    }
}
