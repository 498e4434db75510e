package dev.sealbench.core.internal.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.sealbench.core.internal.document.DocumentException.Reason;
import dev.sealbench.link.wire.CustomerStatement;
import dev.sealbench.link.wire.Envelope;
import dev.sealbench.link.wire.StationStatement;
import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class StatementsTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-23");

    private final Samples samples = new Samples();

    @Test
    void whatTheVendorSignedIsReadBack() throws DocumentException {
        var root = samples.vendorRoot.publicKey();
        assertThat(Statements.verifyStation(samples.stationStatement, root, TODAY))
                .isEqualTo(samples.station);
        assertThat(Statements.verifyCustomer(samples.customerStatement, root, TODAY))
                .isEqualTo(samples.customer);
    }

    @Test
    void bothDaysAreIncluded() throws DocumentException {
        var root = samples.vendorRoot.publicKey();
        for (var day : List.of("2026-01-01", "2026-12-31")) {
            Statements.verifyStation(samples.stationStatement, root, LocalDate.parse(day));
        }
        assertThat(refusedOn("2025-12-31")).isEqualTo(Reason.NOT_YET_VALID);
        assertThat(refusedOn("2027-01-01")).isEqualTo(Reason.EXPIRED);
    }

    @Test
    void anEndedStatementStillOpensForAnAuditor() throws DocumentException {
        assertThat(Statements.openStation(samples.stationStatement, samples.vendorRoot.publicKey()))
                .isEqualTo(samples.station);
    }

    @Test
    void anotherRootIsRefused() {
        assertStation(Reason.BAD_SIGNATURE, Statements.sign(samples.station, TestKeys.fresh()));
        assertCustomer(Reason.BAD_SIGNATURE, Statements.sign(samples.customer, TestKeys.fresh()));
    }

    /// Good statements are remembered; nothing but the same octets under the same root is the same statement.
    @Test
    void whatWasFoundGoodOnceSaysNothingOfAnotherRootOrSignature() throws Exception {
        var root = samples.vendorRoot.publicKey();
        Statements.openStation(samples.stationStatement, root);
        Statements.openCustomer(samples.customerStatement, root);

        var other = TestKeys.fresh().publicKey();
        assertThatThrownBy(() -> Statements.openStation(samples.stationStatement, other))
                .isInstanceOf(DocumentException.class);
        assertThatThrownBy(() -> Statements.openCustomer(samples.customerStatement, other))
                .isInstanceOf(DocumentException.class);
        var signature = samples.stationStatement.getSignature().toByteArray();
        signature[signature.length - 1] ^= 1;
        assertStation(
                Reason.BAD_SIGNATURE,
                samples.stationStatement.toBuilder()
                        .setSignature(ByteString.copyFrom(signature))
                        .build());
        assertThat(Statements.openStation(samples.stationStatement, root)).isEqualTo(samples.station);
    }

    @Test
    void aCustomerStatementIsNoStationStatement() {
        assertStation(Reason.WRONG_TYPE, samples.customerStatement);
        assertCustomer(Reason.WRONG_TYPE, samples.stationStatement);
    }

    @Test
    void anotherRoleOrKeyOrDatesAreRefused() throws Exception {
        assertStation(Reason.BAD_FIELD, station(s -> s.setRole("read")));
        assertStation(Reason.BAD_FIELD, station(s -> s.setPublicKey(ByteString.copyFrom(new byte[91]))));
        assertStation(Reason.BAD_FIELD, station(s -> s.setStationId("")));
        assertStation(Reason.BAD_FIELD, station(s -> s.setNotAfter("2026-02-30")));
        assertStation(Reason.BAD_FIELD, station(s -> s.setNotAfter("2025-12-31")));
        assertStation(Reason.BAD_FIELD, station(StationStatement.Builder::clearNotBefore));
    }

    @Test
    void idsThatDoNotFollowFromDomainAndClassAreRefused() throws Exception {
        assertCustomer(Reason.BAD_FIELD, customer(c -> c.setDomain("other.example.com")));
        assertCustomer(Reason.BAD_FIELD, customer(c -> c.setDeviceClass("CP42/4")));
        assertCustomer(Reason.BAD_FIELD, customer(c -> c.setVid(ByteString.copyFrom(new byte[16]))));
        assertCustomer(Reason.BAD_FIELD, customer(c -> c.setCid(ByteString.copyFrom(new byte[16]))));
    }

    @Test
    void aCustomerHasTwoToFourDifferentPairs() throws Exception {
        assertCustomer(Reason.BAD_FIELD, customer(c -> c.removeKeyPairs(1)));
        assertCustomer(Reason.BAD_FIELD, customer(c -> c.setKeyPairs(1, c.getKeyPairs(0))));
        assertCustomer(Reason.BAD_FIELD, customer(c -> c.clearKeyPairs()));
        assertThatThrownBy(() -> Samples.customer(
                        List.of(Samples.pair(1), Samples.pair(2), Samples.pair(3), Samples.pair(4), Samples.pair(5))))
                .hasMessageContaining("2 to 4");
        assertCustomer(Reason.BAD_FIELD, customer(c -> {
            c.getKeyPairsBuilder(0).setLmsSha256(ByteString.copyFrom(new byte[31]));
            return c;
        }));
    }

    @Test
    void domainsInUpperCaseAndControlCharactersAreRefused() {
        assertThatThrownBy(() -> new CustomerIdentity(
                        "X", "Charging.example.com", "CP42/3", samples.customer.keyPairs(), Samples.THIS_YEAR))
                .hasMessageContaining("domain");
        assertThatThrownBy(() -> new CustomerIdentity(
                        "X\n", "charging.example.com", "CP42/3", samples.customer.keyPairs(), Samples.THIS_YEAR))
                .hasMessageContaining("control");
        assertThatThrownBy(() -> new CustomerIdentity(
                        "X", "charging.example.com", "CP42", samples.customer.keyPairs(), Samples.THIS_YEAR))
                .hasMessageContaining("device class");
    }

    private Reason refusedOn(String day) {
        return catchThrowableOfType(
                        DocumentException.class,
                        () -> Statements.verifyStation(
                                samples.stationStatement, samples.vendorRoot.publicKey(), LocalDate.parse(day)))
                .reason();
    }

    private Envelope station(UnaryOperator<StationStatement.Builder> change) throws InvalidProtocolBufferException {
        var builder = StationStatement.parseFrom(samples.stationStatement.getPayload()).toBuilder();
        return Envelopes.sign(
                DocumentType.STATION_STATEMENT, change.apply(builder).build().toByteArray(), samples.vendorRoot);
    }

    private Envelope customer(UnaryOperator<CustomerStatement.Builder> change) throws InvalidProtocolBufferException {
        var builder = CustomerStatement.parseFrom(samples.customerStatement.getPayload()).toBuilder();
        return Envelopes.sign(
                DocumentType.CUSTOMER_STATEMENT, change.apply(builder).build().toByteArray(), samples.vendorRoot);
    }

    private void assertStation(Reason reason, Envelope statement) {
        var refused = catchThrowableOfType(
                DocumentException.class,
                () -> Statements.verifyStation(statement, samples.vendorRoot.publicKey(), TODAY));
        assertThat(refused.document()).isEqualTo(DocumentType.STATION_STATEMENT);
        assertThat(refused.reason()).isEqualTo(reason);
    }

    private void assertCustomer(Reason reason, Envelope statement) {
        var refused = catchThrowableOfType(
                DocumentException.class,
                () -> Statements.verifyCustomer(statement, samples.vendorRoot.publicKey(), TODAY));
        assertThat(refused.document()).isEqualTo(DocumentType.CUSTOMER_STATEMENT);
        assertThat(refused.reason()).isEqualTo(reason);
    }
}
