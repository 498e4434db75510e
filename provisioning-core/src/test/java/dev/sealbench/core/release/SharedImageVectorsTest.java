package dev.sealbench.core.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sealbench.core.internal.document.KeyPairDigests;
import dev.sealbench.core.internal.document.TestFiles;
import dev.sealbench.core.internal.document.Uuid5;
import dev.sealbench.core.internal.document.VectorEdits;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The cases of `vectors/images.txt`, which the firmware's tests read, too: the same verdict on both sides.
class SharedImageVectorsTest {

    private static final HexFormat HEX = HexFormat.of();
    /// A flash slot goes on after the image, a release file does not (IMAGE.md 2.3).
    private static final String SLOT_ONLY = "a slot is read up to the end of the plain area only";

    private final Map<String, byte[]> images = new HashMap<>();
    private final Map<String, UnitPolicy> units = new HashMap<>();

    @Test
    void everyImageGetsTheVerdictThatTheChargerGives() throws Exception {
        int cases = 0;
        for (var line : TestFiles.vectors("images.txt")) {
            var parts = line.split(" \\| ");
            var words = parts[0].split(" ");
            switch (words[0]) {
                case "image" -> takeImage(words, parts[1]);
                case "unit" -> units.put(words[1], unit(words));
                case "case" -> {
                    judge(words, parts[1].strip(), parts[2]);
                    cases++;
                }
                default -> throw new IOException("unknown line: " + words[0]);
            }
        }
        assertThat(cases).isGreaterThan(90);
    }

    @Test
    void anImageWithAnyOctetChangedOrCutOffIsRefusedAndNeverTrips() throws Exception {
        everyImageGetsTheVerdictThatTheChargerGives();
        var good = images.get("a");
        var unit = units.get("home");
        assertThat(ImageVerdict.accept(good, unit).sizeBytes()).isEqualTo(good.length);
        for (int at = 0; at < good.length; at++) {
            var changed = good.clone();
            changed[at] ^= 0x10;
            assertRefused(changed, unit, at);
            assertRefused(Arrays.copyOf(good, at), unit, at);
        }
    }

    @Test
    void everyRefusalHasTheCodeAndTextOfTheStatusList() throws IOException {
        var list = Files.readString(TestFiles.root().resolve("device-link/protocol/status.list"));
        for (var refusal : ImageRefusal.values()) {
            assertThat(list)
                    .contains("X(%s, 0x%04x, \"%s\")".formatted(statusName(refusal), refusal.code(), refusal.text()));
        }
    }

    private static void assertRefused(byte[] file, UnitPolicy unit, int at) {
        assertThat(catchThrowableOfType(ImageRefusedException.class, () -> ImageVerdict.accept(file, unit)))
                .as("octet %d", at)
                .isNotNull();
    }

    private void takeImage(String[] words, String facts) throws ImageRefusedException {
        var file = HEX.parseHex(words[2]);
        images.put(words[1], file);
        var image = ImageReader.read(file);
        var expected = facts.split(" ");
        assertThat(HEX.formatHex(ImageReader.digest(file))).isEqualTo(expected[0]);
        assertThat(image.version()).hasToString(expected[1]);
        assertThat(image.securityCounter()).isEqualTo(Long.parseLong(expected[2]));
    }

    private void judge(String[] words, String status, String why) {
        var file = VectorEdits.apply(images.get(words[1]), words[3]);
        var unit = units.get(words[2]);
        var refused = catchThrowableOfType(ImageRefusedException.class, () -> ImageVerdict.accept(file, unit));
        if (why.equals(SLOT_ONLY)) {
            assertThat(refused.refusal()).isEqualTo(ImageRefusal.FORMAT);
            return;
        }
        var verdict = refused == null ? "kStatusOk" : statusName(refused.refusal());
        assertThat(verdict).as(why).isEqualTo(status);
    }

    private static UnitPolicy unit(String[] words) {
        int revoked = Integer.parseInt(words[5]);
        var octets = HEX.parseHex(words[6]);
        List<KeyPairDigests> pairs = new ArrayList<>();
        for (int i = 0; i < octets.length / 64; i++) {
            if ((revoked >> i & 1) == 0) {
                int at = i * 64;
                pairs.add(new KeyPairDigests(
                        Arrays.copyOfRange(octets, at, at + 32), Arrays.copyOfRange(octets, at + 32, at + 64)));
            }
        }
        return new UnitPolicy(
                Uuid5.ofBytes(HEX.parseHex(words[2])),
                Uuid5.ofBytes(HEX.parseHex(words[3])),
                pairs,
                Long.parseLong(words[4]));
    }

    private static String statusName(ImageRefusal refusal) {
        return switch (refusal) {
            case NO_IMAGE -> "kStatusNoImage";
            case FORMAT -> "kStatusImageFormat";
            case DIGEST -> "kStatusImageDigest";
            case UNSIGNED -> "kStatusImageUnsigned";
            case KEY -> "kStatusImageKey";
            case ECDSA -> "kStatusImageEcdsa";
            case LMS -> "kStatusImageLms";
            case CUSTOMER -> "kStatusImageCustomer";
            case ROLLBACK -> "kStatusImageRollback";
            case JUMP -> "kStatusImageJump";
        };
    }
}
