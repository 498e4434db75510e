package dev.sealbench.core.internal.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The cases of `vectors/envelopes.txt`, which the firmware's tests read, too.
class SharedDocumentVectorsTest {

    private static final HexFormat HEX = HexFormat.of();

    /// Refusals that need a charger's own facts: its nonce, board or trial.
    private static final Set<String> ONLY_A_CHARGER_KNOWS =
            Set.of("kStatusOrderNonce", "kStatusOrderBoard", "kStatusDecisionTrial", "kStatusOrderField");

    /// A statement without dates: the charger has no clock and takes it, the books want to know until when it holds.
    private static final Set<String> STRICTER_THAN_A_CHARGER =
            Set.of("a Confirm by another station of the same vendor");

    private static final Map<String, DocumentType> TYPES =
            Map.of("order", DocumentType.ORDER, "confirm", DocumentType.CONFIRM, "revert", DocumentType.REVERT);

    @Test
    void everyDocumentIsTakenOrRefusedAsTheChargerDoes() throws Exception {
        byte[] firstOrder = null;
        int taken = 0;
        int refused = 0;
        for (var line : TestFiles.vectors("envelopes.txt")) {
            var parts = line.split(" \\| ");
            var words = parts[0].split(" ");
            var type = TYPES.get(words[0]);
            if (type == null) {
                continue;
            }
            var original = words[1].equals("=") ? firstOrder : HEX.parseHex(words[1]);
            firstOrder = firstOrder == null ? original : firstOrder;
            var octets = VectorEdits.apply(original, words[2]);
            var expected = parts[1].strip().split(" ");
            if (expected[0].equals("kStatusOk") && !STRICTER_THAN_A_CHARGER.contains(parts[2])) {
                assertThat(HEX.formatHex(open(type, octets))).as(line).isEqualTo(expected[1]);
                taken++;
            } else if (!ONLY_A_CHARGER_KNOWS.contains(expected[0])) {
                assertThat(catchThrowableOfType(DocumentException.class, () -> open(type, octets)))
                        .as(parts[2])
                        .isNotNull();
                refused++;
            }
        }
        assertThat(taken).isGreaterThanOrEqualTo(3);
        assertThat(refused).isGreaterThanOrEqualTo(8);
    }

    private static byte[] open(DocumentType type, byte[] octets) throws DocumentException, IOException {
        var envelope = Envelopes.parse(type, octets);
        if (type == DocumentType.ORDER) {
            return SignedOrder.open(envelope, root()).digest();
        }
        Decisions.open(envelope, type, root());
        return Envelopes.digest(envelope);
    }

    private static P256PublicKey root() throws IOException {
        return TestFiles.vectors("envelopes.txt").stream()
                .filter(line -> line.startsWith("root "))
                .map(line ->
                        P256PublicKey.ofPoint(HEX.parseHex(line.substring(5).strip())))
                .findFirst()
                .orElseThrow();
    }
}
