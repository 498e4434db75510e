package dev.sealbench.core.internal.books;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Keys and indexes of H2 books, taken away while very many rows are copied and made anew behind them: in order,
/// instead of a page here and a page there for each row.
final class H2Keys {

    private static final Pattern CONSTRAINT =
            Pattern.compile("(ALTER TABLE \\S+) ADD CONSTRAINT (\\S+) (PRIMARY|UNIQUE|FOREIGN).*", Pattern.DOTALL);
    private static final Pattern INDEX = Pattern.compile("CREATE (?:UNIQUE \\D*?)?INDEX (\\S+) ON .*", Pattern.DOTALL);

    private final Statement sql;
    private final List<String> script = new ArrayList<>();

    /// Takes them away.
    H2Keys(Statement sql) throws SQLException {
        this.sql = sql;
        try (var lines = sql.executeQuery("SCRIPT NODATA NOPASSWORDS NOSETTINGS")) {
            while (lines.next()) {
                script.add(lines.getString(1));
            }
        }
        script.removeIf(line ->
                !CONSTRAINT.matcher(line).matches() && !INDEX.matcher(line).matches());
        for (var kind : List.of("FOREIGN", "UNIQUE", "PRIMARY")) {
            drop(kind);
        }
        for (var line : script) {
            var index = INDEX.matcher(line);
            if (index.matches()) {
                sql.execute("DROP INDEX IF EXISTS " + index.group(1));
            }
        }
    }

    private void drop(String kind) throws SQLException {
        for (var line : script) {
            var constraint = CONSTRAINT.matcher(line);
            if (constraint.matches() && constraint.group(3).equals(kind)) {
                sql.execute(constraint.group(1) + " DROP CONSTRAINT " + unqualified(constraint.group(2)));
            }
        }
    }

    private static String unqualified(String name) {
        return name.substring(name.indexOf('.') + 1);
    }

    /// Makes them anew.
    void restore() throws SQLException {
        for (var line : script) {
            sql.execute(line);
        }
    }
}
