package dev.sealbench.core.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// "Durable" means that fsync returned; whether a kill loses something cannot show that, the system calls can.
class DurabilityTest {

    @TempDir
    Path home;

    @Test
    void everyEntryIsSynchronisedBeforeItsEffect() throws Exception {
        var effects = home.resolve("effects");
        var trace = Trace.of(home, Appender.class, home.resolve("journal").toString(), effects.toString());

        boolean dirty = false;
        int synced = 0;
        int seen = 0;
        for (var call : trace.aboutAny(".journal>", "effects>")) {
            if (call.contains("effects>")) {
                assertThat(dirty).as("effect before the sync: %s", call).isFalse();
                seen++;
                assertThat(synced).as("syncs before effect %d", seen).isGreaterThanOrEqualTo(seen);
            } else if (call.contains("sync(")) {
                assertThat(call).endsWith("= 0");
                dirty = false;
                synced++;
            } else {
                dirty = true;
            }
        }
        assertThat(seen).isEqualTo(Entries.untilAttested().size());
    }

    @Test
    void theNamesOfJournalAndUnitAreSynchronisedToo() throws Exception {
        var journal = home.resolve("journal");
        var trace = Trace.of(
                home,
                Appender.class,
                journal.toString(),
                home.resolve("effects").toString());

        assertThat(trace.about("<" + journal + ">")).anyMatch(call -> call.startsWith("fsync("));
        assertThat(trace.about("<" + home + ">")).anyMatch(call -> call.startsWith("fsync("));
    }
}
