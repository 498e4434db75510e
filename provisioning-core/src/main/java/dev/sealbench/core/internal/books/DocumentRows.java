package dev.sealbench.core.internal.books;

import dev.sealbench.core.Digest;
import dev.sealbench.core.Octets;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.internal.books.OrderFile.Certification;
import dev.sealbench.core.internal.books.OrderFile.Decision;
import dev.sealbench.core.internal.books.OrderFile.DecisionDocument;
import dev.sealbench.core.internal.books.OrderFile.OrderDocument;
import dev.sealbench.core.internal.books.OrderFile.ReceiptDocument;
import dev.sealbench.core.internal.books.OrderFile.Stage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// The SQL of orders and what proves them.
final class DocumentRows {

    private DocumentRows() {}

    static void insertAll(Entry entry, OrderFile file) {
        var order = file.order().order();
        insertOrder(entry, file);
        file.decision().ifPresent(decision -> insertDecision(entry, order, decision));
        file.receipts().forEach(receipt -> insertReceipt(entry, order, receipt));
        file.certifications().forEach(certification -> insertCertification(entry, order, certification));
        file.attachments()
                .forEach((name, content) -> entry.handle()
                        .createUpdate(
                                "INSERT INTO attachment (order_sha256, name, content) VALUES (:order, :name, :content)")
                        .bind("order", order.hex())
                        .bind("name", name)
                        .bind("content", content.toBytes())
                        .execute());
        file.measurements()
                .forEach((name, content) -> entry.handle()
                        .createUpdate(
                                "INSERT INTO measurement (order_sha256, name, content) VALUES (:order, :name, :content)")
                        .bind("order", order.hex())
                        .bind("name", name)
                        .bind("content", content)
                        .execute());
    }

    /// Whether another order has this nonce or trial id.
    static boolean isUsed(Handle handle, OrderDocument order) {
        return handle.createQuery("SELECT count(*) FROM order_document WHERE nonce = :nonce OR trial_id = :trial")
                        .bind("nonce", order.nonce().toBytes())
                        .bind("trial", order.trialId().toBytes())
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    static List<Digest> selectOrders(Handle handle, SerialNumber serial) {
        return handle.createQuery("SELECT order_sha256 FROM order_document WHERE serial = :serial"
                        + " ORDER BY created_at, order_sha256")
                .bind("serial", serial.text())
                .map((row, _) -> new Digest(row.getString("order_sha256")))
                .list();
    }

    static Optional<OrderFile> select(Handle handle, Digest order) {
        return about(handle, "order_document", order)
                .map((row, _) -> new OrderFile(
                        new SerialNumber(row.getString("serial")),
                        new OrderDocument(
                                order,
                                Rows.octets(row, "nonce"),
                                Rows.octets(row, "trial_id"),
                                Rows.octets(row, "envelope")),
                        selectDecision(handle, order),
                        selectReceipts(handle, order),
                        selectCertifications(handle, order),
                        selectAttachments(handle, order),
                        selectMeasurements(handle, order)))
                .findOne();
    }

    private static void insertOrder(Entry entry, OrderFile file) {
        entry.handle()
                .createUpdate(
                        "INSERT INTO order_document (order_sha256, serial, nonce, trial_id, envelope,"
                                + " station_id, created_at) VALUES (:order, :serial, :nonce, :trial, :envelope, :station, :now)")
                .bind("order", file.order().order().hex())
                .bind("serial", file.serial().text())
                .bind("nonce", file.order().nonce().toBytes())
                .bind("trial", file.order().trialId().toBytes())
                .bind("envelope", file.order().envelope().toBytes())
                .bind("station", entry.station())
                .bind("now", Rows.time(entry.now()))
                .execute();
    }

    private static void insertDecision(Entry entry, Digest order, DecisionDocument decision) {
        entry.handle()
                .createUpdate("INSERT INTO decision_document (order_sha256, decision, envelope, created_at)"
                        + " VALUES (:order, :decision, :envelope, :now)")
                .bind("order", order.hex())
                .bind("decision", decision.decision().name())
                .bind("envelope", decision.envelope().toBytes())
                .bind("now", Rows.time(entry.now()))
                .execute();
    }

    private static void insertReceipt(Entry entry, Digest order, ReceiptDocument receipt) {
        entry.handle()
                .createUpdate("INSERT INTO receipt_document (order_sha256, stage, nonce, receipt, created_at)"
                        + " VALUES (:order, :stage, :nonce, :receipt, :now)")
                .bind("order", order.hex())
                .bind("stage", receipt.stage().name())
                .bind("nonce", receipt.nonce().toBytes())
                .bind("receipt", receipt.receipt().toBytes())
                .bind("now", Rows.time(entry.now()))
                .execute();
    }

    private static void insertCertification(Entry entry, Digest order, Certification certification) {
        entry.handle()
                .createUpdate("INSERT INTO certification (order_sha256, handle, attest, signature)"
                        + " VALUES (:order, :handle, :attest, :signature)")
                .bind("order", order.hex())
                .bind("handle", certification.handle())
                .bind("attest", certification.attest().toBytes())
                .bind("signature", certification.signature().toBytes())
                .execute();
    }

    private static Optional<DecisionDocument> selectDecision(Handle handle, Digest order) {
        return about(handle, "decision_document", order)
                .map((row, _) ->
                        new DecisionDocument(Decision.valueOf(row.getString("decision")), Rows.octets(row, "envelope")))
                .findOne();
    }

    private static List<ReceiptDocument> selectReceipts(Handle handle, Digest order) {
        return about(handle, "receipt_document", order)
                .map((row, _) -> new ReceiptDocument(
                        Stage.valueOf(row.getString("stage")), Rows.octets(row, "nonce"), Rows.octets(row, "receipt")))
                .stream()
                .sorted((a, b) -> a.stage().compareTo(b.stage()))
                .toList();
    }

    private static List<Certification> selectCertifications(Handle handle, Digest order) {
        return about(handle, "certification", order)
                .map((row, _) -> new Certification(
                        row.getLong("handle"), Rows.octets(row, "attest"), Rows.octets(row, "signature")))
                .stream()
                .sorted((a, b) -> Long.compare(a.handle(), b.handle()))
                .toList();
    }

    private static Map<String, Octets> selectAttachments(Handle handle, Digest order) {
        var attachments = new LinkedHashMap<String, Octets>();
        about(handle, "attachment", order)
                .map((row, _) -> Map.entry(row.getString("name"), Rows.octets(row, "content")))
                .forEach(each -> attachments.put(each.getKey(), each.getValue()));
        return attachments;
    }

    private static Map<String, String> selectMeasurements(Handle handle, Digest order) {
        var measurements = new LinkedHashMap<String, String>();
        about(handle, "measurement", order)
                .map((row, _) -> Map.entry(row.getString("name"), row.getString("content")))
                .forEach(each -> measurements.put(each.getKey(), each.getValue()));
        return measurements;
    }

    /// @param table a name of this class's own, never input
    private static Query about(Handle handle, String table, Digest order) {
        return handle.createQuery("SELECT * FROM " + table + " WHERE order_sha256 = :order")
                .bind("order", order.hex());
    }
}
