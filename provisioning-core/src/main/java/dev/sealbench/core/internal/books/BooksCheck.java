package dev.sealbench.core.internal.books;

import dev.sealbench.core.internal.books.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Looks through the books for what cannot be. Changes nothing.
public final class BooksCheck {

    /// States in which a unit's credentials were drawn and are in use.
    private static final String KEYED =
            "('KEYED', 'ORDERED', 'ATTESTED', 'LOCKED', 'RECORDED', 'LABELLED', 'RELEASED')";

    private static final String PROVEN = "('RECORDED', 'LABELLED', 'RELEASED')";

    private static final String RESTORE = "restore a backup beside this database, compare, and tell the lead: "
            + "somebody or something changed rows behind the program";

    /// Each query selects what is wrong, as one text column.
    private static final List<Rule> RULES = List.of(
            new Rule(
                    Severity.ERROR,
                    "unit without a state",
                    RESTORE,
                    "SELECT u.serial FROM unit u LEFT JOIN unit_state s ON s.serial = u.serial"
                            + " WHERE s.serial IS NULL ORDER BY 1"),
            new Rule(
                    Severity.ERROR,
                    "states of a unit with a gap",
                    RESTORE,
                    "SELECT serial FROM unit_state GROUP BY serial HAVING count(*) <> max(position) ORDER BY 1"),
            new Rule(
                    Severity.ERROR,
                    "unit of another work order than the serial number's range",
                    RESTORE,
                    "SELECT u.serial FROM unit u JOIN work_order w ON w.number = u.work_order"
                            + " WHERE substring(u.serial FROM 1 FOR 8) <> w.serial_prefix"
                            + " OR CAST(substring(u.serial FROM 9 FOR 7) AS int) < w.first_counter"
                            + " OR CAST(substring(u.serial FROM 9 FOR 7) AS int) > w.last_counter ORDER BY 1"),
            new Rule(
                    Severity.ERROR,
                    "unit without credentials",
                    "if the station's journal has them, start the station: it books them; else quarantine the unit",
                    "SELECT u.serial FROM unit_current u LEFT JOIN unit_secret s ON s.serial = u.serial"
                            + " WHERE u.state IN " + KEYED + " AND s.serial IS NULL ORDER BY 1"),
            new Rule(
                    Severity.ERROR,
                    "credentials without fingerprints",
                    RESTORE,
                    "SELECT s.serial FROM unit_secret s LEFT JOIN fingerprint f ON f.serial = s.serial"
                            + " AND f.generation = s.generation WHERE f.serial IS NULL ORDER BY 1"),
            new Rule(
                    Severity.ERROR,
                    "recorded unit without a final receipt",
                    "quarantine the unit and run it again: the charger attests anew",
                    "SELECT u.serial FROM unit_current u WHERE u.state IN " + PROVEN + " AND NOT EXISTS (SELECT 1"
                            + " FROM order_document o JOIN receipt_document r ON r.order_sha256 = o.order_sha256"
                            + " JOIN decision_document d ON d.order_sha256 = o.order_sha256 WHERE o.serial = u.serial"
                            + " AND r.stage = 'FINAL' AND d.decision = 'CONFIRM') ORDER BY 1"),
            new Rule(
                    Severity.ERROR,
                    "recorded unit without a chip",
                    RESTORE,
                    "SELECT serial FROM unit_current WHERE state IN " + PROVEN + " AND chip IS NULL ORDER BY 1"),
            new Rule(
                    Severity.ERROR,
                    "work order with more units than its quantity",
                    "scrap or quarantine the surplus units",
                    "SELECT w.number FROM work_order w JOIN unit_current u ON u.work_order = w.number"
                            + " WHERE u.state <> 'SCRAPPED' GROUP BY w.number, w.quantity"
                            + " HAVING count(*) > w.quantity ORDER BY 1"),
            new Rule(
                    Severity.WARNING,
                    "run without an end",
                    "start the station named in the run: it closes what was interrupted",
                    "SELECT CAST(r.run_id AS varchar(36)) FROM run r LEFT JOIN run_end e ON e.run_id = r.run_id"
                            + " WHERE e.run_id IS NULL ORDER BY 1"),
            new Rule(
                    Severity.WARNING,
                    "released unit with a label that was never scanned back",
                    "look at the unit's labels, reprint with a reason",
                    "SELECT DISTINCT p.serial FROM unit_current u JOIN label_print p ON p.serial = u.serial"
                            + " WHERE u.state = 'RELEASED' AND NOT EXISTS (SELECT 1 FROM label_confirmation c"
                            + " WHERE c.serial = p.serial AND c.kind = p.kind) ORDER BY 1"));

    private static final List<Reference> REFERENCES = List.of(
            new Reference("unit", "work_order", "work_order", "number"),
            new Reference("unit_state", "serial", "unit", "serial"),
            new Reference("chip_binding", "serial", "unit", "serial"),
            new Reference("run", "serial", "unit", "serial"),
            new Reference("unit_secret", "serial", "unit", "serial"),
            new Reference("order_document", "serial", "unit", "serial"),
            new Reference("receipt_document", "order_sha256", "order_document", "order_sha256"),
            new Reference("decision_document", "order_sha256", "order_document", "order_sha256"),
            new Reference("label_print", "serial", "unit", "serial"),
            new Reference("work_order", "image_sha256", "firmware_release", "image_sha256"),
            new Reference("event", "station_id", "station", "station_id"));

    private final Ledger ledger;

    private final Migrations migrations;

    private final Books books;

    BooksCheck(Ledger ledger, Migrations migrations, Books books) {
        this.ledger = ledger;
        this.migrations = migrations;
        this.books = books;
    }

    private record Rule(Severity severity, String what, String mend, String query) {}

    private record Reference(String table, String column, String target, String key) {

        Rule rule() {
            return new Rule(
                    Severity.ERROR,
                    "%s that refers to no %s".formatted(table, target),
                    RESTORE,
                    "SELECT t.%s FROM %s t LEFT JOIN %s k ON k.%s = t.%s WHERE k.%s IS NULL ORDER BY 1"
                            .formatted(column, table, target, key, column, key));
        }
    }

    /// Everything that was found: counts first, then what is wrong.
    public List<Finding> run() throws BooksException {
        var findings = new ArrayList<Finding>();
        findings.add(Finding.info("kept by " + books.keeper()));
        findings.add(Finding.info("schema version " + migrations.version()));
        findings.addAll(ledger.stream(BooksCheck::counts));
        findings.addAll(ledger.stream(handle -> {
            var wrong = new ArrayList<Finding>();
            RULES.forEach(rule -> apply(handle, rule, wrong));
            REFERENCES.forEach(reference -> apply(handle, reference.rule(), wrong));
            return wrong;
        }));
        var logs = new LogBook(ledger);
        for (var station : new EventBook(ledger).stations()) {
            logs.check(station, List.of()).run().ifPresent(findings::add);
        }
        return List.copyOf(findings);
    }

    private static List<Finding> counts(Handle handle) {
        return handle.createQuery("SELECT state, count(*) AS units FROM unit_current GROUP BY state ORDER BY state")
                .map((row, _) -> Finding.info("%d units %s".formatted(row.getLong("units"), row.getString("state"))))
                .list();
    }

    private static void apply(Handle handle, Rule rule, List<Finding> wrong) {
        handle.createQuery(rule.query())
                .mapTo(String.class)
                .forEach(which -> wrong.add(new Finding(rule.severity(), rule.what() + ": " + which, rule.mend())));
    }
}
