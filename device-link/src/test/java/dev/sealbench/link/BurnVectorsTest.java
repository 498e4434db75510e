package dev.sealbench.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.sealbench.link.testkit.FakeFlash;
import dev.sealbench.link.testkit.Vectors;
import dev.sealbench.link.wire.BurnBeginRequest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The burn streams of `vectors/burn.txt`: the judge of the station's burns ends them as the charger does.
class BurnVectorsTest {

    static Stream<List<String>> rows() throws Exception {
        return Vectors.rows("vectors/burn.txt").stream();
    }

    @Test
    void thereAreVectors() throws Exception {
        assertThat(rows()).hasSizeGreaterThan(40);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void endsAsItShould(List<String> row) {
        var flash = new FakeFlash();
        flash.hold(runs(row.get(0)));
        byte[] octets = runs(row.get(1));
        var content = BurnContent.of(octets);
        flash.begin(BurnBeginRequest.newBuilder()
                .setTotalBytes(octets.length)
                .setSha256(ByteString.copyFrom(content.sha256()))
                .setPieceSha256(ByteString.copyFrom(content.pieceDigests()))
                .build());
        byte[] stream = row.get(2).equals("-") ? new byte[0] : HexFormat.of().parseHex(row.get(2));
        flash.take(ByteBuffer.wrap(stream));
        assertThat(Status.of(flash.end()))
                .as(row.get(4))
                .hasValueSatisfying(
                        it -> assertThat("kStatus" + it.name().replace("_", "")).isEqualToIgnoringCase(row.get(3)));
        if (row.get(3).equals("kStatusOk")) {
            assertThat(flash.content()).isEqualTo(octets);
        }
    }

    private static byte[] runs(String text) {
        var out = new ByteArrayOutputStream();
        for (var run : text.split(",")) {
            var octets = new byte[Integer.parseInt(run.substring(3))];
            Arrays.fill(octets, (byte) Integer.parseInt(run.substring(0, 2), 16));
            out.writeBytes(octets);
        }
        return out.toByteArray();
    }
}
