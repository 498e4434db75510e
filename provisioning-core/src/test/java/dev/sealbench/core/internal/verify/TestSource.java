package dev.sealbench.core.internal.verify;

import dev.sealbench.core.Digest;
import dev.sealbench.core.EventRecord;
import dev.sealbench.core.Octets;
import dev.sealbench.core.internal.export.ExportScope;
import dev.sealbench.core.internal.export.ExportSource;
import dev.sealbench.core.internal.export.ExportedFile;
import dev.sealbench.core.internal.export.ExportedLog;
import dev.sealbench.core.internal.export.ExportedOrder;
import dev.sealbench.core.internal.export.ExportedReceipt;
import dev.sealbench.core.internal.export.ExportedRelease;
import dev.sealbench.core.internal.export.ExportedUnit;
import dev.sealbench.core.internal.export.UnitDocuments;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Lends the lists as they are now.
record TestSource(TestBooks books) implements ExportSource {

    @Override
    public ExportScope scope() {
        return new ExportScope(
                Vendor.STATION,
                books.complete ? "all units" : "work order 2026-0417",
                "sealbench 0.1.0",
                books.complete);
    }

    @Override
    public Stream<ExportedUnit> units() {
        return books.units.stream();
    }

    @Override
    public List<ExportedLog> logs() {
        return List.of(books.log);
    }

    @Override
    public Stream<EventRecord> events() {
        return books.complete
                ? books.log.events.stream()
                : books.units.stream()
                        .flatMap(unit -> books.log.events.stream()
                                .filter(event -> event.serial().equals(Optional.of(unit.serial()))));
    }

    @Override
    public Stream<UnitDocuments> papers() {
        return Stream.concat(
                        books.orders.stream().map(ExportedOrder::serial),
                        books.receipts.stream().map(ExportedReceipt::serial))
                .distinct()
                .sorted()
                .map(serial -> new UnitDocuments(
                        serial,
                        books.orders.stream()
                                .filter(order -> order.serial().equals(serial))
                                .toList(),
                        books.receipts.stream()
                                .filter(receipt -> receipt.serial().equals(serial))
                                .toList()));
    }

    @Override
    public Optional<ExportedRelease> release(Digest image) {
        return Optional.of(books.vendor.release)
                .filter(release -> release.image().equals(image))
                .map(release -> new ExportedRelease(
                        release,
                        Optional.of(
                                Octets.of(books.vendor.firmwareKey.publicKey().spki()))));
    }

    @Override
    public Stream<ExportedFile> files() {
        return books.files.entrySet().stream().map(each -> file(each.getKey(), each.getValue()));
    }

    private static ExportedFile file(String name, Octets content) {
        return new ExportedFile(ExportedFile.Folder.CERTIFICATES, name, content);
    }
}
