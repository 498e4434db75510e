package dev.sealbench.core.internal.books;

import dev.sealbench.core.Digest;
import dev.sealbench.core.Gtin;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.OcppSettings;
import dev.sealbench.core.Retention;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.SerialRange;
import dev.sealbench.core.SupportPeriod;
import dev.sealbench.core.WorkOrder;
import dev.sealbench.core.WorkOrderDates;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// The SQL of work orders.
final class WorkOrderRows {

    private WorkOrderRows() {}

    static void insert(Entry entry, WorkOrder order) {
        entry.handle()
                .createUpdate("INSERT INTO work_order (number, vid, cid, model, hardware_revision, gtin, image_sha256,"
                        + " quantity, serial_prefix, first_counter, last_counter, csms_url, security_profile,"
                        + " identity_prefix, feature_years, security_years, retention_policy, retention_days,"
                        + " opened_at) VALUES (:number, :vid, :cid, :model, :hardware, :gtin, :image, :quantity,"
                        + " :prefix, :first, :last, :csms, :profile, :identity, :feature, :security, :policy, :days,"
                        + " :now)")
                .bind("number", order.number())
                .bind("vid", order.vid())
                .bind("cid", order.cid())
                .bind("model", order.model())
                .bind("hardware", order.hardwareRevision())
                .bind("gtin", order.gtin().digits())
                .bind("image", order.release().hex())
                .bind("quantity", order.quantity())
                .bind("prefix", order.serials().prefix())
                .bind("first", order.serials().firstCounter())
                .bind("last", order.serials().lastCounter())
                .bind("csms", order.ocpp().csmsUrl())
                .bind("profile", order.ocpp().securityProfile())
                .bind("identity", order.ocpp().identityPrefix())
                .bind("feature", order.support().featureYears())
                .bind("security", order.support().securityYears())
                .bind("policy", order.retention().policy().name())
                .bind("days", order.retention().days())
                .bind("now", Rows.time(entry.now()))
                .execute();
    }

    static void insert(Entry entry, String number, WorkOrderDates dates) {
        if (dates.equals(WorkOrderDates.NONE)) {
            return;
        }
        entry.handle()
                .createUpdate("INSERT INTO work_order_dates (number, start_on, due_on) VALUES (:number,"
                        + " CAST(:start AS date), CAST(:due AS date))")
                .bind("number", number)
                .bind("start", dates.start().orElse(null))
                .bind("due", dates.due().orElse(null))
                .execute();
    }

    static WorkOrderDates dates(Handle handle, String number) {
        return handle.createQuery("SELECT start_on, due_on FROM work_order_dates WHERE number = :number")
                .bind("number", number)
                .map((row, _) -> new WorkOrderDates(
                        Optional.ofNullable(row.getObject("start_on", LocalDate.class)),
                        Optional.ofNullable(row.getObject("due_on", LocalDate.class))))
                .findOne()
                .orElse(WorkOrderDates.NONE);
    }

    /// The label templates that it names, by kind.
    static Map<LabelKind, String> templates(Handle handle, String number) {
        return handle
                .createQuery("SELECT kind, template_id FROM work_order_label WHERE number = :number")
                .bind("number", number)
                .map((row, _) -> Map.entry(LabelKind.valueOf(row.getString("kind")), row.getString("template_id")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    static Optional<WorkOrder> select(Handle handle, String number) {
        return handle.createQuery("SELECT * FROM work_order WHERE number = :number")
                .bind("number", number)
                .map((row, _) -> toOrder(row))
                .findOne();
    }

    /// As [#select], and keeps others from counting units of this order until the transaction ends.
    static Optional<WorkOrder> lock(Handle handle, String number) {
        return handle.createQuery("SELECT * FROM work_order WHERE number = :number <lock>")
                .bind("number", number)
                .map((row, _) -> toOrder(row))
                .findOne();
    }

    static List<WorkOrder> selectAll(Handle handle) {
        return handle.createQuery("SELECT * FROM work_order ORDER BY opened_at, number")
                .map((row, _) -> toOrder(row))
                .list();
    }

    static List<WorkOrder> selectByPrefix(Handle handle, String prefix) {
        return handle.createQuery(
                        "SELECT * FROM work_order WHERE serial_prefix = :prefix ORDER BY opened_at DESC, number")
                .bind("prefix", prefix)
                .map((row, _) -> toOrder(row))
                .list();
    }

    /// Newest first.
    static List<WorkOrder> selectCovering(Handle handle, SerialNumber serial) {
        return selectByPrefix(handle, serial.prefix()).stream()
                .filter(order -> order.serials().contains(serial))
                .toList();
    }

    static Instant openedAt(Handle handle, String number) {
        return handle.createQuery("SELECT opened_at FROM work_order WHERE number = :number")
                .bind("number", number)
                .map((row, _) -> Rows.instant(row, "opened_at"))
                .one();
    }

    static Optional<Instant> closedAt(Handle handle, String number) {
        return handle.createQuery("SELECT closed_at FROM work_order_end WHERE number = :number")
                .bind("number", number)
                .map((row, _) -> Rows.instant(row, "closed_at"))
                .findOne();
    }

    static boolean isClosed(Handle handle, String number) {
        return closedAt(handle, number).isPresent();
    }

    private static WorkOrder toOrder(ResultSet row) throws SQLException {
        return new WorkOrder(
                row.getString("number"),
                Rows.uuid(row, "vid"),
                Rows.uuid(row, "cid"),
                row.getString("model"),
                row.getInt("hardware_revision"),
                new Gtin(row.getString("gtin")),
                new Digest(row.getString("image_sha256")),
                row.getInt("quantity"),
                new SerialRange(
                        row.getString("serial_prefix"), row.getInt("first_counter"), row.getInt("last_counter")),
                new OcppSettings(
                        row.getString("csms_url"), row.getInt("security_profile"), row.getString("identity_prefix")),
                new SupportPeriod(row.getInt("feature_years"), row.getInt("security_years")),
                new Retention(
                        Retention.Policy.valueOf(row.getString("retention_policy")), row.getInt("retention_days")));
    }
}
