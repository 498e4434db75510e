package dev.sealbench.core.internal.run;

import dev.sealbench.core.Digest;
import dev.sealbench.core.EventRecord;
import dev.sealbench.core.ExportListener;
import dev.sealbench.core.ExportRange;
import dev.sealbench.core.Octets;
import dev.sealbench.core.StationException;
import dev.sealbench.core.UnitRecord;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.core.internal.books.OrderFile;
import dev.sealbench.core.internal.document.DocumentException;
import dev.sealbench.core.internal.document.DocumentType;
import dev.sealbench.core.internal.document.Envelopes;
import dev.sealbench.core.internal.document.SignedOrder;
import dev.sealbench.core.internal.export.ExportScope;
import dev.sealbench.core.internal.export.ExportSource;
import dev.sealbench.core.internal.export.ExportedFile;
import dev.sealbench.core.internal.export.ExportedLog;
import dev.sealbench.core.internal.export.ExportedRelease;
import dev.sealbench.core.internal.export.ExportedUnit;
import dev.sealbench.core.internal.export.UnitDocuments;
import dev.sealbench.core.release.ImageReader;
import dev.sealbench.core.release.ImageRefusedException;
import dev.sealbench.core.release.Release;
import dev.sealbench.core.release.ReleaseRefusedException;
import dev.sealbench.link.tpm.TpmFault;
import dev.sealbench.link.wire.Order;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Lends the books to an export, a page of units or events at a time: memory does not grow with their
/// number. Units that are scanned for the first time after it was made are left out, so that all its parts
/// are about the same ones. What its logs do not tell yet is left out of all parts:
/// docs/design/057-papers-of-stations.md.
public final class AuditSource implements ExportSource {

    private static final int PAGE = 500;

    /// How often the units are read: for the table and for the documents.
    private static final int UNIT_PASSES = 2;

    private final Bench bench;
    private final ExportRange range;
    private final String rangeText;
    private final ExportWatch watch;
    private final Instant begun;
    private final AuditPapers papers;
    private final UnitProgress progress;
    private List<ExportedLog> logs = List.of();

    private AuditSource(Bench bench, ExportRange range, String rangeText, ExportWatch watch) {
        this.bench = bench;
        this.range = range;
        this.rangeText = rangeText;
        this.watch = watch;
        this.begun = bench.clock().instant();
        this.papers = new AuditPapers(bench.config().board());
        this.progress = new UnitProgress(bench.books(), bench.config().stationId());
    }

    /// @param listener hears of every unit and event that is handed over; its cancelling ends the stream with
    ///     [ExportCancelled]
    /// @throws StationException when what the range names is not in the books
    public static AuditSource of(Bench bench, ExportRange range, ExportListener listener) throws StationException {
        var text = ExportRanges.text(bench, range);
        long total = Desks.ask(() -> range instanceof ExportRange.All
                ? UNIT_PASSES * bench.books().units().count(range)
                        + bench.books().events().count()
                : (UNIT_PASSES + 1) * bench.books().units().count(range));
        return new AuditSource(bench, range, text, new ExportWatch(listener, total));
    }

    @Override
    public ExportScope scope() {
        return new ExportScope(
                bench.config().stationId(), rangeText, bench.author().versions(), range instanceof ExportRange.All);
    }

    @Override
    public Stream<ExportedUnit> units() {
        return unitRecords().map(unit -> read(() -> exported(unit)));
    }

    @Override
    public List<ExportedLog> logs() {
        logs = read(() -> {
            var books = bench.books();
            books.log().seal();
            var signed = new ArrayList<ExportedLog>();
            for (var station : books.events().stations()) {
                var statements = books.papers().statements(station);
                if (!statements.isEmpty()) {
                    BookedLog.of(books, station, statements).ifPresent(signed::add);
                }
            }
            progress.requireLeftOut(signed);
            return List.copyOf(signed);
        });
        return logs;
    }

    @Override
    public Stream<EventRecord> events() {
        if (range instanceof ExportRange.All) {
            return EventsAhead.of(bench.books().events(), logSizes(), EventsAhead.PAGE)
                    .peek(_ -> watch.step());
        }
        return unitRecords()
                .flatMap(unit -> read(() -> bench.books().events().ofUnit(unit.serial())).stream()
                        .sorted(Comparator.comparing(EventRecord::station).thenComparingLong(EventRecord::sequence)))
                .filter(this::isCovered);
    }

    private SortedMap<String, Long> logSizes() {
        if (logs.isEmpty()) {
            return read(() -> bench.books().events().sizes());
        }
        var sizes = new TreeMap<String, Long>();
        logs.forEach(log -> sizes.put(log.station(), log.size()));
        return sizes;
    }

    /// What happened after the newest checkpoint is for the next export.
    private boolean isCovered(EventRecord event) {
        return logs.isEmpty()
                || logs.stream()
                        .anyMatch(log -> log.station().equals(event.station()) && event.sequence() <= log.size());
    }

    @Override
    public Stream<UnitDocuments> papers() {
        return unitRecords().map(unit -> {
            var files = files(unit).stream()
                    .takeWhile(file -> read(() -> isCovered(file)))
                    .toList();
            return read(() -> new UnitDocuments(unit.serial(), papers.orders(files), AuditPapers.receipts(files)));
        });
    }

    /// An order that names a checkpoint newer than the exported logs is for the next export, where it can be checked.
    private boolean isCovered(OrderFile file) throws BooksException, DocumentException, IOException {
        var named = bench.books().log().find(AuditPapers.checkpoint(file));
        return named.isEmpty()
                || logs.stream()
                        .filter(log -> log.station().equals(named.get().station()))
                        .allMatch(log -> named.get().size() <= log.size());
    }

    @Override
    public Optional<ExportedRelease> release(Digest image) {
        return read(() -> bench.books().releases().find(image))
                .map(release -> new ExportedRelease(release, firmwareKey(image)));
    }

    /// From the image; empty when its file is gone or damaged.
    private Optional<Octets> firmwareKey(Digest image) {
        try {
            var file = Release.read(bench.home().release(image)).image();
            return Optional.of(Octets.of(ImageReader.read(file).signatures().ecdsaPublicKey()));
        } catch (ReleaseRefusedException | ImageRefusedException _) { // the verdict will say so
            return Optional.empty();
        }
    }

    @Override
    public Stream<ExportedFile> files() {
        return read(() -> ExportedPapers.of(bench)).stream();
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
        var order = bench.books().workOrders().order(unit.workOrder()).orElseThrow();
        var customer = bench.books().customers().find(unit.vid()).orElseThrow();
        var runs = bench.books().runs().ofUnit(unit.serial());
        return new ExportedUnit(
                unit.serial(),
                new ExportedUnit.Placement(
                        order.number(),
                        customer.name(),
                        order.model(),
                        order.gtin().digits()),
                progress.of(unit, runs),
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
