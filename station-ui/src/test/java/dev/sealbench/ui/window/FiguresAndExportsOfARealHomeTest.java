package dev.sealbench.ui.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sealbench.core.ExportCheck;
import dev.sealbench.core.ExportListener;
import dev.sealbench.core.ExportRange;
import dev.sealbench.core.Fault;
import dev.sealbench.core.Period;
import dev.sealbench.core.Station;
import dev.sealbench.core.StationException;
import dev.sealbench.ui.testkit.Demo;
import dev.sealbench.ui.testkit.DemoParameter;
import dev.sealbench.ui.testkit.TestStation;
import dev.sealbench.ui.window.login.SignInAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The adapters behind the pages for quality and export, on a real home.
@ExtendWith(DemoParameter.class)
class FiguresAndExportsOfARealHomeTest {

    private static final Period EVER = new Period(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"));

    @TempDir
    private Path folder;

    @Test
    void anAuditorExportsAWorkOrderChecksItAndSeesTheFigures(Demo demo) throws Exception {
        var home = demo.newStation();
        try (var station = Station.open(home.home(), Clock.systemUTC())) {
            var people = signedIn(station, home, "axel");
            var export = new ExportAdapter(people);
            var order = export.subjects().workOrders().getFirst();
            assertThat(export.subjects().customers()).isNotEmpty();

            var out = folder.resolve("out");
            var summary = export.export(new ExportRange.OfWorkOrder(order), out, ExportListener.silent());
            assertThat(summary.events()).as("nothing happened to its units yet").isZero();
            assertThat(export.check(out)).isInstanceOf(ExportCheck.Sound.class);
            Files.writeString(out.resolve("units.csv"), "another table");
            assertThat(export.check(out)).isInstanceOf(ExportCheck.Wrong.class);

            var report = new QualityAdapter(people).report(EVER, Optional.of(order));
            assertThat(report.runs()).isEmpty();
            assertThat(new QualityAdapter(people).workOrders()).contains(order);
        }
    }

    @Test
    void anOperatorIsRefusedByTheCoreWhateverAPageShows(Demo demo) throws Exception {
        var home = demo.newStation();
        try (var station = Station.open(home.home(), Clock.systemUTC())) {
            var people = signedIn(station, home, "olga");
            var out = folder.resolve("out");
            var refused = catchThrowableOfType(
                    StationException.class,
                    () -> new ExportAdapter(people).export(new ExportRange.All(), out, ExportListener.silent()));
            assertThat(refused.fault()).isEqualTo(Fault.NOT_ALLOWED);
            assertThat(out).doesNotExist();
            var notSeen = catchThrowableOfType(
                    StationException.class, () -> new QualityAdapter(people).report(EVER, Optional.empty()));
            assertThat(notSeen.fault()).isEqualTo(Fault.NOT_ALLOWED);
        }
    }

    private static StationPeople signedIn(Station station, TestStation home, String name) throws IOException {
        var people = new StationPeople(station);
        assertThat(people.signIn(name, home.secretOf(name).toCharArray())).isInstanceOf(SignInAnswer.Welcome.class);
        return people;
    }
}
