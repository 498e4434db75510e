package dev.sealbench.core.internal.document;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.sealbench.core.internal.document.DocumentException.Reason;
import dev.sealbench.link.wire.Envelope;
import dev.sealbench.link.wire.Order;
import java.util.Arrays;

/// An order that was found good: signed by a station that the vendor root vouches for, for that customer.
///
/// Says nothing of dates: an order stays an order after the statements under it ended. [OrderBuilder] looks at the
/// dates when an order is made; an auditor compares [#station] and [#customer] with the day in the log.
///
/// @param digest SHA-256 of the order's PAE, 32 octets: how receipt, decisions and books name it
public record SignedOrder(
        Envelope envelope, Order order, byte[] digest, StationIdentity station, CustomerIdentity customer) {

    /// Opens an order as a charger does (ORDER.md 4.6 a and b).
    public static SignedOrder open(Envelope envelope, P256PublicKey vendorRoot) throws DocumentException {
        var claimed = parse(envelope.getPayload().toByteArray());
        // the key to check with stands inside; it counts only because the vendor root signed the statement around it
        var station = Statements.openStation(claimed.getStationStatement(), vendorRoot);
        Envelopes.open(envelope, DocumentType.ORDER, station.publicKey());
        var customer = Statements.openCustomer(claimed.getCustomerStatement(), vendorRoot);
        requireCustomer(claimed, customer);
        return new SignedOrder(envelope, claimed, Envelopes.digest(envelope), station, customer);
    }

    @Override
    public byte[] digest() {
        return digest.clone();
    }

    @Override
    public String toString() {
        return "SignedOrder[" + order.getSerial() + "]";
    }

    private static Order parse(byte[] payload) throws DocumentException {
        try {
            return Order.parseFrom(payload);
        } catch (InvalidProtocolBufferException e) {
            throw new DocumentException(DocumentType.ORDER, Reason.MALFORMED, "the order cannot be read", e);
        }
    }

    private static void requireCustomer(Order order, CustomerIdentity customer) throws DocumentException {
        var sameIds = Arrays.equals(order.getVid().toByteArray(), Uuid5.bytes(customer.vid()))
                && Arrays.equals(order.getCid().toByteArray(), Uuid5.bytes(customer.cid()));
        if (!sameIds || !order.getKeyPairsList().equals(Statements.toWire(customer.keyPairs()))) {
            throw new DocumentException(
                    DocumentType.ORDER,
                    Reason.BAD_FIELD,
                    "the order's customer, device class or keys are not those of its statement");
        }
    }
}
