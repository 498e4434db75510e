package dev.sealbench.core.internal.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.Result;
import com.google.zxing.client.result.ResultParser;
import com.google.zxing.client.result.WifiParsedResult;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WifiCodeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "EVC-7RK3XD # HJKD-2N7X-W4TP-9FCV-3MRY # WIFI:T:WPA;S:EVC-7RK3XD;P:HJKD-2N7X-W4TP-9FCV-3MRY;;",
                "a;b # p,a:s\"s\\w # WIFI:T:WPA;S:a\\;b;P:p\\,a\\:s\\\"s\\\\w;;"
            })
    void theFiveSpecialCharactersAreEscaped(String ssid, String passphrase, String text) throws Exception {
        assertThat(text(ssid, passphrase)).isEqualTo(text);
    }

    @Property(tries = 300)
    void aPhoneUnderstandsEveryNameAndPassphrase(
            @ForAll @StringLength(min = 1, max = 32) @CharRange(from = '!', to = '~') String ssid,
            @ForAll @StringLength(min = 8, max = 63) @CharRange(from = '!', to = '~') String passphrase)
            throws Exception {
        var result = new Result(text(ssid, passphrase), null, null, BarcodeFormat.QR_CODE);
        assertThat(ResultParser.parseResult(result)).isInstanceOfSatisfying(WifiParsedResult.class, wifi -> {
            assertThat(wifi.getSsid()).isEqualTo(ssid);
            assertThat(wifi.getPassword()).isEqualTo(passphrase);
            assertThat(wifi.getNetworkEncryption()).isEqualTo("WPA");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abcdefghijklmnopqrstuvwxyz1234567", "EVC\n", "\u00e9"})
    void aNameThatIsNoneIsRefused(String ssid) {
        assertThatThrownBy(() -> WifiCode.of(ssid, "12345678".toCharArray())).isInstanceOf(LabelRefused.class);
    }

    private static String text(String ssid, String passphrase) throws LabelRefused {
        try (var secret = WifiCode.of(ssid, passphrase.toCharArray())) {
            return secret.reveal(String::new);
        }
    }
}
