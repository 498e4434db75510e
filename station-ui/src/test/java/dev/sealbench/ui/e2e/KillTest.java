package dev.sealbench.ui.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A run that is cut off at the points that matter most is finished by running the unit again.
/// `scripts/campaign`
/// does the same at random points for as long as one likes.
@Tag("e2e")
@ExtendWith(EndToEnd.class)
class KillTest {

    @ParameterizedTest
    @MethodSource("cases")
    void aUnitThatWasCutOffIsFinishedByRunningItAgain(KillCase kill, DemoState demo) throws Exception {
        var verdict = kill.play(demo);

        assertThat(verdict.wrong()).isEmpty();
        assertThat(verdict.hit())
                .as("the run was over before anything was cut off")
                .isTrue();
    }

    static Stream<KillCase> cases() {
        return Stream.of(
                new KillCase(Victim.LINE, new Moment(Entry.BURN_INTENDED, 1, Duration.ofMillis(250))),
                // sealed, and not yet in the TPM
                new KillCase(Victim.STATION, Moment.after(Entry.CREDENTIALS_SEALED)),
                new KillCase(Victim.CHARGER, new Moment(Entry.OBJECT_CERTIFIED, 3, Duration.ZERO)),
                // intended, and perhaps executed
                new KillCase(Victim.STATION, new Moment(Entry.ORDER_INTENDED, 1, Duration.ofMillis(300))),
                new KillCase(Victim.CHARGER, new Moment(Entry.CONFIRM_INTENDED, 1, Duration.ofMillis(100))),
                // proven, and not yet booked
                new KillCase(Victim.STATION, Moment.after(Entry.FINAL_RECEIPT)));
    }
}
