package dev.sealbench.core.internal.verify;

import dev.sealbench.core.EventRecord;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.internal.document.DocumentType;
import dev.sealbench.core.internal.document.Envelopes;
import dev.sealbench.core.internal.document.TestKeys;
import dev.sealbench.core.internal.export.ExportedOrder;
import dev.sealbench.core.internal.export.ExportedReceipt;
import dev.sealbench.core.internal.export.ExportedUnit;
import dev.sealbench.link.wire.Order;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Copies of records with one thing changed.
final class Edits {

    private Edits() {}

    static void editOrder(TestBooks books, boolean signed) throws Exception {
        var order = books.orders.get(2);
        var payload = Order.parseFrom(order.document().payload().toBytes()).toBuilder()
                .setModel("CP43")
                .build()
                .toByteArray();
        var envelope = Envelopes.sign(DocumentType.ORDER, payload, signed ? books.vendor.station : TestKeys.fresh());
        books.orders.set(
                2,
                new ExportedOrder(
                        order.serial(), 1, TestBooks.document(envelope), order.certificate(), order.measured()));
    }

    static ExportedReceipt receiptOf(String serial, ExportedReceipt other) {
        return new ExportedReceipt(
                new SerialNumber(serial),
                2,
                other.body(),
                other.quote(),
                other.lock(),
                other.attestationArea(),
                other.attestationKey());
    }

    static ExportedOrder measured(ExportedOrder order, String name, String value) {
        var measured = new HashMap<>(order.measured());
        measured.put(name, value);
        return new ExportedOrder(order.serial(), 1, order.document(), order.certificate(), Map.copyOf(measured));
    }

    static void change(TestLog log, int sequence, String detail) {
        log.events.set(sequence - 1, copy(log.events.get(sequence - 1), sequence, detail));
    }

    static void renumber(TestLog log) {
        for (int at = 0; at < log.events.size(); at++) {
            var event = log.events.get(at);
            log.events.set(at, copy(event, at + 1, event.detail()));
        }
    }

    static EventRecord copy(EventRecord event, long sequence, String detail) {
        return new EventRecord(
                event.station(),
                sequence,
                event.at(),
                event.person(),
                event.action(),
                event.serial(),
                event.run(),
                event.result(),
                detail,
                event.versions());
    }

    static EventRecord at(Instant at, EventRecord event) {
        return new EventRecord(
                event.station(),
                event.sequence(),
                at,
                event.person(),
                event.action(),
                event.serial(),
                event.run(),
                event.result(),
                event.detail(),
                event.versions());
    }

    static ExportedUnit with(ExportedUnit unit, UnitState state) {
        var progress = unit.progress();
        return new ExportedUnit(
                unit.serial(),
                unit.placement(),
                new ExportedUnit.Progress(state, progress.changed(), progress.runs(), progress.lastFault()),
                unit.build());
    }

    static ExportedUnit runs(ExportedUnit unit, int runs) {
        var progress = unit.progress();
        return new ExportedUnit(
                unit.serial(),
                unit.placement(),
                new ExportedUnit.Progress(progress.state(), progress.changed(), runs, progress.lastFault()),
                unit.build());
    }

    static ExportedUnit firmware(ExportedUnit unit, String version) {
        var build = unit.build().orElseThrow();
        var firmware = new ExportedUnit.Firmware(version, build.firmware().imageDigest(), 7);
        return new ExportedUnit(
                unit.serial(),
                unit.placement(),
                unit.progress(),
                Optional.of(new ExportedUnit.Build(build.chip(), build.orderDigest(), firmware, build.support())));
    }
}
