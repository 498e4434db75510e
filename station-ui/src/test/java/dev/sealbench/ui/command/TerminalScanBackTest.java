package dev.sealbench.ui.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.LabelKind;
import dev.sealbench.core.ScanBack;
import dev.sealbench.core.ScanBack.Answer;
import dev.sealbench.core.ScanBack.Complaint;
import dev.sealbench.core.SerialNumber;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TerminalScanBackTest {

    private final StringWriter shown = new StringWriter();

    @Test
    void theQuestionSaysWhichCodeOfWhichLabel() {
        ask("x", Optional.of(new Complaint.LabelOfOther(new SerialNumber("CP42647100001327"))));
        assertThat(shown.toString())
                .contains("this label belongs to another unit, CP42647100001327")
                .contains(
                        "this label may have been printed: scan the Wi-Fi code of the access label, print 2 (try 2 of 3)");
    }

    @Test
    void aLineIsAScanAndIsNotShown() {
        assertThat(ask("WIFI:T:WPA;S:a;P:secret;;", Optional.empty()))
                .isInstanceOfSatisfying(
                        Answer.Scanned.class,
                        scan -> assertThat(scan.text()).containsExactly("WIFI:T:WPA;S:a;P:secret;;".toCharArray()));
        assertThat(shown.toString()).doesNotContain("secret");
    }

    @Test
    void anExclamationMarkSaysThatNothingCameOut() {
        assertThat(ask("! the ribbon tore ", Optional.empty())).isEqualTo(new Answer.DidNotComeOut("the ribbon tore"));
        assertThat(ask("!", Optional.empty())).isEqualTo(new Answer.DidNotComeOut("it did not come out"));
    }

    @Test
    void anEmptyLineOrTheEndOfInputStops() {
        assertThat(ask("", Optional.empty())).isInstanceOf(Answer.Stopped.class);
        assertThat(ask(null, Optional.empty())).isInstanceOf(Answer.Stopped.class);
    }

    private Answer ask(String line, Optional<Complaint> complaint) {
        var terminal =
                new TerminalScanBack(new PrintWriter(shown, true), () -> line == null ? null : line.toCharArray());
        return terminal.scanned(new ScanBack.Request(
                new SerialNumber("CP42647100001239"), LabelKind.ACCESS, 2, ScanBack.Code.WIFI, 2, true, complaint));
    }
}
