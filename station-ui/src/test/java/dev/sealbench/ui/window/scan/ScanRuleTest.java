package dev.sealbench.ui.window.scan;

import static dev.sealbench.ui.window.Units.unit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.ui.window.Units;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScanRuleTest {

    private static final String GS = "\u001d";
    private static final String GTIN = "04006381333931";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                " %s ",
                "]d1%s",
                "]Q1%s",
                "01" + GTIN + "11261123" + "21%s",
                GS + "01" + GTIN + "21%s",
                "01" + GTIN + "21%s" + GS + "10LOT7",
                "01" + GTIN + "10LOT7" + GS + "21%s",
                "]d201" + GTIN + "1126112321%s",
                "]C101" + GTIN + "21%s" + GS,
                "(01)" + GTIN + "(11)261123(21)%s"
            })
    void aSerialNumberIsFoundInEveryFormThatScannersSend(String form) {
        assertThat(read(form.formatted(unit(1).text()))).isEqualTo(new ScanReading.Serial(unit(1)));
    }

    @Test
    void thePrintedFormAndSmallLettersAreTheSameUnit() {
        assertThat(read(unit(1).printed())).isEqualTo(new ScanReading.Serial(unit(1)));
        assertThat(read(unit(1).text().toLowerCase(Locale.ROOT))).isEqualTo(new ScanReading.Serial(unit(1)));
    }

    @Test
    void aGs1CodeWithoutItsSeparatorIsRefusedRatherThanGuessed() {
        assertRefused("01" + GTIN + "10LOT7" + "21" + unit(1).text(), ScanRefusal.GS1_BROKEN);
        assertRefused("01" + GTIN + "21" + unit(1).text() + "10LOT7", ScanRefusal.GS1_BROKEN);
        assertRefused("01" + GTIN + "21" + unit(1).text() + "11261123", ScanRefusal.GS1_BROKEN);
    }

    @Test
    void aGs1CodeWithAWrongCheckDigitOrTwoSerialNumbersIsRefused() {
        assertRefused("01" + "04006381333932" + "21" + unit(1).text(), ScanRefusal.GS1_BROKEN);
        assertRefused("(21)" + unit(1).text() + "(21)" + unit(2).text(), ScanRefusal.GS1_BROKEN);
        assertRefused("(01)" + GTIN + "(21" + unit(1).text(), ScanRefusal.GS1_BROKEN);
        assertRefused("01" + GTIN + "99X" + GS + "21" + unit(1).text(), ScanRefusal.GS1_BROKEN);
    }

    @Test
    void aGs1CodeWithoutASerialNumberSaysSo() {
        assertRefused("(01)" + GTIN + "(11)261123", ScanRefusal.GS1_WITHOUT_SERIAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4006381333931", "]E04006381333931", "96385074", "]X0whatever", "]I04006381333931"})
    void theCodeOfATradeItemIsNoUnit(String code) {
        assertRefused(code, ScanRefusal.WRONG_SYMBOLOGY);
    }

    @Test
    void hostileScansAreRefusedByWhatTheyAre() {
        assertRefused("", ScanRefusal.EMPTY);
        assertRefused("A".repeat(4_096), ScanRefusal.TOO_LONG);
        assertRefused(unit(1).text() + "\u0000", ScanRefusal.CONTROL_CHARACTER);
        assertRefused("\u001b[2J" + unit(1).text(), ScanRefusal.CONTROL_CHARACTER);
        assertRefused("=1+1", ScanRefusal.FOREIGN_CHARACTER);
        assertRefused("CP4264710000123\u0664", ScanRefusal.FOREIGN_CHARACTER);
        assertRefused(unit(1).text().replace('4', '5'), ScanRefusal.NOT_A_SERIAL);
        assertRefused("WIFI:T:WPA;S:EVC;P:secret;;", ScanRefusal.FOREIGN_CHARACTER);
    }

    @Test
    void oneOrTwoDigitsAreASlot() {
        assertThat(read("7")).isEqualTo(new ScanReading.Slot(7));
        assertThat(read("16")).isEqualTo(new ScanReading.Slot(16));
    }

    @Test
    void aBadgeHasEightToSixtyFourPrintableCharacters() {
        assertThat(ScanRule.BADGE.read("badge-of-olga".toCharArray())).isInstanceOf(ScanReading.Code.class);
        assertThat(ScanRule.BADGE.read("1234567".toCharArray())).isEqualTo(new ScanReading.Refused(ScanRefusal.EMPTY));
        assertThat(ScanRule.BADGE.read("1".repeat(65).toCharArray()))
                .isEqualTo(new ScanReading.Refused(ScanRefusal.TOO_LONG));
        assertThat(ScanRule.BADGE.read(("badge" + GS + "of-olga").toCharArray()))
                .isEqualTo(new ScanReading.Refused(ScanRefusal.CONTROL_CHARACTER));
    }

    @Property
    void whateverIsScannedIsReadOrRefusedAndNothingElse(@ForAll @StringLength(max = 600) String scanned) {
        for (var rule : ScanRule.values()) {
            assertThat(rule.read(scanned.toCharArray())).isNotNull();
        }
    }

    @Property
    void everyUnitIsReadFromItsPlate(@ForAll @IntRange(min = 1, max = 2_000) int number) {
        var serial = Units.unit(number);
        assertThat(read("01" + GTIN + "1126112321" + serial.text())).isEqualTo(new ScanReading.Serial(serial));
    }

    private static ScanReading read(String scanned) {
        return ScanRule.SERIAL.read(scanned.toCharArray());
    }

    private static void assertRefused(String scanned, ScanRefusal why) {
        assertThat(read(scanned)).as(scanned).isEqualTo(new ScanReading.Refused(why));
    }
}
