package dev.sealbench.ui.window.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.ui.window.scan.Wedge.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class WedgeTest {

    private static final long MILLI = 1_000_000;

    private final Wedge wedge = new Wedge(Wedge.Settings.usual());
    private long now = 5_000 * MILLI;

    @Test
    void aBurstThatEndsWithEnterIsAScan() {
        assertThat(keys("CP42\r", 5)).containsExactly(Key.TYPED, Key.TYPED, Key.FIRST_SCANNED, Key.SCANNED, Key.ENDED);
        assertThat(wedge.take()).hasValueSatisfying(scan -> assertThat(scan).containsExactly('C', 'P', '4', '2'));
    }

    @Test
    void aPersonsKeysGoWhereTheFocusIs() {
        assertThat(keys("CP42\r", 90)).containsOnly(Key.TYPED);
    }

    @Test
    void aBurstWithoutItsSuffixWasTypedAndIsGivenBackOnce() {
        keys("abcd", 5);
        assertThat(wedge.giveBack(now)).isEmpty();

        now += 151 * MILLI;

        assertThat(wedge.giveBack(now))
                .hasValueSatisfying(typed -> assertThat(typed).containsExactly('a', 'b', 'c', 'd'));
        assertThat(wedge.giveBack(now)).isEmpty();
    }

    @Test
    void twoQuickKeysAndEnterAreAPerson() {
        assertThat(keys("12\r", 5)).containsOnly(Key.TYPED);
    }

    @Test
    void theTimeThatTheWindowsTakeForAKeyIsNotTheScanners() {
        wedge.key('C', now);
        wedge.excuse(400 * MILLI);
        now += 405 * MILLI;

        assertThat(keys("P42\r", 5)).containsExactly(Key.TYPED, Key.FIRST_SCANNED, Key.SCANNED, Key.ENDED);
    }

    @Test
    void withAPrefixEvenASlowScanIsKnownFromItsFirstCharacter() {
        var prefixed = new Wedge(new Wedge.Settings(35, Optional.of('~'), 64));
        var answers = new ArrayList<Key>();
        for (char character : "~AB\r".toCharArray()) {
            now += 200 * MILLI;
            answers.add(prefixed.key(character, now));
        }
        assertThat(answers).containsExactly(Key.SCANNED, Key.SCANNED, Key.SCANNED, Key.ENDED);
        assertThat(prefixed.take()).hasValueSatisfying(scan -> assertThat(scan).containsExactly('A', 'B'));
    }

    @Test
    void fourKibibytesAreSwallowedAndNotLookedAt() {
        keys("A".repeat(4_096), 1);
        assertThat(keys("\r", 1)).containsExactly(Key.ENDED);
        assertThat(wedge.take()).isEmpty();
        keys("CP42\r", 5);
        assertThat(wedge.take()).hasValueSatisfying(scan -> assertThat(scan).hasSize(4));
    }

    @Property
    void everyBurstOfThreeOrMoreComesOutAsItWentIn(
            @ForAll @StringLength(min = 3, max = 512) @CharRange(from = ' ', to = '~') String code,
            @ForAll @IntRange(max = 50) int gapMillis) {
        var fresh = new Wedge(Wedge.Settings.usual());
        long at = 5_000 * MILLI;
        for (char character : code.toCharArray()) {
            at += gapMillis * MILLI;
            fresh.key(character, at);
        }
        assertThat(fresh.key('\r', at)).isEqualTo(Key.ENDED);
        assertThat(fresh.take())
                .hasValueSatisfying(scan -> assertThat(String.valueOf(scan)).isEqualTo(code));
    }

    @Property
    void noKeysEverThrowOrLeaveTheWedgeStuck(
            @ForAll @StringLength(max = 700) String keys, @ForAll @IntRange(max = 90) int gap) {
        var fresh = new Wedge(Wedge.Settings.usual());
        long at = 5_000 * MILLI;
        for (char character : keys.toCharArray()) {
            at += gap * MILLI;
            if (fresh.key(character, at) == Key.ENDED) {
                fresh.take();
            }
        }
        fresh.giveBack(at + 151 * MILLI);
        assertThat(fresh.isScanning()).isFalse();
    }

    private List<Key> keys(String characters, long gapMillis) {
        var answers = new ArrayList<Key>();
        for (char character : characters.toCharArray()) {
            now += gapMillis * MILLI;
            answers.add(wedge.key(character, now));
        }
        return answers;
    }
}
