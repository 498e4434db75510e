package dev.sealbench.core.internal.run;

import dev.sealbench.core.EventRecord;
import dev.sealbench.core.EventRecord.Result;
import dev.sealbench.core.StationException;
import dev.sealbench.core.internal.books.NewEvent;
import java.util.Optional;

/// What the database's files still have of credentials that were destroyed. The station's log says whether it was taken
/// out: behind each [#AGREED] stands an [#ENDED] that is [Result#OK], or it was not.
final class OldPages {

    static final String AGREED = "credentials.destruction-agreed";

    static final String ENDED = "credentials.destruction-ended";

    private final Bench bench;

    OldPages(Bench bench) {
        this.bench = bench;
    }

    /// Takes it out, and notes it as the end of what was agreed.
    ///
    /// @param ended what became of the credentials
    /// @return what is left for somebody to do, one sentence
    Optional<String> takeOut(String ended) throws StationException {
        var remains = bench.books().compact();
        note(ended, remains);
        return remains;
    }

    /// As [#takeOut], when an earlier destruction was cut off before it, or could not do it.
    Optional<String> takeOutWhatIsOwed() throws StationException {
        var last = Desks.ask(() -> bench.books().events().last(AGREED, ENDED));
        if (last.isEmpty() || last.get().action().equals(ENDED) && last.get().result() == Result.OK) {
            return Optional.empty();
        }
        if (wasMadeAnewSince(last.get())) {
            note("made anew by the database's owner", Optional.empty());
            return Optional.empty();
        }
        return takeOut("0 destroyed, 0 left");
    }

    /// PostgreSQL gives a table that is made anew a file of another name; nobody can do it but the tables' owner.
    private boolean wasMadeAnewSince(EventRecord ended) throws StationException {
        var file = Desks.ask(() -> bench.books().secrets().file());
        return ended.action().equals(ENDED)
                && file.isPresent()
                && !ended.detail().endsWith(in(file.get()));
    }

    private void note(String ended, Optional<String> remains) throws StationException {
        var file = Desks.ask(() -> bench.books().secrets().file()).map(OldPages::in);
        var detail = remains.map(left -> ended + "; " + left + file.orElse("")).orElse(ended);
        var result = remains.isEmpty() ? Result.OK : Result.FAILED;
        var event = new NewEvent(ENDED, Optional.empty(), Optional.empty(), result, detail);
        Desks.ask(() -> bench.books().events().append(event, bench.author()));
    }

    private static String in(String file) {
        return " (file " + file + ")";
    }
}
