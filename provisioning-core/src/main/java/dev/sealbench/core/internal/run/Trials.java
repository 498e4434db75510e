package dev.sealbench.core.internal.run;

import dev.sealbench.core.Digest;
import dev.sealbench.core.Fault;
import dev.sealbench.core.Octets;
import dev.sealbench.core.Step;
import dev.sealbench.core.StepFailure;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.core.internal.books.BooksUnavailable;
import dev.sealbench.core.internal.document.Decisions;
import dev.sealbench.core.internal.document.Decisions.Trial;
import dev.sealbench.core.internal.journal.JournalEntry.RevertIntended;
import dev.sealbench.core.internal.journal.JournalEntry.Voided;
import dev.sealbench.core.internal.journal.JournalException;
import dev.sealbench.link.Hello;
import dev.sealbench.link.Lifecycle;
import dev.sealbench.link.LinkException;
import java.time.Duration;

/// Undoes trials. Safe to run again at any point: what was intended is intended once, a charger that is
/// blank already
/// is only noted.
final class Trials {

    /// How long a charger may take from a reset to hello (PROTOCOL.md 3.2).
    static final Duration RESTART = Duration.ofSeconds(30);

    private static final int REASON_CHARS = 200;

    private Trials() {}

    /// Reverts `trial` and voids its credentials.
    ///
    /// @return what the blank charger then says of itself
    static Hello revert(Trial trial, Run run, String reason) throws StepFailure {
        var hello = revertVoid(trial, run);
        voidCredentials(run, reason);
        return hello;
    }

    /// Reverts a trial whose credentials are void already.
    ///
    /// @return what the blank charger then says of itself
    static Hello revertVoid(Trial trial, Run run) throws StepFailure {
        var bench = run.bench();
        var envelope = Decisions.revert(trial, bench.stationStatement(), bench.orderKey());
        run.note(
                Step.ATTEST,
                new RevertIntended(
                        Digest.of(trial.orderDigest()), Octets.of(trial.trialId()), Octets.of(envelope.toByteArray())));
        try {
            run.link().revert(envelope);
            var hello = run.link().awaitHello(RESTART);
            if (hello.lifecycle() != Lifecycle.BLANK) {
                throw new StepFailure(Step.ATTEST, Fault.REVERTED, "the charger did not become blank");
            }
            return hello;
        } catch (LinkException e) {
            throw Failures.of(Step.ATTEST, e, Fault.REVERTED);
        }
    }

    /// Notes, in books and journal, that the live credentials are never used again. Books that are away hear of it
    /// later, before any others are drawn.
    static void voidCredentials(Run run, String reason) throws StepFailure {
        var state = run.state();
        var why = reason.length() > REASON_CHARS ? reason.substring(0, REASON_CHARS) : reason;
        var decision = state.decision();
        var bench = run.bench();
        try {
            if (Settling.isBookable(state)) {
                var order = decision.orElseThrow().order();
                var file = RecordStep.file(run.journal().serial(), order, state);
                bench.backlog().settle(run.journal());
                bench.books().documents().bookReverted(file, why, bench.author());
            }
        } catch (BooksUnavailable e) {
            bench.backlog().late(run.journal().serial(), e);
        } catch (JournalException e) {
            throw new StepFailure(Step.ATTEST, Fault.JOURNAL_UNAVAILABLE, e.getMessage(), e);
        } catch (BooksException e) {
            throw new StepFailure(Step.ATTEST, Fault.BOOKS_UNAVAILABLE, e.getMessage(), e);
        }
        run.note(Step.ATTEST, new Voided(why));
    }
}
