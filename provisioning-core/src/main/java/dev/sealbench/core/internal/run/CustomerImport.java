package dev.sealbench.core.internal.run;

import dev.sealbench.core.Customer;
import dev.sealbench.core.CustomerLock;
import dev.sealbench.core.Digest;
import dev.sealbench.core.EventRecord;
import dev.sealbench.core.Fault;
import dev.sealbench.core.FirmwareKeyPair;
import dev.sealbench.core.Octets;
import dev.sealbench.core.Retention;
import dev.sealbench.core.StationException;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.core.internal.books.NewEvent;
import dev.sealbench.core.internal.document.CustomerIdentity;
import dev.sealbench.core.internal.document.DocumentException;
import dev.sealbench.core.internal.document.DocumentType;
import dev.sealbench.core.internal.document.Envelopes;
import dev.sealbench.core.internal.document.Statements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;

/// Takes what the vendor root says of a customer into the books.
public final class CustomerImport {

    private static final int MAX_BYTES = 64 << 10;

    private final Bench bench;

    public CustomerImport(Bench bench) {
        this.bench = bench;
    }

    /// Verifies a statement and books customer and keys. Who confirmed it is in the log before the keys count.
    ///
    /// @param second who confirms, as events name people
    public Customer take(Path file, String second) throws StationException {
        var statement = read(file);
        var identity = verified(statement);
        return Desks.ask(() -> booked(identity, statement, second));
    }

    private static byte[] read(Path file) throws StationException {
        try (var in = Files.newInputStream(file)) {
            var octets = in.readNBytes(MAX_BYTES + 1);
            if (octets.length > MAX_BYTES) {
                throw new StationException(Fault.CUSTOMER_STATEMENT, "the file is longer than any statement");
            }
            return octets;
        } catch (IOException e) {
            throw new StationException(Fault.CUSTOMER_STATEMENT, "the file cannot be read", e);
        }
    }

    private CustomerIdentity verified(byte[] statement) throws StationException {
        try {
            var envelope = Envelopes.parse(DocumentType.CUSTOMER_STATEMENT, statement);
            return Statements.verifyCustomer(envelope, bench.vendorRoot(), LocalDate.now(bench.clock()));
        } catch (DocumentException e) {
            throw new StationException(Fault.CUSTOMER_STATEMENT, e.getMessage(), e);
        }
    }

    private Customer booked(CustomerIdentity identity, byte[] statement, String second) throws BooksException {
        var books = bench.books().customers();
        var retention = books.find(identity.vid()).map(Customer::retention).orElse(Retention.DEFAULT);
        var customer = new Customer(identity.vid(), identity.name(), identity.domain(), retention);
        var event = new NewEvent(
                "customer.keys-confirmed",
                Optional.empty(),
                Optional.empty(),
                EventRecord.Result.OK,
                "%s of %s, statement %s, confirmed by %s"
                        .formatted(identity.deviceClass(), identity.domain(), Digest.sha256(statement), second));
        bench.books().events().append(event, bench.author());
        books.add(customer, bench.author());
        books.addLock(lock(identity, statement), bench.author());
        return customer;
    }

    /// The row that a statement makes.
    public static CustomerLock lock(CustomerIdentity customer, byte[] statement) {
        return new CustomerLock(
                customer.vid(),
                customer.cid(),
                customer.model(),
                Math.toIntExact(customer.hardwareRevision()),
                customer.keyPairs().stream()
                        .map(pair -> new FirmwareKeyPair(Digest.of(pair.ecdsaSha256()), Digest.of(pair.lmsSha256())))
                        .toList(),
                Octets.of(statement),
                customer.validity().notBefore(),
                customer.validity().notAfter());
    }
}
