package dev.sealbench.core.internal.books;

import dev.sealbench.core.SerialNumber;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// Copies all rows of one finished unit for other serial numbers, past the program, to have large books within minutes.
/// What has to be unique is made anew; no signature fits any more.
final class CopiedUnits {

    private static final String OF_UNIT = " WHERE serial = '%s'";
    private static final String OF_ORDER =
            " WHERE order_sha256 IN (SELECT order_sha256 FROM order_document WHERE serial = '%s')";
    private static final String OF_RUN = " WHERE run_id IN (SELECT run_id FROM run WHERE serial = '%s')";

    private static final int BATCH_UNITS = 200;

    private final Connection connection;
    private final List<Table> tables = new ArrayList<>();
    private long sequence;

    private CopiedUnits(Connection connection) {
        this.connection = connection;
    }

    /// Rows of the unit that is copied.
    private record Table(List<String> columns, List<Object[]> rows, PreparedStatement insert) {}

    /// Copies `template` for each of the serial numbers.
    static void copy(Connection connection, String station, SerialNumber template, Stream<SerialNumber> serials)
            throws SQLException {
        connection.setAutoCommit(false);
        var copies = new CopiedUnits(connection);
        copies.read(template);
        copies.sequence = copies.lastSequence(station);
        int done = 0;
        for (var each = serials.iterator(); each.hasNext(); ) {
            copies.add(each.next().text());
            if (++done % BATCH_UNITS == 0) {
                copies.flush();
            }
        }
        copies.flush();
        try (var move = connection.prepareStatement("UPDATE station SET last_sequence = ? WHERE station_id = ?")) {
            move.setLong(1, copies.sequence);
            move.setString(2, station);
            move.executeUpdate();
        }
        connection.commit();
    }

    private void read(SerialNumber template) throws SQLException {
        for (var name : List.of("unit", "unit_state", "chip_binding", "run")) {
            read(name, OF_UNIT, template);
        }
        for (var name : List.of("run_end", "run_step")) {
            read(name, OF_RUN, template);
        }
        for (var name : List.of("unit_secret", "fingerprint", "order_document")) {
            read(name, OF_UNIT, template);
        }
        for (var name :
                List.of("decision_document", "receipt_document", "certification", "attachment", "measurement")) {
            read(name, OF_ORDER, template);
        }
        for (var name : List.of("label_print", "label_confirmation", "event")) {
            read(name, OF_UNIT, template);
        }
    }

    private void read(String name, String where, SerialNumber template) throws SQLException {
        try (var sql = connection.createStatement();
                var found = sql.executeQuery("SELECT * FROM " + name + where.formatted(template))) {
            var columns = new ArrayList<String>();
            for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                columns.add(found.getMetaData().getColumnName(i));
            }
            var rows = new ArrayList<Object[]>();
            while (found.next()) {
                var row = new Object[columns.size()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = found.getObject(i + 1);
                }
                rows.add(row);
            }
            if (rows.isEmpty()) {
                throw new IllegalStateException(name + " has nothing of " + template);
            }
            var places = String.join(", ", Collections.nCopies(columns.size(), "?"));
            var insert = connection.prepareStatement(
                    "INSERT INTO %s (%s) VALUES (%s)".formatted(name, String.join(", ", columns), places));
            tables.add(new Table(columns, rows, insert));
        }
    }

    private long lastSequence(String station) throws SQLException {
        try (var sql = connection.prepareStatement("SELECT last_sequence FROM station WHERE station_id = ?")) {
            sql.setString(1, station);
            try (var row = sql.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private void add(String serial) throws SQLException {
        for (var table : tables) {
            for (var row : table.rows()) {
                for (int i = 0; i < row.length; i++) {
                    table.insert().setObject(i + 1, other(table.columns().get(i), row[i], serial));
                }
                table.insert().addBatch();
            }
        }
    }

    private void flush() throws SQLException {
        for (var table : tables) {
            table.insert().executeBatch();
        }
        connection.commit();
    }

    private Object other(String column, Object value, String serial) {
        return switch (column) {
            case "serial" -> serial;
            case "chip" -> "000b" + HexFormat.of().formatHex(sha256(value + serial));
            case "order_sha256", "fingerprint" -> HexFormat.of().formatHex(sha256(value + serial));
            case "run_id" ->
                value == null ? null : UUID.nameUUIDFromBytes((value + serial).getBytes(StandardCharsets.UTF_8));
            case "nonce" -> sha256("nonce" + serial);
            case "trial_id" -> Arrays.copyOf(sha256("trial" + serial), 16);
            case "sequence" -> ++sequence;
            default -> value;
        };
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
