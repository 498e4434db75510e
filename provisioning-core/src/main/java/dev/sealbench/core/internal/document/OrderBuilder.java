package dev.sealbench.core.internal.document;

import com.google.protobuf.ByteString;
import dev.sealbench.core.internal.document.DocumentException.Reason;
import dev.sealbench.link.wire.Attachment;
import dev.sealbench.link.wire.Envelope;
import dev.sealbench.link.wire.OcppSettings;
import dev.sealbench.link.wire.Order;
import java.time.Clock;
import java.time.LocalDate;

/// Makes signed orders, and nothing that a charger would refuse for its form: bounds, statements and their dates are
/// checked before anything is signed.
///
/// Immutable; as safe to share between threads as the clock.
public final class OrderBuilder {

    private final P256PublicKey vendorRoot;
    private final Clock clock;

    /// `clock` decides whether the statements hold today, in its own zone.
    public OrderBuilder(P256PublicKey vendorRoot, Clock clock) {
        this.vendorRoot = vendorRoot;
        this.clock = clock;
    }

    /// The signed order, at most 3,584 octets serialised.
    ///
    /// @throws DocumentException if a statement is not the vendor's, is out of date, or does not fit
    /// @throws IllegalArgumentException naming the first field that is missing or out of bounds
    public Envelope build(OrderContent content, SigningKey station) throws DocumentException {
        OrderFields.require(content);
        var today = LocalDate.now(clock);
        requireStation(Statements.verifyStation(content.stationStatement(), vendorRoot, today), station);
        var customer = Statements.verifyCustomer(content.customerStatement(), vendorRoot, today);
        requireDeviceClass(customer, content.identity());

        var envelope =
                Envelopes.sign(DocumentType.ORDER, toWire(content, customer).toByteArray(), station);
        if (envelope.getSerializedSize() > Envelopes.ORDER_MAX_SIZE_BYTES) {
            throw new DocumentException(
                    DocumentType.ORDER,
                    Reason.TOO_LONG,
                    "the order has " + envelope.getSerializedSize() + " octets, more than 3,584");
        }
        return envelope;
    }

    private static void requireStation(StationIdentity statement, SigningKey station) throws DocumentException {
        if (!statement.publicKey().equals(station.publicKey())) {
            throw new DocumentException(
                    DocumentType.STATION_STATEMENT,
                    Reason.BAD_FIELD,
                    "the statement of station " + statement.stationId() + " names another key");
        }
    }

    private static void requireDeviceClass(CustomerIdentity customer, OrderContent.Identity identity)
            throws DocumentException {
        if (!customer.model().equals(identity.model()) || customer.hardwareRevision() != identity.hardwareRevision()) {
            throw new DocumentException(
                    DocumentType.CUSTOMER_STATEMENT,
                    Reason.BAD_FIELD,
                    "the customer's statement is for device class " + customer.deviceClass());
        }
    }

    private static Order toWire(OrderContent content, CustomerIdentity customer) {
        var order = Order.newBuilder()
                .setOrderId(ByteString.copyFrom(content.orderId()))
                .setNonce(ByteString.copyFrom(content.nonce()))
                .setVid(ByteString.copyFrom(Uuid5.bytes(customer.vid())))
                .setCid(ByteString.copyFrom(Uuid5.bytes(customer.cid())))
                .addAllKeyPairs(Statements.toWire(customer.keyPairs()))
                .setLogCheckpointSha256(ByteString.copyFrom(content.logCheckpointSha256()))
                .setStationStatement(content.stationStatement())
                .setCustomerStatement(content.customerStatement());
        identity(order, content.identity());
        tpm(order, content.tpm());
        firmware(order, content.firmware());
        order.setManufactured(content.dates().manufactured().toString())
                .setFeatureUpdatesUntil(content.dates().featureUpdatesUntil().toString())
                .setSecurityUpdatesUntil(content.dates().securityUpdatesUntil().toString());
        order.setOcpp(OcppSettings.newBuilder()
                .setCsmsUrl(content.ocpp().csmsUrl())
                .setIdentity(content.ocpp().identity())
                .setSecurityProfile(content.ocpp().securityProfile()));
        for (var attachment : content.attachments()) {
            order.addAttachments(Attachment.newBuilder()
                    .setTarget(attachment.target().getNumber())
                    .setSizeBytes(attachment.sizeBytes())
                    .setSha256(ByteString.copyFrom(attachment.sha256())));
        }
        return order.build();
    }

    private static void identity(Order.Builder order, OrderContent.Identity identity) {
        order.setSerial(identity.serial())
                .setModel(identity.model())
                .setHardwareRevision((int) identity.hardwareRevision())
                .setGtin(identity.gtin())
                .setSsid(identity.ssid())
                .setHostName(identity.hostName());
    }

    private static void tpm(Order.Builder order, OrderContent.Tpm tpm) {
        order.setEkName(ByteString.copyFrom(tpm.ekName()))
                .setAkName(ByteString.copyFrom(tpm.akName()))
                .setSrkName(ByteString.copyFrom(tpm.srkName()))
                .setPukIndexName(ByteString.copyFrom(tpm.pukIndexName()))
                .setActivationCredentialBlob(ByteString.copyFrom(tpm.activationCredentialBlob()))
                .setActivationEncryptedSecret(ByteString.copyFrom(tpm.activationEncryptedSecret()));
        tpm.credentialNames().forEach(name -> order.addCredentialNames(ByteString.copyFrom(name)));
    }

    private static void firmware(Order.Builder order, OrderContent.Firmware firmware) {
        order.setFirmwareSha256(ByteString.copyFrom(firmware.imageSha256()))
                .setFirmwareVersion(firmware.version())
                .setSecurityCounter((int) firmware.securityCounter());
    }
}
