package dev.sealbench.core.internal.books;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;

/// Takes all idle connections out of the pool when one of them proves to be broken: the others are of the same server,
/// which went away or was started anew, and each of them would break somebody's next change.
///
/// Safe to share between threads.
final class BrokenConnections implements SqlLogger {

    private final HikariDataSource source;

    BrokenConnections(HikariDataSource source) {
        this.source = source;
    }

    @Override
    public void logException(StatementContext context, SQLException failure) {
        var pool = source.getHikariPoolMXBean();
        if (pool != null && isBroken(String.valueOf(failure.getSQLState()))) {
            pool.softEvictConnections();
        }
    }

    /// Connection exceptions of the standard, PostgreSQL's server that stops, H2's database that was closed.
    private static boolean isBroken(String state) {
        return state.startsWith("08") || state.startsWith("57P") || state.equals("90098") || state.equals("90121");
    }
}
