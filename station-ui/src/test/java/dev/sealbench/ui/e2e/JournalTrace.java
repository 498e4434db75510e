package dev.sealbench.ui.e2e;

import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.internal.journal.Journal;
import dev.sealbench.core.internal.journal.JournalState;
import dev.sealbench.ui.e2e.KillPoint.AtJournal;
import dev.sealbench.ui.testkit.Demo;
import dev.sealbench.ui.testkit.TestStation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;

/// What the station does to its unit's journal on the disk: noted, or ended by a SIGKILL, both by strace
/// from outside. The program itself is the one that is shipped.
///
/// "Before" is the entry of the system call, which is then not executed; "after" is the entry of the fsync
/// behind it: the page cache outlives the process.
final class JournalTrace {

    private static final String CALLS = "write,fsync,rename,renameat,renameat2";
    private static final String FSYNC = "fsync";

    /// Process, name, and the file behind the first argument where that is a descriptor.
    private static final Pattern LINE = Pattern.compile("\\d+ +(write|fsync|rename\\w*)\\((?:\\d+<([^>]*)>)?.*");

    private static final Pattern HEX = Pattern.compile("\\\\x([0-9a-f]{2})");

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

    /// A system call.
    ///
    /// @param name as strace knows it
    /// @param occurrence which one of this name about the journal, from 1
    record Call(String name, int occurrence) {}

    /// A call as it was noted.
    ///
    /// @param file behind its descriptor, empty for a renaming
    /// @param line as strace wrote it
    private record Noted(Call call, String file, String line) {

        boolean isSync() {
            return call.name().equals(FSYNC);
        }

        boolean isRenaming() {
            return call.name().startsWith("rename");
        }
    }

    /// Put before the station's command: notes each call in `log`.
    static List<String> counting(TestStation station, Path log) {
        return command(station, List.of("-y", "-xx", "-s", Integer.toString(SHOWN_BYTES), "-o", log.toString()));
    }

    /// Put before the station's command: kills it at `call`.
    static List<String> killing(TestStation station, Call call) {
        var order = "inject=%s:signal=SIGKILL:when=%d".formatted(call.name(), call.occurrence());
        return command(station, List.of("-o", "/dev/null", "-e", order));
    }

    /// The points that a run which [#counting] noted has: before and after each write, and before and after
    /// a small file takes the journal's place. The station must not run.
    ///
    /// @throws IllegalStateException when something was not followed by its own fsync: the points would be
    ///     elsewhere
    static List<AtJournal> points(TestStation station, Path log) throws Exception {
        var noted = read(log);
        var points = new ArrayList<AtJournal>();
        int number = 0;
        int entries = -1; // the file's header is none
        for (int i = 0; i < noted.size(); i++) {
            var call = noted.get(i);
            if (call.isSync()) {
                continue;
            }
            boolean small = call.file().endsWith(".new");
            int before = Math.max(0, entries);
            if (call.isRenaming()) {
                entries = state(station).recorded().size();
            } else if (!small) {
                entries++;
            }
            var sync = syncBehind(noted, i);
            var what = call.isRenaming() ? "small file renamed" : small ? "small file" : entryIn(call, entries);
            points.add(new AtJournal(Side.BEFORE, ++number, what, call.call(), before));
            points.add(new AtJournal(Side.AFTER, number, what, sync, entries));
        }
        return points;
    }

    /// What stands in the journal of the unit. The station must not run.
    static JournalState state(TestStation station) throws Exception {
        try (var journal = Journal.open(station.home().journal(), Clock.systemUTC())) {
            return journal.peek(new SerialNumber(Demo.SERIAL));
        }
    }

    private static List<Noted> read(Path log) throws IOException {
        var counts = new HashMap<String, Integer>();
        var noted = new ArrayList<Noted>();
        for (var line : Files.readAllLines(log)) {
            var parts = LINE.matcher(line);
            if (parts.matches()) {
                var call = new Call(parts.group(1), counts.merge(parts.group(1), 1, Integer::sum));
                noted.add(new Noted(call, text(parts.group(2)), line));
            }
        }
        return noted;
    }

    /// The next call is the fsync of the same file, or, behind a renaming, of the folder.
    private static Call syncBehind(List<Noted> noted, int at) {
        var call = noted.get(at);
        var next = at + 1 < noted.size() ? noted.get(at + 1) : call;
        boolean same = next.isSync() && (call.isRenaming() || next.file().equals(call.file()));
        if (!same) {
            throw new IllegalStateException("no fsync behind " + call.line());
        }
        return next.call();
    }

    private static String entryIn(Noted write, int entries) {
        return entries == 0 ? NAMES.getFirst() : NAMES.get(typeIn(write.line()));
    }

    /// The last octet of `"\x00\x01..."...`.
    private static int typeIn(String line) {
        int end = line.lastIndexOf('"');
        return Integer.parseInt(line.substring(end - 2, end), 16);
    }

    private static String text(String hex) {
        return hex == null
                ? ""
                : HEX.matcher(hex).replaceAll(octet -> Character.toString(Integer.parseInt(octet.group(1), 16)));
    }

    private static List<String> command(TestStation station, List<String> more) {
        var folder = station.home().journal();
        var file = folder.resolve(Demo.SERIAL + ".journal");
        // not with --seccomp-bpf: strace 6.1 then injects nothing
        var command = new ArrayList<>(List.of("strace", "-f", "-qq", "-e", "trace=" + CALLS));
        for (var path : List.of(file.toString(), file + ".new", folder.toString())) {
            command.addAll(List.of("-P", path));
        }
        command.addAll(more);
        return command;
    }
}
