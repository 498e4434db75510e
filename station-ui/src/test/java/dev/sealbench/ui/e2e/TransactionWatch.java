package dev.sealbench.ui.e2e;

import dev.sealbench.core.RunListener;
import dev.sealbench.core.Step;
import dev.sealbench.core.internal.books.PostgresServer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Asks the database server, at each step of a run and at each progress of it, whether a station has a transaction open
/// while it works at the charger. Called on the run's own thread, which therefore is within no statement then.
final class TransactionWatch implements RunListener {

    private final PostgresServer server;

    private final List<String> open = new ArrayList<>();

    private int looks;

    TransactionWatch(PostgresServer server) {
        this.server = server;
    }

    @Override
    public void started(Step step) {
        look(step);
    }

    @Override
    public void progress(Step step, long done, long total) {
        look(step);
    }

    @Override
    public void done(Step step, long millis) {
        look(step);
    }

    private void look(Step step) {
        try {
            looks++;
            server.openTransactions().forEach(query -> open.add(step + ": " + query));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// How often it was looked.
    int looks() {
        return looks;
    }

    /// In which step which statement was the last of a transaction that was left open.
    List<String> open() {
        return List.copyOf(open);
    }
}
