package dev.sealbench.core;

import dev.sealbench.core.internal.run.Bench;
import dev.sealbench.core.internal.run.Desks;
import dev.sealbench.core.internal.run.Shredding;
import java.util.List;
import java.util.Optional;

/// The end of sealed credentials: which are due, and their destruction, which two persons do together. Safe to
/// share between threads; while old pages of the books are taken away, other calls of this process may fail.
public final class RetentionDesk {

    private final Bench bench;
    private final Session session;

    RetentionDesk(Bench bench, Session session) {
        this.bench = bench;
        this.session = session;
    }

    /// Credentials whose time has come, by serial number.
    ///
    /// @param workOrder only those of its units, or all
    /// @throws StationException when the work order is unknown or still open
    public List<DueCredentials> due(Optional<String> workOrder) throws StationException {
        session.require(Permission.DESTROY_CREDENTIALS);
        return new Shredding(bench).due(workOrder);
    }

    /// Forgets the data keys of credentials that both persons saw as due, each in a transaction of its own,
    /// then takes what the database still has of them out of its files. Nothing brings them back. What a crash
    /// left undone is due again, and a second call goes on.
    ///
    /// @param agreed from [#due]; what is no longer due, or is being worked on, is left alone
    /// @throws StationException when there is no second person, or the books cannot be used
    public ShredReport destroy(List<DueCredentials> agreed) throws StationException {
        session.require(Permission.DESTROY_CREDENTIALS);
        return Desks.noted(bench, "credentials.destruction-refused", () -> {
            var second = session.requireSecond();
            try (var _ = session.working()) {
                return new Shredding(bench).destroy(agreed, second);
            }
        });
    }

    /// Takes out of the database's files what an earlier [#destroy] left there: it was cut off, or could not do it.
    /// Nothing happens when it left nothing. One person may: what is destroyed was agreed by two.
    ///
    /// @throws StationException when the books cannot be used, or their log is not the one that was signed
    public ShredReport finish() throws StationException {
        session.require(Permission.DESTROY_CREDENTIALS);
        try (var _ = session.working()) {
            return new Shredding(bench).finish();
        }
    }
}
