package dev.sealbench.core.internal.books;

import dev.sealbench.core.Author;
import dev.sealbench.core.DueCredentials;
import dev.sealbench.core.Octets;
import dev.sealbench.core.SerialNumber;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Sealed credentials of units, and the keyed fingerprints of all credentials that were ever issued. Nothing here can
/// be opened without the vault.
public final class SecretBook {

    private static final String SEALED = "unit.credentials-sealed";

    private final Ledger ledger;

    SecretBook(Ledger ledger) {
        this.ledger = ledger;
    }

    /// Keeps newly drawn credentials as the unit's next generation. Nothing happens when they are kept already.
    ///
    /// @param sealed as the vault sealed them
    /// @param orderSalt 32 octets
    /// @param fingerprints of every value in it, 32 octets each
    /// @return the generation
    /// @throws BooksRefused with [Refusal.SerialUnknown] or [Refusal.DuplicateFingerprint]
    public int put(SerialNumber serial, Octets sealed, Octets orderSalt, List<Octets> fingerprints, Author author)
            throws BooksException {
        return ledger.write(author, entry -> {
            UnitRows.lock(entry, serial);
            var current = select(entry.handle(), serial);
            if (current.isPresent() && current.get().sealed().equals(sealed)) {
                return current.get().generation();
            }
            for (var fingerprint : fingerprints) {
                if (isIssued(entry.handle(), fingerprint)) {
                    throw new BooksRefused(new Refusal.DuplicateFingerprint());
                }
            }
            int generation = current.map(UnitSecret::generation).orElse(0) + 1;
            insert(entry, new UnitSecret(serial, generation, sealed, orderSalt, entry.now(), Optional.empty()));
            fingerprints.forEach(fingerprint -> insertFingerprint(entry, fingerprint, serial, generation));
            entry.event(SEALED, serial, "generation " + generation);
            return generation;
        });
    }

    /// The unit's credentials of the highest generation.
    public Optional<UnitSecret> current(SerialNumber serial) throws BooksException {
        return ledger.read(handle -> select(handle, serial));
    }

    /// These credentials of the unit.
    public Optional<UnitSecret> find(SerialNumber serial, int generation) throws BooksException {
        return ledger.read(handle -> handle.createQuery(
                        "SELECT * FROM unit_secret WHERE serial = :serial AND generation = :generation")
                .bind("serial", serial.text())
                .bind("generation", generation)
                .map((row, _) -> toSecret(row))
                .findOne());
    }

    /// Whether the unit's credentials with this salt were replaced by newer ones, or shredded. Not, when the books do
    /// not know them.
    public boolean isSpent(SerialNumber serial, Octets orderSalt) throws BooksException {
        return ledger.read(handle -> handle.createQuery("SELECT count(*) FROM unit_secret s WHERE s.serial = :serial"
                                + " AND s.order_salt = :salt AND (s.shredded_at IS NOT NULL OR s.generation <"
                                + " (SELECT max(m.generation) FROM unit_secret m WHERE m.serial = s.serial))")
                        .bind("serial", serial.text())
                        .bind("salt", orderSalt.toBytes())
                        .mapTo(Integer.class)
                        .one()
                > 0);
    }

    /// The station that sealed these credentials, if it was another one: its journal may have a copy. Their event in
    /// the log says it.
    public Optional<String> sealedElsewhere(DueCredentials due) throws BooksException {
        return ledger.read(handle -> sealedElsewhere(handle, due, ledger.station()));
    }

    private static Optional<String> sealedElsewhere(Handle handle, DueCredentials due, String here) {
        return handle.createQuery("SELECT station_id FROM event WHERE serial = :serial AND action = :action"
                        + " AND detail = :detail AND station_id <> :here")
                .bind("serial", due.serial().text())
                .bind("action", SEALED)
                .bind("detail", "generation " + due.generation())
                .bind("here", here)
                .mapTo(String.class)
                .findFirst();
    }

    /// Whether a credential with this fingerprint (32 octets) was ever issued, to whichever unit and of whichever
    /// kind.
    public boolean isIssued(Octets fingerprint) throws BooksException {
        return ledger.read(handle -> isIssued(handle, fingerprint));
    }

    /// Forgets the data key of these credentials: replaces them by their shredded form. Nothing happens when
    /// that was done. Old pages of the database's files hold the key until [Books#compact].
    ///
    /// @param shredded as the vault made it; can no longer be opened
    /// @throws BooksRefused with [Refusal.NotFound], [Refusal.NotDue] or [Refusal.InRun]
    public void shred(DueCredentials due, Octets shredded, Author author) throws BooksException {
        ledger.write(author, entry -> {
            UnitRows.lock(entry, due.serial());
            if (isShredded(entry.handle(), due)) {
                return null;
            }
            DueRows.require(entry.handle(), due, entry.now());
            entry.handle()
                    .createUpdate("UPDATE unit_secret SET sealed = :sealed, shredded_at = :now"
                            + " WHERE serial = :serial AND generation = :generation AND shredded_at IS NULL")
                    .bind("sealed", shredded.toBytes())
                    .bind("now", Rows.time(entry.now()))
                    .bind("serial", due.serial().text())
                    .bind("generation", due.generation())
                    .execute();
            var elsewhere = sealedElsewhere(entry.handle(), due, entry.station())
                    .map("; sealed at station %s, which may hold a copy"::formatted)
                    .orElse("");
            entry.event(
                    "unit.credentials-shredded",
                    due.serial(),
                    "generation %d: %s%s"
                            .formatted(due.generation(), due.cause().sentence(), elsewhere));
            entry.seal();
            return null;
        });
    }

    /// @throws BooksRefused with [Refusal.NotDue] or [Refusal.InRun]
    public void requireDue(DueCredentials due) throws BooksException {
        var now = ledger.clock().instant();
        ledger.read(handle -> {
            DueRows.require(handle, due, now);
            return null;
        });
    }

    /// Credentials whose time has come, by serial number: of units that were released as many days ago as their
    /// work order says, of reverted and scrapped units, and those that a later generation replaced.
    ///
    /// @param workOrder only those of its units
    public List<DueCredentials> dueForShredding(Optional<String> workOrder) throws BooksException {
        var now = ledger.clock().instant();
        return ledger.read(handle -> DueRows.all(handle, workOrder, now));
    }

    /// The file of the database that has all of them, by a name that changes when it is made anew; empty when the
    /// database is one file.
    public Optional<String> file() throws BooksException {
        return ledger.read(handle -> Compaction.file(ledger.config(), handle));
    }

    private static boolean isShredded(Handle handle, DueCredentials due) throws BooksRefused {
        return handle.createQuery(
                        "SELECT shredded_at FROM unit_secret WHERE serial = :serial AND generation = :generation")
                .bind("serial", due.serial().text())
                .bind("generation", due.generation())
                .map((row, _) -> Rows.optionalInstant(row, "shredded_at").isPresent())
                .findOne()
                .orElseThrow(() -> new BooksRefused(new Refusal.NotFound(
                        "generation %d of the credentials of %s".formatted(due.generation(), due.serial()))));
    }

    private static Optional<UnitSecret> select(Handle handle, SerialNumber serial) {
        return handle.createQuery(
                        "SELECT * FROM unit_secret WHERE serial = :serial ORDER BY generation DESC FETCH FIRST ROW ONLY")
                .bind("serial", serial.text())
                .map((row, _) -> toSecret(row))
                .findOne();
    }

    private static boolean isIssued(Handle handle, Octets fingerprint) {
        return handle.createQuery("SELECT count(*) FROM fingerprint WHERE fingerprint = :fingerprint")
                        .bind("fingerprint", fingerprint.hex())
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    private static void insert(Entry entry, UnitSecret secret) {
        entry.handle()
                .createUpdate("INSERT INTO unit_secret (serial, generation, sealed, order_salt, created_at)"
                        + " VALUES (:serial, :generation, :sealed, :salt, :now)")
                .bind("serial", secret.serial().text())
                .bind("generation", secret.generation())
                .bind("sealed", secret.sealed().toBytes())
                .bind("salt", secret.orderSalt().toBytes())
                .bind("now", Rows.time(secret.created()))
                .execute();
    }

    private static void insertFingerprint(Entry entry, Octets fingerprint, SerialNumber serial, int generation) {
        entry.handle()
                .createUpdate("INSERT INTO fingerprint (fingerprint, serial, generation)"
                        + " VALUES (:fingerprint, :serial, :generation)")
                .bind("fingerprint", fingerprint.hex())
                .bind("serial", serial.text())
                .bind("generation", generation)
                .execute();
    }

    private static UnitSecret toSecret(ResultSet row) throws SQLException {
        return new UnitSecret(
                new SerialNumber(row.getString("serial")),
                row.getInt("generation"),
                Rows.octets(row, "sealed"),
                Rows.octets(row, "order_salt"),
                Rows.instant(row, "created_at"),
                Rows.optionalInstant(row, "shredded_at"));
    }
}
