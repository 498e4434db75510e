package dev.sealbench.core.internal.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import dev.sealbench.core.internal.document.DocumentException.Reason;
import dev.sealbench.link.wire.BurnTarget;
import dev.sealbench.link.wire.Envelope;
import dev.sealbench.link.wire.Order;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OrderBuilderTest {

    private static final Samples SAMPLES = new Samples();

    @Test
    void anOrderSaysWhatItsContentAndStatementsSay() throws Exception {
        var envelope = SAMPLES.builder().build(SAMPLES.content(), SAMPLES.stationKey);
        var opened = SignedOrder.open(envelope, SAMPLES.vendorRoot.publicKey());

        assertThat(opened.order().getSerial()).isEqualTo("CP42647100001239");
        assertThat(opened.order().getVid().toByteArray()).isEqualTo(Uuid5.bytes(SAMPLES.customer.vid()));
        assertThat(opened.order().getKeyPairsCount()).isEqualTo(2);
        assertThat(opened.order().getCredentialNamesCount()).isEqualTo(4);
        assertThat(opened.order().getManufactured()).isEqualTo("2026-11-23");
        assertThat(opened.customer()).isEqualTo(SAMPLES.customer);
        assertThat(opened.station()).isEqualTo(SAMPLES.station);
        assertThat(opened.digest())
                .isEqualTo(Envelopes.digest(
                        DocumentType.ORDER, envelope.getPayload().toByteArray()));
        assertThat(envelope.getSerializedSize()).isLessThanOrEqualTo(3_584);
    }

    static Stream<Arguments> refusedFields() {
        var good = SAMPLES.content();
        var identity = good.identity();
        return Stream.of(
                Arguments.of("order id", with(good).orderId(new byte[15])),
                Arguments.of("nonce", with(good).nonce(new byte[31])),
                Arguments.of("log checkpoint", with(good).checkpoint(new byte[0])),
                Arguments.of("serial", with(good).identity(serial("CP4264710000123"))),
                Arguments.of("serial", with(good).identity(serial("CP4264710000123\n"))),
                Arguments.of("model", with(good).identity(model("M".repeat(33)))),
                Arguments.of(
                        "hardware revision",
                        with(good)
                                .identity(new OrderContent.Identity(
                                        identity.serial(), identity.model(), 1L << 32, identity.gtin(), "s", "h"))),
                Arguments.of("GTIN", with(good).identity(gtin("401234567890x"))),
                Arguments.of("SSID", with(good).identity(ssid("é".repeat(17)))),
                Arguments.of("host name", with(good).identity(host("h".repeat(64)))),
                Arguments.of("host name", with(good).identity(host("-h"))),
                Arguments.of("EK Name", with(good).ekName(new byte[34])),
                Arguments.of("EK Name", with(good).ekName(new byte[0])),
                Arguments.of("four credentials", with(good).credentials(3)),
                Arguments.of("activation credential blob", with(good).blob(new byte[161])),
                Arguments.of("activation credential blob", with(good).blob(new byte[70])),
                Arguments.of("image digest", with(good).firmware(new byte[20], "1.2.3+4", 7)),
                Arguments.of("firmware version", with(good).firmware(new byte[32], "1.2.3", 7)),
                Arguments.of("security counter", with(good).firmware(new byte[32], "1.2.3+4", -1)),
                Arguments.of("in this order", with(good).made(LocalDate.parse("2030-01-01"))),
                Arguments.of("CSMS address", with(good).ocpp("http://csms.example.com", 2)),
                Arguments.of("CSMS address", with(good).ocpp("wss://" + "x".repeat(250), 2)),
                Arguments.of("security profile", with(good).ocpp("wss://csms.example.com", 1)),
                Arguments.of("no place", with(good).attachment(BurnTarget.BURN_TARGET_IMAGE_SLOT_A, 600, 32)),
                Arguments.of("no place", with(good).attachment(BurnTarget.BURN_TARGET_DEVICE_CERTIFICATE, 6, 32)),
                Arguments.of("32,768", with(good).attachment(BurnTarget.BURN_TARGET_CSMS_ROOTS, 32_769, 32)),
                Arguments.of("32,768", with(good).attachment(BurnTarget.BURN_TARGET_CSMS_ROOTS, 0, 32)),
                Arguments.of("attachment digest", with(good).attachment(BurnTarget.BURN_TARGET_CSMS_ROOTS, 9, 31)));
    }

    @ParameterizedTest(name = "{0}: {index}")
    @MethodSource("refusedFields")
    void aFieldOutOfBoundsIsNamedAndNothingIsSigned(String field, OrderContentEdit edit) {
        var neverSigns = new SigningKey(SAMPLES.stationKey.publicKey(), message -> {
            throw new AssertionError("signed");
        });
        assertThatThrownBy(() -> SAMPLES.builder().build(edit.content(), neverSigns))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(field);
    }

    @Test
    void aStatementThatEndedOrIsAnotherStationsOrClassesIsRefused() {
        var later = Clock.offset(Samples.TODAY, Duration.ofDays(60));
        var expired = new OrderBuilder(SAMPLES.vendorRoot.publicKey(), later);
        var station = DocumentType.STATION_STATEMENT;
        var customer = DocumentType.CUSTOMER_STATEMENT;
        assertRefused(station, Reason.EXPIRED, expired, SAMPLES.content(), SAMPLES.stationKey);
        assertRefused(station, Reason.BAD_FIELD, SAMPLES.builder(), SAMPLES.content(), TestKeys.fresh());
        var otherRoot = new OrderBuilder(TestKeys.fresh().publicKey(), Samples.TODAY);
        assertRefused(station, Reason.BAD_SIGNATURE, otherRoot, SAMPLES.content(), SAMPLES.stationKey);
        assertRefused(
                customer,
                Reason.BAD_FIELD,
                SAMPLES.builder(),
                with(SAMPLES.content()).identity(model("CP43")).content(),
                SAMPLES.stationKey);
    }

    @Test
    void whoseStatementItIsDoesNotDependOnNames() {
        var ended = new Validity(LocalDate.parse("2025-01-01"), LocalDate.parse("2025-12-31"));
        var station = new StationIdentity("customer-returns", SAMPLES.stationKey.publicKey(), ended);
        assertRefused(
                DocumentType.STATION_STATEMENT,
                Reason.EXPIRED,
                SAMPLES.builder(),
                with(SAMPLES.content())
                        .station(Statements.sign(station, SAMPLES.vendorRoot))
                        .content(),
                SAMPLES.stationKey);
    }

    @Test
    void anOrderIsRefusedWhenItsCustomerIsNotItsStatements() throws Exception {
        var good = Order.parseFrom(
                SAMPLES.builder().build(SAMPLES.content(), SAMPLES.stationKey).getPayload());
        var zero = ByteString.copyFrom(new byte[16]);
        for (var changed : List.of(
                good.toBuilder().setVid(zero).build(),
                good.toBuilder().setCid(zero).build(),
                good.toBuilder().setKeyPairs(0, good.getKeyPairs(1)).build(),
                good.toBuilder().removeKeyPairs(1).build())) {
            assertOpenRefused(
                    Reason.BAD_FIELD, Envelopes.sign(DocumentType.ORDER, changed.toByteArray(), SAMPLES.stationKey));
        }
    }

    @Test
    void anOrderIsRefusedWhenAnotherStationSignedIt() throws Exception {
        var good = SAMPLES.builder().build(SAMPLES.content(), SAMPLES.stationKey);
        assertOpenRefused(
                Reason.BAD_SIGNATURE,
                Envelopes.sign(DocumentType.ORDER, good.getPayload().toByteArray(), TestKeys.fresh()));
        assertOpenRefused(
                Reason.WRONG_TYPE,
                good.toBuilder()
                        .setPayloadType(DocumentType.CONFIRM.payloadType())
                        .build());
        assertOpenRefused(
                Reason.MALFORMED,
                good.toBuilder()
                        .setPayload(ByteString.copyFrom(new byte[] {-1}))
                        .build());
    }

    private static void assertOpenRefused(Reason reason, Envelope envelope) {
        var refused = catchThrowableOfType(
                DocumentException.class, () -> SignedOrder.open(envelope, SAMPLES.vendorRoot.publicKey()));
        assertThat(refused.reason()).isEqualTo(reason);
    }

    private static void assertRefused(
            DocumentType document, Reason reason, OrderBuilder builder, OrderContent content, SigningKey key) {
        var refused = catchThrowableOfType(DocumentException.class, () -> builder.build(content, key));
        assertThat(refused.document()).isEqualTo(document);
        assertThat(refused.reason()).isEqualTo(reason);
    }

    private static OrderContentEdit with(OrderContent content) {
        return new OrderContentEdit(content);
    }

    private static OrderContent.Identity serial(String serial) {
        return new OrderContent.Identity(serial, "CP42", 3, "04012345678901", "s", "h");
    }

    private static OrderContent.Identity model(String model) {
        return new OrderContent.Identity("CP42647100001239", model, 3, "04012345678901", "s", "h");
    }

    private static OrderContent.Identity gtin(String gtin) {
        return new OrderContent.Identity("CP42647100001239", "CP42", 3, gtin, "s", "h");
    }

    private static OrderContent.Identity ssid(String ssid) {
        return new OrderContent.Identity("CP42647100001239", "CP42", 3, "04012345678901", ssid, "h");
    }

    private static OrderContent.Identity host(String host) {
        return new OrderContent.Identity("CP42647100001239", "CP42", 3, "04012345678901", "s", host);
    }
}
