package dev.sealbench.core.internal.document;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.sealbench.core.internal.document.DocumentException.Reason;
import dev.sealbench.link.wire.CustomerStatement;
import dev.sealbench.link.wire.Envelope;
import dev.sealbench.link.wire.FirmwareKeyPair;
import dev.sealbench.link.wire.StationStatement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Makes and checks the two statements that the vendor root signs, ORDER.md 2.
public final class Statements {

    private static final StatementCache<StationIdentity> STATIONS = new StatementCache<>();
    private static final StatementCache<CustomerIdentity> CUSTOMERS = new StatementCache<>();

    private Statements() {}

    /// Signs that `station` may sign orders. `vendorRoot` is used on the vendor's offline machine only.
    public static Envelope sign(StationIdentity station, SigningKey vendorRoot) {
        var statement = StationStatement.newBuilder()
                .setStationId(station.stationId())
                .setRole(StationIdentity.ROLE_ORDER)
                .setPublicKey(ByteString.copyFrom(station.publicKey().spki()))
                .setNotBefore(station.validity().notBefore().toString())
                .setNotAfter(station.validity().notAfter().toString())
                .build();
        return Envelopes.sign(DocumentType.STATION_STATEMENT, statement.toByteArray(), vendorRoot);
    }

    /// Signs whose chargers and firmware keys these are. `vendorRoot` is used on the vendor's offline machine only.
    public static Envelope sign(CustomerIdentity customer, SigningKey vendorRoot) {
        var statement = CustomerStatement.newBuilder()
                .setName(customer.name())
                .setDomain(customer.domain())
                .setVid(ByteString.copyFrom(Uuid5.bytes(customer.vid())))
                .setDeviceClass(customer.deviceClass())
                .setCid(ByteString.copyFrom(Uuid5.bytes(customer.cid())))
                .addAllKeyPairs(toWire(customer.keyPairs()))
                .setNotBefore(customer.validity().notBefore().toString())
                .setNotAfter(customer.validity().notAfter().toString())
                .build();
        return Envelopes.sign(DocumentType.CUSTOMER_STATEMENT, statement.toByteArray(), vendorRoot);
    }

    /// A station statement that the vendor root signed and that holds on `today`.
    public static StationIdentity verifyStation(Envelope envelope, P256PublicKey vendorRoot, LocalDate today)
            throws DocumentException {
        var station = openStation(envelope, vendorRoot);
        station.validity()
                .requireHolds(today, DocumentType.STATION_STATEMENT, "the statement of station " + station.stationId());
        return station;
    }

    /// A customer statement that the vendor root signed and that holds on `today`.
    public static CustomerIdentity verifyCustomer(Envelope envelope, P256PublicKey vendorRoot, LocalDate today)
            throws DocumentException {
        var customer = openCustomer(envelope, vendorRoot);
        customer.validity()
                .requireHolds(today, DocumentType.CUSTOMER_STATEMENT, "the statement of customer " + customer.name());
        return customer;
    }

    /// Like [#verifyStation] without the dates: for an auditor who asks about a day in the past.
    public static StationIdentity openStation(Envelope envelope, P256PublicKey vendorRoot) throws DocumentException {
        return STATIONS.opened(envelope, vendorRoot, () -> readStation(envelope, vendorRoot));
    }

    private static StationIdentity readStation(Envelope envelope, P256PublicKey vendorRoot) throws DocumentException {
        var payload = Envelopes.open(envelope, DocumentType.STATION_STATEMENT, vendorRoot);
        try {
            var statement = StationStatement.parseFrom(payload);
            if (!statement.getRole().equals(StationIdentity.ROLE_ORDER)) {
                throw new DocumentException(
                        DocumentType.STATION_STATEMENT, Reason.BAD_FIELD, "the station's role is not to sign orders");
            }
            return new StationIdentity(
                    statement.getStationId(),
                    P256PublicKey.ofSpki(statement.getPublicKey().toByteArray()),
                    Validity.parse(statement.getNotBefore(), statement.getNotAfter()));
        } catch (InvalidProtocolBufferException e) {
            throw new DocumentException(
                    DocumentType.STATION_STATEMENT, Reason.MALFORMED, "the station statement cannot be read", e);
        } catch (IllegalArgumentException e) {
            throw new DocumentException(
                    DocumentType.STATION_STATEMENT, Reason.BAD_FIELD, "station statement: " + e.getMessage(), e);
        }
    }

    /// Like [#verifyCustomer] without the dates: for an auditor who asks about a day in the past.
    public static CustomerIdentity openCustomer(Envelope envelope, P256PublicKey vendorRoot) throws DocumentException {
        return CUSTOMERS.opened(envelope, vendorRoot, () -> readCustomer(envelope, vendorRoot));
    }

    private static CustomerIdentity readCustomer(Envelope envelope, P256PublicKey vendorRoot) throws DocumentException {
        var payload = Envelopes.open(envelope, DocumentType.CUSTOMER_STATEMENT, vendorRoot);
        try {
            var statement = CustomerStatement.parseFrom(payload);
            var customer = new CustomerIdentity(
                    statement.getName(),
                    statement.getDomain(),
                    statement.getDeviceClass(),
                    fromWire(statement.getKeyPairsList()),
                    Validity.parse(statement.getNotBefore(), statement.getNotAfter()));
            requireDerivedIds(statement, customer);
            return customer;
        } catch (InvalidProtocolBufferException e) {
            throw new DocumentException(
                    DocumentType.CUSTOMER_STATEMENT, Reason.MALFORMED, "the customer statement cannot be read", e);
        } catch (IllegalArgumentException e) {
            throw new DocumentException(
                    DocumentType.CUSTOMER_STATEMENT, Reason.BAD_FIELD, "customer statement: " + e.getMessage(), e);
        }
    }

    static List<FirmwareKeyPair> toWire(List<KeyPairDigests> pairs) {
        return pairs.stream()
                .map(pair -> FirmwareKeyPair.newBuilder()
                        .setEcdsaSha256(ByteString.copyFrom(pair.ecdsaSha256()))
                        .setLmsSha256(ByteString.copyFrom(pair.lmsSha256()))
                        .build())
                .toList();
    }

    static List<KeyPairDigests> fromWire(List<FirmwareKeyPair> pairs) {
        var digests = new ArrayList<KeyPairDigests>();
        for (var pair : pairs) {
            digests.add(new KeyPairDigests(
                    pair.getEcdsaSha256().toByteArray(), pair.getLmsSha256().toByteArray()));
        }
        return digests;
    }

    private static void requireDerivedIds(CustomerStatement statement, CustomerIdentity customer)
            throws DocumentException {
        var vidFits = Arrays.equals(statement.getVid().toByteArray(), Uuid5.bytes(customer.vid()));
        var cidFits = Arrays.equals(statement.getCid().toByteArray(), Uuid5.bytes(customer.cid()));
        if (!vidFits || !cidFits) {
            throw new DocumentException(
                    DocumentType.CUSTOMER_STATEMENT,
                    Reason.BAD_FIELD,
                    "VID or CID is not derived from the customer's domain and device class");
        }
    }
}
