package dev.sealbench.core.internal.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+49", "-1", "@SUM(A1)", "  =1", "|cmd", "%x", "\uff1d1", "\uff20x"})
    void whatASpreadsheetWouldCalculateGetsAnApostrophe(String text) {
        assertThat(PlainText.cell(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Stroomnet", "a=b", "Caf\u00e9 Z\u00fcrich", "3-phase", "", "^XA^XZ", "CP42647100001239"})
    void ordinaryTextStaysAsItIs(String text) {
        assertThat(PlainText.cell(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"9", "10", "13", "0", "27", "127", "133", "8232", "8233", "8238", "8203", "65279", "57344", "1114111"})
    void whatHidesOrBreaksLinesIsReplaced(int codePoint) {
        var text = "a" + Character.toString(codePoint) + "b";
        assertThat(PlainText.of(text)).isEqualTo("a\ufffdb");
    }

    @Test
    void aLoneSurrogateIsReplacedAndAPairIsNot() {
        assertThat(PlainText.of("a\ud83db")).isEqualTo("a\ufffdb");
        assertThat(PlainText.of("\ud83d\ude00")).isEqualTo("\ud83d\ude00");
    }

    @Test
    void longTextIsCutBetweenCharacters() {
        assertThat(PlainText.of("x".repeat(200))).isEqualTo("x".repeat(200));
        assertThat(PlainText.of("\ud83d\ude00".repeat(201))).isEqualTo("\ud83d\ude00".repeat(200) + "\u2026");
    }
}
