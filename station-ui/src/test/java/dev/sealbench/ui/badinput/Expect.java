package dev.sealbench.ui.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.EventRecord;
import dev.sealbench.core.Fault;
import dev.sealbench.core.MalformedSerial;
import dev.sealbench.core.Outcome;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.StationException;
import dev.sealbench.ui.testkit.TestStation;
import java.util.Optional;

/// What every case asks for.
final class Expect {

    private static final int SENTENCE_MAX_CHARS = 300;

    private Expect() {}

    /// The unit is bad or in doubt: exit code 1.
    static void rejected(TestStation station, Outcome outcome, Fault fault) throws Exception {
        assertThat(outcome).isInstanceOf(Outcome.UnitRejected.class);
        failed(station, outcome, fault, 1);
    }

    /// The station is bad: exit code 3.
    static void faulted(TestStation station, Outcome outcome, Fault fault) throws Exception {
        assertThat(outcome).isInstanceOf(Outcome.StationFaulted.class);
        failed(station, outcome, fault, 3);
    }

    /// Not allowed as asked: exit code 4.
    static void refused(TestStation station, Outcome outcome, Fault fault) throws Exception {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        failed(station, outcome, fault, 4);
    }

    static void passed(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Passed.class);
        assertThat(outcome.exitCode()).isZero();
    }

    /// A door other than provisioning refused.
    static void refused(StationException refusal, Fault fault, int exitCode) {
        assertThat(refusal).isNotNull();
        assertThat(refusal.fault()).isEqualTo(fault);
        assertThat(refusal.exitCode()).isEqualTo(exitCode);
        oneSentence(refusal.getMessage());
    }

    /// One line that a person can read: no class names, no control characters, not endless.
    static void oneSentence(String text) {
        assertThat(text)
                .isNotBlank()
                .hasSizeLessThan(SENTENCE_MAX_CHARS)
                .doesNotContain("java.")
                .doesNotContainPattern("[A-Za-z]Exception");
        assertThat(text.codePoints()).noneMatch(Character::isISOControl);
    }

    private static void failed(TestStation station, Outcome outcome, Fault fault, int exitCode) throws Exception {
        assertThat(faultOf(outcome)).as(outcome.toString()).isEqualTo(fault);
        assertThat(outcome.exitCode()).isEqualTo(exitCode);
        oneSentence(fault.text() + " (" + detailOf(outcome) + "); " + fault.next());
        var last = station.events().stream()
                .filter(event ->
                        event.action().equals("run.refused") || event.action().equals("run.failed"))
                .reduce((_, later) -> later);
        assertThat(last.map(EventRecord::result)).contains(EventRecord.Result.REFUSED);
        assertThat(last.orElseThrow().detail()).contains(fault.toString());
        assertThat(last.orElseThrow().person()).matches("p-[0-9a-f]{16}");
        assertThat(last.orElseThrow().serial()).isEqualTo(serialOf(outcome));
    }

    private static Optional<SerialNumber> serialOf(Outcome outcome) {
        try {
            return Optional.of(SerialNumber.parse(outcome.serial()));
        } catch (MalformedSerial e) {
            return Optional.empty();
        }
    }

    private static Fault faultOf(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Passed passed -> throw new AssertionError("passed: " + passed);
            case Outcome.UnitRejected bad -> bad.fault();
            case Outcome.StationFaulted bad -> bad.fault();
            case Outcome.Refused bad -> bad.fault();
            case Outcome.Abandoned _ -> Fault.STOPPED;
        };
    }

    private static String detailOf(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Passed _ -> "";
            case Outcome.UnitRejected bad -> bad.detail();
            case Outcome.StationFaulted bad -> bad.detail();
            case Outcome.Refused bad -> bad.detail();
            case Outcome.Abandoned stopped -> stopped.sentence();
        };
    }
}
