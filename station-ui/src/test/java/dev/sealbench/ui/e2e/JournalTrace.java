package dev.sealbench.ui.e2e;

import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.internal.journal.Journal;
import dev.sealbench.core.internal.journal.JournalEntry;
import dev.sealbench.core.internal.journal.Recorded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/// The station's writes into its unit's journal: counted, or ended by a SIGKILL, both by strace from
/// outside. The program itself is the one that is shipped.
///
/// "Before" is the entry of the write, which is not executed; "after" is the entry of the fsync behind
/// it: the page cache outlives the process.
final class JournalTrace {

    private static final String WRITE = "write";
    private static final String SYNC = "fsync";

    private JournalTrace() {}

    /// Put before the station's command: notes each write in `log`.
    static List<String> counting(TestStation station, Path log) {
        return command(station, List.of("-o", log.toString()));
    }

    /// Put before the station's command: kills it at `point`.
    static List<String> killing(TestStation station, KillPoint.AtJournal point) {
        var call = point.side() == Side.BEFORE ? WRITE : SYNC;
        return command(
                station,
                List.of("-o", "/dev/null", "-e", "inject=%s:signal=SIGKILL:when=%d".formatted(call, point.write())));
    }

    /// How many writes [#counting] noted.
    ///
    /// @throws IllegalStateException when one was not followed by its own fsync: the points would be
    ///     elsewhere
    static int writes(Path log) throws IOException {
        int writes = 0;
        int syncs = 0;
        for (var line : Files.readAllLines(log)) {
            writes += line.contains(" " + WRITE + "(") ? 1 : 0;
            syncs += line.contains(" " + SYNC + "(") ? 1 : 0;
            if (syncs > writes || writes > syncs + 1) {
                throw new IllegalStateException("not write and fsync in turn: " + line);
            }
        }
        return writes;
    }

    /// Names of the entries that stand in the journal of the unit, in order. The station must not run.
    static List<String> entries(TestStation station) throws Exception {
        try (var journal = Journal.open(station.home().journal(), Clock.systemUTC())) {
            var names = new ArrayList<String>();
            for (Recorded recorded :
                    journal.peek(new SerialNumber(DemoState.SERIAL)).recorded()) {
                names.add(name(recorded.entry()));
            }
            return names;
        }
    }

    private static String name(JournalEntry entry) {
        return entry.getClass().getSimpleName();
    }

    private static List<String> command(TestStation station, List<String> more) {
        var file = station.home().journal().resolve(DemoState.SERIAL + ".journal");
        // not with --seccomp-bpf: strace 6.1 then injects nothing
        var command = new ArrayList<>(List.of("strace", "-f", "-qq"));
        command.addAll(List.of("-P", file.toString(), "-e", "trace=" + WRITE + "," + SYNC));
        command.addAll(more);
        return command;
    }
}
