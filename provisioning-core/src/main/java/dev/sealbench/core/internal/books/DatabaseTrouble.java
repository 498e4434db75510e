package dev.sealbench.core.internal.books;

import java.sql.SQLException;

/// Says in words why a database does not do its work. Passes on neither statements nor what was bound to them: sealed
/// records would end up in logs that way.
final class DatabaseTrouble {

    private DatabaseTrouble() {}

    /// One clause about what is behind `failure`.
    static String of(Throwable failure) {
        var cause = sqlCause(failure);
        if (cause == null) {
            return failure.getClass().getSimpleName();
        }
        var state = state(cause);
        var tls = TlsTrouble.of(failure);
        var words = tls.isEmpty() ? words(state) : tls;
        var said = firstLine(cause);
        if (!words.isEmpty()) {
            return words + " (" + said + ")";
        }
        return state.isEmpty() ? said : said + " (SQLSTATE " + state + ")";
    }

    /// The SQLSTATE behind `failure`; empty text when there is none.
    static String stateOf(Throwable failure) {
        var cause = sqlCause(failure);
        return cause == null ? "" : state(cause);
    }

    /// What SQLSTATE means to somebody who has to mend it; empty when the database's own words say it.
    private static String words(String state) {
        return switch (state) {
            case "08001", "08003", "08004", "08006" -> "the database server does not answer";
            case "28P01", "28000" -> "the database server refuses the station's role or its password";
            case "3D000" -> "the server has no such database";
            case "42501" -> "the station's role lacks a right in the database";
            case "53100" -> "the disk of the database is full";
            case "53300" -> "the database server has no connection left";
            case "57P01", "57P02" -> "the database server is being stopped";
            case "57P03" -> "the database server is starting or stopping";
            case "25006" -> "the database can be read only";
            case "25P03", "57014", "55P03" -> "the database took too long";
            default -> "";
        };
    }

    /// The innermost: a pool that has no connection says less than the reason why it has none.
    private static SQLException sqlCause(Throwable failure) {
        SQLException found = null;
        int depth = 0;
        for (var cause = failure; cause != null && depth < 20; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && (found == null || sql.getSQLState() != null)) {
                found = sql;
            }
            depth++;
        }
        return found;
    }

    private static String state(SQLException e) {
        return e.getSQLState() == null ? "" : e.getSQLState();
    }

    /// H2 appends the statement.
    private static String firstLine(SQLException e) {
        var text = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        int statement = text.indexOf("; SQL statement");
        return statement < 0 ? text : text.substring(0, statement);
    }
}
