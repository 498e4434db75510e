package dev.sealbench.link.internal.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.link.testkit.NaiveFrames;
import dev.sealbench.link.testkit.Vectors;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class FramesTest {

    private static final HexFormat HEX = HexFormat.of();

    @TestFactory
    Stream<DynamicTest> theVectorsSayWhatIsAFrame() throws Exception {
        var rows = Vectors.rows("vectors/frames.txt");
        assertThat(rows).hasSizeGreaterThan(30);
        return rows.stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.get(2),
                        () -> assertThat(received(HEX.parseHex(row.get(0)))).isEqualTo(row.get(1))));
    }

    @Test
    void theChecksumIsThatOfRfc3720() {
        var crc = new java.util.zip.CRC32C();
        crc.update("123456789".getBytes());
        assertThat(crc.getValue()).isEqualTo(0xe3069283L);
        assertThat(NaiveFrames.crc32c("123456789".getBytes(), 9)).isEqualTo(0xe3069283);
    }

    @Test
    void theLongestFrameFitsExactlyAndNothingLongerIsHeld() {
        assertThat(Frame.MAX_ENCODED_BYTES).isEqualTo(4_123);
        var flood = new byte[1 << 20];
        Arrays.fill(flood, (byte) 1);
        var frames = new ArrayList<Frame>();
        var decoder = new FrameDecoder(frames::add);
        decoder.accept(flood, flood.length);
        decoder.accept(new byte[1], 1);
        byte[] good = NaiveFrames.encode(1, 0, 0, new byte[0]);
        decoder.accept(good, good.length);
        assertThat(decoder.droppedFrames()).isEqualTo(1);
        assertThat(frames).hasSize(1);
    }

    @Property(tries = 300)
    void encodingEqualsThePlainOneAndComesBack(@ForAll @Size(max = 4096) byte[] payload) {
        var encoder = new FrameEncoder();
        byte[] first = octets(encoder.encode(FrameType.BURN_DATA, ByteBuffer.wrap(payload)));
        byte[] second = octets(encoder.encode(FrameType.REQUEST, ByteBuffer.wrap(payload)));
        assertThat(first[0]).as("extra delimiter after opening").isZero();
        assertThat(Arrays.copyOfRange(first, 1, first.length)).isEqualTo(NaiveFrames.encode(0x10, 0, 0, payload));
        assertThat(second).isEqualTo(NaiveFrames.encode(1, 0, 1, payload));
        assertThat(received(second)).isEqualTo("REQUEST 1 " + hex(payload));
    }

    @Property(tries = 300)
    void runsOfEveryLengthComeBack(
            @ForAll @IntRange(max = 4096) int length, @ForAll @IntRange(min = 1, max = 600) int gap) {
        var payload = new byte[length];
        for (int i = 0; i < length; i++) {
            payload[i] = (byte) (i % gap == gap - 1 ? 0 : 1 + i % 250);
        }
        byte[] line = octets(new FrameEncoder().encode(FrameType.RESPONSE, ByteBuffer.wrap(payload)));
        assertThat(line).endsWith(NaiveFrames.encode(2, 0, 0, payload));
        assertThat(received(line)).isEqualTo("RESPONSE 0 " + hex(payload));
    }

    @Property(tries = 500)
    void aFrameWithUpToThreeFlippedBitsIsNeverBelieved(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int flips) {
        var random = new Random(seed);
        var payload = new byte[random.nextInt(200)];
        random.nextBytes(payload);
        byte[] line = NaiveFrames.encode(2, 0, 5, payload);
        byte[] damaged = line.clone();
        for (int i = 0; i < flips; i++) {
            damaged[random.nextInt(line.length)] ^= (byte) (1 << random.nextInt(8));
        }
        var expected = Arrays.equals(damaged, line) ? "RESPONSE 5 " + hex(payload) : "";
        assertThat(good(damaged)).isEqualTo(expected);
    }

    @Property(tries = 300)
    void noOctetsWhateverBreakTheDecoder(
            @ForAll @Size(max = 9000) byte[] noise, @ForAll @IntRange(min = 1, max = 700) int piece) {
        var decoder = new FrameDecoder(frame -> {});
        for (int from = 0; from < noise.length; from += piece) {
            byte[] part = Arrays.copyOfRange(noise, from, Math.min(noise.length, from + piece));
            decoder.accept(part, part.length);
        }
        var frames = new ArrayList<Frame>();
        var second = new FrameDecoder(frames::add);
        byte[] good = NaiveFrames.encode(0x11, 0, 1, new byte[12]);
        second.accept(noise, noise.length);
        second.accept(new byte[1], 1);
        second.accept(good, good.length);
        assertThat(frames.getLast().type()).isEqualTo(FrameType.BURN_ACK);
    }

    private static String good(byte[] line) {
        return String.join(
                "; ",
                events(line).stream().filter(event -> !event.equals("drop")).toList());
    }

    private static String received(byte[] line) {
        return String.join("; ", events(line));
    }

    private static List<String> events(byte[] line) {
        var events = new ArrayList<String>();
        var decoder = new FrameDecoder(
                frame -> events.add(frame.type() + " " + frame.sequence() + " " + hex(frame.payload())));
        long dropped = 0;
        for (byte octet : line) {
            decoder.accept(new byte[] {octet}, 1);
            if (decoder.droppedFrames() > dropped) {
                dropped = decoder.droppedFrames();
                events.add("drop");
            }
        }
        return events;
    }

    private static String hex(byte[] payload) {
        return payload.length == 0 ? "-" : HEX.formatHex(payload);
    }

    private static byte[] octets(ByteBuffer buffer) {
        var octets = new byte[buffer.remaining()];
        buffer.get(octets);
        return octets;
    }
}
