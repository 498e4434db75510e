package dev.sealbench.core.internal.books;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.api.Trigger;

/// Refuses to change or delete a row; H2 calls it for the tables that db/migrations/h2 names. Public, with a public
/// constructor, because H2 makes it. Stateless.
public final class AppendOnlyTrigger implements Trigger {

    /// SQLSTATE class 23, restrict violation: what PostgreSQL's twin of this trigger raises, too.
    static final String REFUSED = "23001";

    /// For H2.
    public AppendOnlyTrigger() {}

    @Override
    public void fire(Connection connection, Object[] oldRow, Object[] newRow) throws SQLException {
        throw new SQLException("rows of this table are never changed or deleted", REFUSED);
    }
}
