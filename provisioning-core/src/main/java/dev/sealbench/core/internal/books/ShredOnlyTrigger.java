package dev.sealbench.core.internal.books;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.h2.api.Trigger;

/// Lets a row of unit_secret change once, to forget its data key: the sealed form gets shorter and the time is
/// set, and nothing else. H2 calls it for the table that db/migrations/h2 names; PostgreSQL's twin is in V13.
/// Public, with a public constructor, because H2 makes it. Stateless.
public final class ShredOnlyTrigger implements Trigger {

    /// Columns of V1, in its order.
    private static final int SEALED = 2;

    private static final int SHREDDED_AT = 5;

    /// For H2.
    public ShredOnlyTrigger() {}

    @Override
    public void fire(Connection connection, Object[] oldRow, Object[] newRow) throws SQLException {
        boolean first = oldRow[SHREDDED_AT] == null && newRow[SHREDDED_AT] != null;
        boolean shorter = ((byte[]) newRow[SEALED]).length < ((byte[]) oldRow[SEALED]).length;
        if (!first || !shorter || changesMore(oldRow, newRow)) {
            throw new SQLException(
                    "a row of unit_secret is never changed, except to forget its data key", AppendOnlyTrigger.REFUSED);
        }
    }

    private static boolean changesMore(Object[] oldRow, Object[] newRow) {
        for (int column = 0; column < oldRow.length; column++) {
            boolean mayChange = column == SEALED || column == SHREDDED_AT;
            if (!mayChange && !Objects.deepEquals(oldRow[column], newRow[column])) {
                return true;
            }
        }
        return false;
    }
}
