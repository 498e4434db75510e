package dev.sealbench.ui.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.Octets;
import dev.sealbench.core.UnitPapers.Kind;
import dev.sealbench.core.UnitPapers.Paper;
import dev.sealbench.core.UnitProof;
import dev.sealbench.core.UnitProof.Check;
import dev.sealbench.core.UnitProof.Result;
import dev.sealbench.core.UnitProof.Subject;
import dev.sealbench.link.wire.Receipt;
import dev.sealbench.ui.testkit.Demo;
import dev.sealbench.ui.testkit.TestStation;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/// The documents of a locked unit, checked again from the books: they hold, and whoever changes the database is found
/// out.
@Tag("e2e")
@ExtendWith(EndToEnd.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnitProofTest {

    private LockedUnit unit;
    private TestStation station;

    @BeforeAll
    void take(LockedUnit locked) {
        unit = locked;
    }

    @BeforeEach
    void copy() throws Exception {
        station = unit.station();
    }

    @Test
    void everyDocumentOfALockedUnitHolds() throws Exception {
        assertThat(verify().checks())
                .allMatch(check -> check.result() == Result.PASSED)
                .extracting(Check::subject)
                .containsExactly(Subject.values());
    }

    @Test
    void thePapersAreInTheirOrderAndTheReceiptSaysWhatRan() throws Exception {
        try (var open = station.open()) {
            var papers = open.units().papers(Demo.SERIAL);
            assertThat(papers.papers())
                    .extracting(Paper::kind)
                    .containsExactly(
                            Kind.ORDER, Kind.DEVICE_CERTIFICATE, Kind.TRIAL_RECEIPT, Kind.CONFIRM, Kind.FINAL_RECEIPT);
            assertThat(papers.receipt().orElseThrow().locked()).isTrue();
            assertThat(papers.receipt().orElseThrow().selfTestPassed()).isTrue();
            assertThat(papers.receipt().orElseThrow().version()).isEqualTo("1.0.0+1");
        }
    }

    @Test
    void aReceiptWhoseBodyWasChangedIsFoundOut() throws Exception {
        change("receipt_document", "receipt", "stage = 'FINAL'", octets -> {
            var receipt = Receipt.parseFrom(octets);
            var body = receipt.getBody().toByteArray();
            body[3] ^= 1; // in the serial number
            return receipt.toBuilder()
                    .setBody(ByteString.copyFrom(body))
                    .build()
                    .toByteArray();
        });
        assertThat(failed()).contains(Subject.QUOTE_BODY, Subject.SERIAL).doesNotContain(Subject.ORDER_SIGNATURE);
    }

    @Test
    void aReceiptWithAnotherSignatureIsFoundOut() throws Exception {
        change("receipt_document", "receipt", "stage = 'FINAL'", octets -> {
            var receipt = Receipt.parseFrom(octets);
            var signature = receipt.getLockSignature().toByteArray();
            signature[signature.length - 1] ^= 1;
            return receipt.toBuilder()
                    .setLockSignature(ByteString.copyFrom(signature))
                    .build()
                    .toByteArray();
        });
        assertThat(failed()).containsExactly(Subject.LOCK_SIGNATURE);
    }

    @Test
    void anotherNonceThanTheStationAskedWithIsFoundOut() throws Exception {
        change("receipt_document", "nonce", "stage = 'FINAL'", UnitProofTest::flipped);
        assertThat(failed()).contains(Subject.NONCE);
    }

    @Test
    void anOrderThatWasChangedIsNotBelievedAtAll() throws Exception {
        change("order_document", "envelope", "true", UnitProofTest::flipped);
        assertThat(verify().checks()).containsExactly(new Check(Subject.ORDER_SIGNATURE, Result.FAILED));
    }

    @Test
    void searchFindsTheUnitByAnyPartOfItsNumber() throws Exception {
        try (var open = station.open()) {
            assertThat(open.units().search(Demo.SERIAL.substring(8), 5)).hasSize(1);
            assertThat(open.units().search("cp4-2647", 5)).hasSize(1);
            assertThat(open.units().search("%", 5)).isEmpty();
            assertThat(open.units().search("99999", 5)).isEmpty();
        }
    }

    @Test
    void thePreviewOfAReprintIsNotThatOfTheLastPrint() throws Exception {
        try (var open = station.open("quinn")) {
            var last = open.labels().preview(Demo.SERIAL, LabelKind.ACCESS);
            var next = open.labels().previewReprint(Demo.SERIAL, LabelKind.ACCESS);
            assertThat(Arrays.equals(last, next)).as("it says reprint 1").isFalse();
        }
    }

    private List<Subject> failed() throws Exception {
        return verify().checks().stream()
                .filter(check -> check.result() == Result.FAILED)
                .map(Check::subject)
                .toList();
    }

    private UnitProof verify() throws Exception {
        try (var open = station.open()) {
            return open.units().verify(Demo.SERIAL);
        }
    }

    private interface Edit {
        byte[] of(byte[] octets) throws Exception;
    }

    private static byte[] flipped(byte[] octets) {
        var copy = octets.clone();
        copy[copy.length / 2] ^= 1;
        return copy;
    }

    /// What a database administrator can do, who first takes the guard of the table away.
    private void change(String table, String column, String where, Edit edit) throws Exception {
        var url = "jdbc:h2:file:" + station.home().books().toAbsolutePath()
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
        try (var database = DriverManager.getConnection(url, "sealbench", "");
                var statement = database.createStatement()) {
            dropTrigger(statement, table);
            Octets before;
            try (var row = statement.executeQuery("SELECT " + column + " FROM " + table + " WHERE " + where)) {
                row.next();
                before = Octets.of(row.getBytes(1));
            }
            try (var update = database.prepareStatement("UPDATE " + table + " SET " + column + " = ? WHERE " + where)) {
                update.setBytes(1, edit.of(before.toBytes()));
                assertThat(update.executeUpdate()).isOne();
            }
        }
    }

    private static void dropTrigger(Statement statement, String table) throws SQLException {
        statement.execute("DROP TRIGGER " + table + "_append_only");
    }
}
