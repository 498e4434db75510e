package dev.sealbench.core.internal.books;

import dev.sealbench.core.Author;
import dev.sealbench.core.Customer;
import dev.sealbench.core.CustomerLock;
import dev.sealbench.core.Digest;
import dev.sealbench.core.FirmwareKeyPair;
import dev.sealbench.core.Retention;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// Customers and what locks a charger to them. Whoever adds a lock has verified its statement.
public final class CustomerBook {

    private final Ledger ledger;

    CustomerBook(Ledger ledger) {
        this.ledger = ledger;
    }

    /// Adds a customer; nothing happens when the same one is there.
    ///
    /// @throws BooksRefused with [Refusal.Exists] when the identity or the domain is taken
    public void add(Customer customer, Author author) throws BooksException {
        ledger.write(author, entry -> {
            var known = selectByVidOrDomain(entry.handle(), customer);
            if (known.equals(List.of(customer))) {
                return null;
            }
            if (!known.isEmpty()) {
                throw new BooksRefused(new Refusal.Exists("customer " + customer.domain()));
            }
            insert(entry, customer);
            entry.event("customer.added", customer.domain());
            return null;
        });
    }

    /// Adds what a customer's statement says about a device class, as its newest revision; nothing happens
    /// when the newest one is the same.
    ///
    /// @throws BooksRefused with [Refusal.NotFound] when the customer is unknown
    public void addLock(CustomerLock lock, Author author) throws BooksException {
        ledger.write(author, entry -> {
            requireCustomer(entry.handle(), lock.vid());
            int revision = newestRevision(entry.handle(), lock.vid(), lock.cid());
            if (revision > 0
                    && select(entry.handle(), lock.vid(), lock.cid(), revision).equals(lock)) {
                return null;
            }
            insert(entry, lock, revision + 1);
            entry.event(
                    "customer.lock-added",
                    "%s/%d of %s, revision %d"
                            .formatted(lock.model(), lock.hardwareRevision(), lock.vid(), revision + 1));
            return null;
        });
    }

    /// The customer with this identity.
    public Optional<Customer> find(UUID vid) throws BooksException {
        return ledger.read(handle -> handle.createQuery("SELECT * FROM customer WHERE vid = :vid")
                .bind("vid", vid)
                .map((row, _) -> toCustomer(row))
                .findOne());
    }

    /// All customers, by name.
    public List<Customer> list() throws BooksException {
        return ledger.read(handle -> handle.createQuery("SELECT * FROM customer ORDER BY name, vid")
                .map((row, _) -> toCustomer(row))
                .list());
    }

    /// The newest lock for this device class of this customer.
    public Optional<CustomerLock> lock(UUID vid, UUID cid) throws BooksException {
        return ledger.read(handle -> {
            int revision = newestRevision(handle, vid, cid);
            return revision == 0 ? Optional.empty() : Optional.of(select(handle, vid, cid, revision));
        });
    }

    /// The newest lock for each device class of a customer, by model.
    public List<CustomerLock> locks(UUID vid) throws BooksException {
        return ledger.read(handle -> handle
                .createQuery("SELECT cid, max(revision) AS revision FROM customer_lock WHERE vid = :vid GROUP BY cid")
                .bind("vid", vid)
                .map((row, _) -> Map.entry(Rows.uuid(row, "cid"), row.getInt("revision")))
                .list()
                .stream()
                .map(each -> select(handle, vid, each.getKey(), each.getValue()))
                .sorted(Comparator.comparing(CustomerLock::model).thenComparing(CustomerLock::hardwareRevision))
                .toList());
    }

    static void requireCustomer(Handle handle, UUID vid) throws BooksRefused {
        if (!isKnown(handle, vid)) {
            throw new BooksRefused(new Refusal.NotFound("customer " + vid));
        }
    }

    static boolean isKnown(Handle handle, UUID vid) {
        return handle.createQuery("SELECT count(*) FROM customer WHERE vid = :vid")
                        .bind("vid", vid)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    static int newestRevision(Handle handle, UUID vid, UUID cid) {
        return handle.createQuery(
                        "SELECT coalesce(max(revision), 0) FROM customer_lock WHERE vid = :vid AND cid = :cid")
                .bind("vid", vid)
                .bind("cid", cid)
                .mapTo(Integer.class)
                .one();
    }

    private static List<Customer> selectByVidOrDomain(Handle handle, Customer customer) {
        return handle.createQuery("SELECT * FROM customer WHERE vid = :vid OR domain = :domain")
                .bind("vid", customer.vid())
                .bind("domain", customer.domain())
                .map((row, _) -> toCustomer(row))
                .list();
    }

    private static void insert(Entry entry, Customer customer) {
        entry.handle()
                .createUpdate("INSERT INTO customer (vid, name, domain, retention_policy, retention_days, created_at)"
                        + " VALUES (:vid, :name, :domain, :policy, :days, :now)")
                .bind("vid", customer.vid())
                .bind("name", customer.name())
                .bind("domain", customer.domain())
                .bind("policy", customer.retention().policy().name())
                .bind("days", customer.retention().days())
                .bind("now", Rows.time(entry.now()))
                .execute();
    }

    private static void insert(Entry entry, CustomerLock lock, int revision) {
        entry.handle()
                .createUpdate("INSERT INTO customer_lock (vid, cid, revision, model, hardware_revision, statement,"
                        + " not_before, not_after, created_at) VALUES (:vid, :cid, :revision, :model, :hardware,"
                        + " :statement, :notBefore, :notAfter, :now)")
                .bind("vid", lock.vid())
                .bind("cid", lock.cid())
                .bind("revision", revision)
                .bind("model", lock.model())
                .bind("hardware", lock.hardwareRevision())
                .bind("statement", lock.statement().toBytes())
                .bind("notBefore", lock.notBefore())
                .bind("notAfter", lock.notAfter())
                .bind("now", Rows.time(entry.now()))
                .execute();
        for (int i = 0; i < lock.keyPairs().size(); i++) {
            var pair = lock.keyPairs().get(i);
            entry.handle()
                    .createUpdate("INSERT INTO customer_key_pair (vid, cid, revision, position, ecdsa_sha256,"
                            + " lms_sha256) VALUES (:vid, :cid, :revision, :position, :ecdsa, :lms)")
                    .bind("vid", lock.vid())
                    .bind("cid", lock.cid())
                    .bind("revision", revision)
                    .bind("position", i + 1)
                    .bind("ecdsa", pair.ecdsa().hex())
                    .bind("lms", pair.lms().hex())
                    .execute();
        }
    }

    private static CustomerLock select(Handle handle, UUID vid, UUID cid, int revision) {
        var keyPairs = handle.createQuery("SELECT * FROM customer_key_pair WHERE vid = :vid AND cid = :cid"
                        + " AND revision = :revision ORDER BY position")
                .bind("vid", vid)
                .bind("cid", cid)
                .bind("revision", revision)
                .map((row, _) -> new FirmwareKeyPair(
                        new Digest(row.getString("ecdsa_sha256")), new Digest(row.getString("lms_sha256"))))
                .list();
        return handle.createQuery(
                        "SELECT * FROM customer_lock WHERE vid = :vid AND cid = :cid AND revision = :revision")
                .bind("vid", vid)
                .bind("cid", cid)
                .bind("revision", revision)
                .map((row, _) -> new CustomerLock(
                        vid,
                        cid,
                        row.getString("model"),
                        row.getInt("hardware_revision"),
                        keyPairs,
                        Rows.octets(row, "statement"),
                        row.getObject("not_before", LocalDate.class),
                        row.getObject("not_after", LocalDate.class)))
                .one();
    }

    private static Customer toCustomer(ResultSet row) throws SQLException {
        return new Customer(
                Rows.uuid(row, "vid"),
                row.getString("name"),
                row.getString("domain"),
                new Retention(
                        Retention.Policy.valueOf(row.getString("retention_policy")), row.getInt("retention_days")));
    }
}
