package dev.sealbench.core.internal.run;

import dev.sealbench.core.Digest;
import dev.sealbench.core.EventRecord;
import dev.sealbench.core.ExportListener;
import dev.sealbench.core.ExportRange;
import dev.sealbench.core.Octets;
import dev.sealbench.core.RunRecord;
import dev.sealbench.core.RunResult;
import dev.sealbench.core.StationException;
import dev.sealbench.core.UnitRecord;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.core.internal.books.OrderFile;
import dev.sealbench.core.internal.books.OrderFile.Decision;
import dev.sealbench.core.internal.books.OrderFile.Stage;
import dev.sealbench.core.internal.document.DocumentException;
import dev.sealbench.core.internal.document.DocumentType;
import dev.sealbench.core.internal.document.Envelopes;
import dev.sealbench.core.internal.document.P256PublicKey;
import dev.sealbench.core.internal.document.SignedOrder;
import dev.sealbench.core.internal.export.ExportScope;
import dev.sealbench.core.internal.export.ExportSource;
import dev.sealbench.core.internal.export.ExportedEvent;
import dev.sealbench.core.internal.export.ExportedFile;
import dev.sealbench.core.internal.export.ExportedOrder;
import dev.sealbench.core.internal.export.ExportedReceipt;
import dev.sealbench.core.internal.export.ExportedUnit;
import dev.sealbench.link.tpm.PublicAreas;
import dev.sealbench.link.tpm.TpmFault;
import dev.sealbench.link.wire.Envelope;
import dev.sealbench.link.wire.Order;
import dev.sealbench.link.wire.Receipt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Lends the books to an export, a page of units or events at a time: memory does not grow with their
/// number. Units that are scanned for the first time after it was made are left out, so that all its parts
/// are about the same ones.
public final class AuditSource implements ExportSource {

    private static final int PAGE = 500;

    /// How often the units are read: for the table, the orders, the receipts and the certificates.
    private static final int UNIT_PASSES = 4;

    private final Bench bench;
    private final ExportRange range;
    private final String rangeText;
    private final ExportWatch watch;
    private final Instant begun;

    private AuditSource(Bench bench, ExportRange range, String rangeText, ExportWatch watch) {
        this.bench = bench;
        this.range = range;
        this.rangeText = rangeText;
        this.watch = watch;
        this.begun = bench.clock().instant();
    }

    /// @param listener hears of every unit and event that is handed over; its cancelling ends the stream with
    ///     [ExportCancelled]
    /// @throws StationException when what the range names is not in the books
    public static AuditSource of(Bench bench, ExportRange range, ExportListener listener) throws StationException {
        var text = ExportRanges.text(bench, range);
        long total = Desks.ask(() -> UNIT_PASSES * bench.books().units().count(range)
                + bench.books().events().count());
        return new AuditSource(bench, range, text, new ExportWatch(listener, total));
    }

    @Override
    public ExportScope scope() {
        return new ExportScope(
                bench.config().stationId(), rangeText, bench.author().versions());
    }

    @Override
    public Stream<ExportedUnit> units() {
        return unitRecords().map(unit -> read(() -> exported(unit)));
    }

    @Override
    public Stream<ExportedEvent> events() {
        return pages((Optional<EventRecord> last) -> bench.books().events().next(last, PAGE))
                .peek(_ -> watch.step())
                .map(event -> new ExportedEvent(event, leaf(event)));
    }

    @Override
    public Stream<ExportedOrder> orders() {
        return unitRecords().flatMap(unit -> {
            var documents = new ArrayList<ExportedOrder>();
            for (var file : files(unit)) {
                add(documents, unit, DocumentType.ORDER, file.order().envelope());
                file.decision().ifPresent(made -> add(documents, unit, type(made.decision()), made.envelope()));
            }
            return documents.stream();
        });
    }

    @Override
    public Stream<ExportedReceipt> receipts() {
        return unitRecords().flatMap(unit -> {
            var receipts = new ArrayList<ExportedReceipt>();
            for (var file : files(unit)) {
                for (var stage : Stage.values()) {
                    file.receipts().stream()
                            .filter(receipt -> receipt.stage() == stage)
                            .forEach(receipt ->
                                    receipts.add(receipt(unit, receipts.size() + 1, receipt.receipt(), file)));
                }
            }
            return receipts.stream();
        });
    }

    @Override
    public Stream<ExportedFile> files() {
        var station = Stream.of(
                file(
                        "device-ca.pem",
                        read(() -> Octets.of(Files.readAllBytes(bench.home().deviceCa())))),
                file(
                        "station-statement.dsse.pb",
                        Octets.of(bench.stationStatement().toByteArray())));
        var certificates = unitRecords()
                .flatMap(unit -> files(unit).stream()
                        .filter(OrderFile::isComplete)
                        .flatMap(
                                order -> Optional.ofNullable(order.attachments().get("device-certificate")).stream())
                        .map(certificate -> file(unit.serial() + ".der", certificate)));
        return Stream.concat(station, certificates);
    }

    private Stream<UnitRecord> unitRecords() {
        return pages((Optional<UnitRecord> last) ->
                        bench.books().units().next(range, last.map(UnitRecord::serial), PAGE))
                .peek(_ -> watch.step())
                .filter(unit -> !unit.created().isAfter(begun));
    }

    /// Reads a page once the one before is used up.
    private static <T> Stream<T> pages(NextPage<T> next) {
        // one level of flatMap only: a stream's iterator holds all that one element was mapped to
        return Stream.iterate(
                        read(() -> next.after(Optional.empty())),
                        page -> !page.isEmpty(),
                        page -> read(() -> next.after(Optional.of(page.getLast()))))
                .flatMap(List::stream);
    }

    /// Asks for the records that follow one, or for the first ones.
    @FunctionalInterface
    private interface NextPage<T> {
        List<T> after(Optional<T> last) throws BooksException;
    }

    private ExportedUnit exported(UnitRecord unit) throws BooksException, DocumentException {
        var order =
                bench.books().workOrders().find(unit.workOrder()).orElseThrow().order();
        var customer = bench.books().customers().find(unit.vid()).orElseThrow();
        var runs = bench.books().runs().ofUnit(unit.serial());
        return new ExportedUnit(
                unit.serial(),
                new ExportedUnit.Placement(
                        order.number(),
                        customer.name(),
                        order.model(),
                        order.gtin().digits()),
                new ExportedUnit.Progress(unit.state(), unit.changed(), Math.max(1, runs.size()), lastFault(runs)),
                build(unit));
    }

    private Optional<ExportedUnit.Build> build(UnitRecord unit) throws DocumentException {
        var complete =
                files(unit).reversed().stream().filter(OrderFile::isComplete).findFirst();
        if (complete.isEmpty() || unit.chip().isEmpty()) {
            return Optional.empty();
        }
        Order order = SignedOrder.open(
                        Envelopes.parse(
                                DocumentType.ORDER,
                                complete.get().order().envelope().toBytes()),
                        bench.vendorRoot())
                .order();
        return Optional.of(new ExportedUnit.Build(
                unit.chip().get().hex(),
                complete.get().order().order(),
                new ExportedUnit.Firmware(
                        order.getFirmwareVersion(),
                        Digest.of(order.getFirmwareSha256().toByteArray()),
                        Integer.toUnsignedLong(order.getSecurityCounter())),
                new ExportedUnit.Support(
                        LocalDate.parse(order.getManufactured()),
                        LocalDate.parse(order.getFeatureUpdatesUntil()),
                        LocalDate.parse(order.getSecurityUpdatesUntil()))));
    }

    private static String lastFault(List<RunRecord> runs) {
        return runs.reversed().stream()
                .flatMap(run -> run.end().stream())
                .filter(end -> end.result() != RunResult.PASSED && end.faultCode() != 0)
                .map(RunRecord.RunEnd::reason)
                .findFirst()
                .orElse("");
    }

    private static DocumentType type(Decision decision) {
        return switch (decision) {
            case CONFIRM -> DocumentType.CONFIRM;
            case REVERT -> DocumentType.REVERT;
        };
    }

    private static void add(List<ExportedOrder> documents, UnitRecord unit, DocumentType type, Octets serialised) {
        Envelope envelope = read(() -> Envelopes.parse(type, serialised.toBytes()));
        documents.add(new ExportedOrder(
                unit.serial(),
                documents.size() + 1,
                new ExportedOrder.Document(
                        envelope.getPayloadType(),
                        Octets.of(envelope.getPayload().toByteArray()),
                        Octets.of(envelope.getSignature().toByteArray()),
                        Octets.of(envelope.getKeyId().toByteArray()))));
    }

    private static ExportedReceipt receipt(UnitRecord unit, int number, Octets serialised, OrderFile file) {
        Receipt receipt = read(() -> Receipt.parseFrom(serialised.toBytes()));
        var ak = read(() -> PublicAreas.ak(file.attachments().get("ak-public").toBytes()));
        Optional<ExportedReceipt.Attestation> lock = receipt.getLockAttest().isEmpty()
                ? Optional.empty()
                : Optional.of(attestation(
                        receipt.getLockAttest().toByteArray(),
                        receipt.getLockSignature().toByteArray()));
        return new ExportedReceipt(
                unit.serial(),
                number,
                Octets.of(receipt.getBody().toByteArray()),
                attestation(
                        receipt.getAttest().toByteArray(),
                        receipt.getSignature().toByteArray()),
                lock,
                Octets.of(P256PublicKey.of(ak.key()).spki()));
    }

    private static ExportedReceipt.Attestation attestation(byte[] attest, byte[] signature) {
        return new ExportedReceipt.Attestation(Octets.of(attest), Octets.of(signature));
    }

    private static ExportedFile file(String name, Octets content) {
        return new ExportedFile(ExportedFile.Folder.CERTIFICATES, name, content);
    }

    /// The line that stands for an event until the log is a Merkle tree: its fields in this order, tabs
    /// between them. No field can hold a tab: the books turn control characters into spaces.
    private static Octets leaf(EventRecord event) {
        var line = String.join(
                "\t",
                event.station(),
                Long.toString(event.sequence()),
                event.at().toString(),
                event.person(),
                event.action(),
                event.serial().map(Object::toString).orElse(""),
                event.run().map(Object::toString).orElse(""),
                event.result().name(),
                event.detail(),
                event.versions());
        return Octets.of(line.getBytes(StandardCharsets.UTF_8));
    }

    private List<OrderFile> files(UnitRecord unit) {
        return read(() -> bench.books().documents().ofUnit(unit.serial()));
    }

    /// Something that is read from the books.
    @FunctionalInterface
    private interface Read<T> {
        T get() throws BooksException, IOException, DocumentException, TpmFault;
    }

    private static <T> T read(Read<T> read) {
        try {
            return read.get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (BooksException | DocumentException | TpmFault e) {
            throw new UncheckedIOException(new IOException(e.getMessage(), e));
        }
    }
}
