package dev.sealbench.core.internal.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sealbench.core.internal.trust.ChipList.Expectation;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ChipListTest {

    private static final String CHIP = "000b" + "aa".repeat(32);
    private static final String BOUND = "000b" + "bb".repeat(32);
    private static final String SERIAL = "CP42647100001239";

    private final ChipList list = ChipList.parse("# lot 7\n\n" + CHIP + "\n" + BOUND + "," + SERIAL + "\n");

    @Test
    void aListedChipIsExpectedOnItsBoard() {
        assertThat(list.expectation(octets(CHIP), "CP42647100009999")).isEqualTo(Expectation.EXPECTED);
        assertThat(list.expectation(octets(BOUND), SERIAL)).isEqualTo(Expectation.EXPECTED);
        assertThat(list.expectation(octets(BOUND), "CP42647100009999")).isEqualTo(Expectation.LISTED_FOR_ANOTHER);
    }

    @Test
    void anotherChipIsNotAndWithoutAListNobodyKnows() {
        assertThat(list.expectation(octets("000b" + "cc".repeat(32)), SERIAL)).isEqualTo(Expectation.NOT_LISTED);
        assertThat(ChipList.parse("").expectation(octets(CHIP), SERIAL)).isEqualTo(Expectation.NOT_LISTED);
        assertThat(ChipList.none().expectation(octets(CHIP), SERIAL)).isEqualTo(Expectation.NO_LIST);
    }

    @Test
    void malformedListsAreRefusedWithTheLine() {
        for (var bad : new String[] {"000b", "000c" + "aa".repeat(32), CHIP + ",short", CHIP + "\n" + CHIP}) {
            assertThatThrownBy(() -> ChipList.parse(bad)).hasMessageContaining("line");
        }
    }

    private static byte[] octets(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
