package dev.sealbench.ui.e2e;

import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.internal.journal.Journal;
import dev.sealbench.core.internal.journal.JournalState;
import dev.sealbench.ui.testkit.Demo;
import dev.sealbench.ui.testkit.TestStation;
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

    /// Of the octets that strace shows: an entry's type is the last of them.
    private static final int SHOWN_BYTES = 17;

    /// By type number of the file format; type 0 there is none, and the file's header begins like that.
    private static final List<String> NAMES = List.of(
            "header",
            "RunOpened",
            "ChipBound",
            "BurnIntended",
            "BurnDone",
            "CredentialsSealed",
            "DeviceKeyIssued",
            "TpmNames",
            "ObjectCertified",
            "Measured",
            "OrderIntended",
            "OrderAcknowledged",
            "TrialReceipt",
            "ConfirmIntended",
            "RevertIntended",
            "FinalReceipt",
            "Booked",
            "LabelIntended",
            "LabelDone",
            "Released",
            "Voided",
            "RunClosed");

    private JournalTrace() {}

    /// Put before the station's command: notes each write in `log`.
    static List<String> counting(TestStation station, Path log) {
        return command(station, List.of("-xx", "-s", Integer.toString(SHOWN_BYTES), "-o", log.toString()));
    }

    /// Put before the station's command: kills it at `point`.
    static List<String> killing(TestStation station, KillPoint.AtJournal point) {
        var call = point.side() == Side.BEFORE ? WRITE : SYNC;
        return command(
                station,
                List.of("-o", "/dev/null", "-e", "inject=%s:signal=SIGKILL:when=%d".formatted(call, point.write())));
    }

    /// Names of what the writes that [#counting] noted wrote, in order, the file's header first.
    ///
    /// @throws IllegalStateException when one was not followed by its own fsync: the points would be
    ///     elsewhere
    static List<String> writes(Path log) throws IOException {
        var writes = new ArrayList<String>();
        int syncs = 0;
        for (var line : Files.readAllLines(log)) {
            if (line.contains(" " + WRITE + "(")) {
                writes.add(writes.isEmpty() ? NAMES.getFirst() : NAMES.get(typeIn(line)));
            }
            syncs += line.contains(" " + SYNC + "(") ? 1 : 0;
            if (syncs > writes.size() || writes.size() > syncs + 1) {
                throw new IllegalStateException("not write and fsync in turn: " + line);
            }
        }
        return writes;
    }

    /// What stands in the journal of the unit. The station must not run.
    static JournalState state(TestStation station) throws Exception {
        try (var journal = Journal.open(station.home().journal(), Clock.systemUTC())) {
            return journal.peek(new SerialNumber(Demo.SERIAL));
        }
    }

    /// The last octet of `"\x00\x01..."...`.
    private static int typeIn(String line) {
        int end = line.lastIndexOf('"');
        return Integer.parseInt(line.substring(end - 2, end), 16);
    }

    private static List<String> command(TestStation station, List<String> more) {
        var file = station.home().journal().resolve(Demo.SERIAL + ".journal");
        // not with --seccomp-bpf: strace 6.1 then injects nothing
        var command = new ArrayList<>(List.of("strace", "-f", "-qq"));
        command.addAll(List.of("-P", file.toString(), "-e", "trace=" + WRITE + "," + SYNC));
        command.addAll(more);
        return command;
    }
}
