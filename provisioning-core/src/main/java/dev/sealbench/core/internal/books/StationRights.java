package dev.sealbench.core.internal.books;

import java.util.List;
import org.jdbi.v3.core.Handle;

/// What a station's role may do with tables that belong to another role, in PostgreSQL: read and add everywhere, and
/// change or delete where the books do. Triggers refuse the rest too, and only the tables' owner can take them away.
final class StationRights {

    /// Tables of which the books change rows.
    static final List<String> CHANGED = List.of("station", "unit_secret");

    /// Tables of which the books delete rows.
    static final List<String> DELETED = List.of("person_name", "person_secret", "person_badge");

    /// Tables whose rows are locked and never changed, with a column of each: PostgreSQL lets nobody lock a row who may
    /// not update a column of it. The trigger refuses the update itself.
    private static final List<String> LOCKED =
            List.of("(vid) ON customer", "(number) ON work_order", "(serial) ON unit", "(person) ON person_name");

    private StationRights() {}

    /// Gives `role` these rights, and takes all others that it had.
    static void grant(Handle handle, String role) {
        var to = " TO " + quoted(role);
        handle.execute("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM " + quoted(role));
        handle.execute("GRANT USAGE ON SCHEMA public" + to);
        handle.execute("GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public" + to);
        handle.execute("REVOKE INSERT ON flyway_schema_history FROM " + quoted(role));
        CHANGED.forEach(table -> handle.execute("GRANT UPDATE ON " + table + to));
        DELETED.forEach(table -> handle.execute("GRANT DELETE ON " + table + to));
        LOCKED.forEach(column -> handle.execute("GRANT UPDATE " + column + to));
    }

    private static String quoted(String role) {
        return '"' + role.replace("\"", "\"\"") + '"';
    }
}
