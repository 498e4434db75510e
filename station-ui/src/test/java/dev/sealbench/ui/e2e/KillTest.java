package dev.sealbench.ui.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.ui.e2e.KillPoint.Kind;
import dev.sealbench.ui.testkit.Demo;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/// A run that is cut off at the points that matter most is finished by running the unit again.
/// `scripts/campaign` plays all points.
@Tag("e2e")
@ExtendWith(EndToEnd.class)
class KillTest {

    /// At least one of each kind, as patterns; of several points that match one, the last is played.
    private static final List<String> WORTH = List.of(
            // sealed in the books, and not in the journal
            "station: before journal write .* \\(CredentialsSealed\\)",
            // intended, and not sent
            "station: after journal write .* \\(OrderIntended\\)",
            // counted by the books, and not in the journal
            "station: before journal write .* \\(LabelIntended\\)",
            "station: before journal write .* \\(small file renamed\\)",
            // finished, and nobody says so
            "station: before journal write .* \\(RunClosed\\)",
            "station: after TpmExchange .* \\(TPM2_Import\\)",
            // executed, and not known
            "station: after ApplyOrder 1",
            "station: after 50.0 % of the burn",
            "charger: before TpmExchange .* \\(TPM2_Import\\)",
            "charger: after Confirm 1",
            "charger: after 30.0 % of the burn",
            // the two commit points: TRIAL in the record's state word, and the write lock of the customer-lock index
            "charger: ApplyOrder .* after program of OTP 0x00000",
            "charger: Confirm .* after TPM2_NV_WriteLock",
            "line: after 70.0 % of the burn");

    @TestFactory
    Stream<DynamicTest> aUnitThatWasCutOffIsFinishedByRunningItAgain(Demo demo) throws Exception {
        var points = Survey.of(demo);
        assertThat(points.stream().map(KillPoint::kind).distinct()).containsExactlyInAnyOrder(Kind.values());

        return WORTH.stream()
                .map(name -> last(points, name))
                .map(point -> DynamicTest.dynamicTest(point.toString(), () -> {
                    var verdict = new KillCase(point).play(demo);
                    assertThat(verdict.wrong()).isEmpty();
                    assertThat(verdict.hit())
                            .as("the run was over before anything was cut off")
                            .isTrue();
                }));
    }

    private static KillPoint last(List<KillPoint> points, String name) {
        Predicate<KillPoint> wanted = point -> point.toString().matches(name);
        return points.stream()
                .filter(wanted)
                .reduce((_, later) -> later)
                .orElseThrow(() -> new AssertionError("no point is named " + name));
    }
}
