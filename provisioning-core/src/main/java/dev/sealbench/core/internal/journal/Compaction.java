package dev.sealbench.core.internal.journal;

import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.internal.journal.JournalEntry.Booked;
import dev.sealbench.core.internal.journal.JournalEntry.ChipBound;
import dev.sealbench.core.internal.journal.JournalEntry.CredentialsSealed;
import dev.sealbench.core.internal.journal.JournalEntry.FinalReceipt;
import dev.sealbench.core.internal.journal.JournalEntry.RunOpened;
import dev.sealbench.core.internal.journal.JournalEntry.TrialDecided;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Takes sealed credentials that nobody needs any more out of a unit's journal. They are in the books, and only there
/// they end when the unit's data key is shredded.
final class Compaction {

    private static final String FRESH_SUFFIX = ".new";

    private Compaction() {}

    /// The octets of a journal without the sealed credentials that are void; of a unit that is over, without any.
    ///
    /// A unit that is over and booked keeps only what makes it the unit that it is: the bound chip, the decisions
    /// about trials, an open run, and everything from the final receipt on.
    static byte[] octets(SerialNumber serial, JournalState state, boolean over) {
        var small = new ByteArrayOutputStream();
        small.writeBytes(JournalFile.header(serial));
        long sequence = 0;
        for (var recorded : over && state.isBooked() ? record(state) : withoutSpent(state, over)) {
            sequence++;
            small.writeBytes(JournalFile.encode(new Recorded(sequence, recorded.at(), recorded.entry())));
        }
        return small.toByteArray();
    }

    /// Puts `content` in the place of the file `name`: the old file or the new one is there at any time, never a
    /// mixture, and the new one for good when this returns.
    static void replace(JournalFolder folder, String name, byte[] content) throws IOException {
        var fresh = name + FRESH_SUFFIX;
        folder.delete(fresh);
        folder.create(fresh);
        try (var file = folder.open(fresh)) {
            file.write(0, content);
            file.sync();
        }
        folder.replace(fresh, name);
        folder.sync();
    }

    private static List<Recorded> withoutSpent(JournalState state, boolean over) {
        var live = state.credentials();
        return state.recorded().stream()
                .filter(recorded -> !(recorded.entry() instanceof CredentialsSealed sealed)
                        || !over && live.stream().anyMatch(each -> each == sealed))
                .toList();
    }

    private static List<Recorded> record(JournalState state) {
        var kept = new ArrayList<Recorded>();
        var openRun = state.openRun();
        var last = lastIndexOfFinalReceipt(state);
        for (int i = 0; i < state.recorded().size(); i++) {
            var recorded = state.recorded().get(i);
            boolean wanted = switch (recorded.entry()) {
                case ChipBound _, TrialDecided _, Booked _ -> true;
                case RunOpened run -> openRun.stream().anyMatch(run::equals);
                case CredentialsSealed _ -> false;
                default -> i >= last;
            };
            if (wanted) {
                kept.add(recorded);
            }
        }
        return kept;
    }

    private static int lastIndexOfFinalReceipt(JournalState state) {
        int last = 0;
        for (int i = 0; i < state.recorded().size(); i++) {
            last = state.recorded().get(i).entry() instanceof FinalReceipt ? i : last;
        }
        return last;
    }
}
