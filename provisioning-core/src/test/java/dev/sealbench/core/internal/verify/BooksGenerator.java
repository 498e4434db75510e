package dev.sealbench.core.internal.verify;

import dev.sealbench.core.Author;
import dev.sealbench.core.ChipId;
import dev.sealbench.core.Customer;
import dev.sealbench.core.EventRecord;
import dev.sealbench.core.Gtin;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.OcppSettings;
import dev.sealbench.core.Octets;
import dev.sealbench.core.Retention;
import dev.sealbench.core.RunRecord;
import dev.sealbench.core.RunResult;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.SerialRange;
import dev.sealbench.core.Step;
import dev.sealbench.core.SupportPeriod;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.WorkOrder;
import dev.sealbench.core.internal.books.Books;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.core.internal.books.ChipBinding;
import dev.sealbench.core.internal.books.LogSealer;
import dev.sealbench.core.internal.books.NewEvent;
import dev.sealbench.core.internal.books.UuidV7;
import dev.sealbench.core.internal.log.Checkpoint;
import dev.sealbench.core.internal.log.CheckpointKey;
import dev.sealbench.core.internal.run.CustomerImport;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Fills books as a station does, through the same calls of the books and in the same order: work orders, runs
/// (each fifth unit needs two), all events, credentials, documents, labels, a signed log. Chargers are simulated;
/// what they and the station sign is signed. Sealed credentials are random octets of the right length: only a vault
/// could tell.
///
/// `add` may be called again; one thread at a time.
public final class BooksGenerator {

    /// Author of everything.
    public static final Author AUTHOR = new Author("p-00000000000000a7", "sealbench 0.1.0");

    private static final String PREFIX = "CP426471";

    /// As `SealedSecrets` encodes them with their data key.
    private static final int SEALED_BYTES = 508;

    private final Books books;
    private final Vendor vendor;
    private final Clock clock;
    private final int unitsPerOrder;
    private final UuidV7 runs;
    private final SecureRandom random = new SecureRandom();
    private final GeneratedPapers papers;
    private final Deque<SerialNumber> waiting = new ArrayDeque<>();
    private int nextCounter = 1;
    private int made;

    private BooksGenerator(Books books, Vendor vendor, Clock clock, int unitsPerOrder) {
        this.books = books;
        this.vendor = vendor;
        this.clock = clock;
        this.unitsPerOrder = unitsPerOrder;
        this.runs = new UuidV7(clock, random);
        this.papers = new GeneratedPapers(vendor, random);
    }

    /// A clock on which the vendor's papers are valid, whatever today is.
    public static Clock clock() {
        var system = Clock.systemUTC();
        return Clock.offset(system, Duration.between(system.instant(), VendorHome.BEGIN));
    }

    /// Begins with empty books of the vendor's station.
    static BooksGenerator begin(Books books, Vendor vendor, Clock clock, int unitsPerOrder) throws BooksException {
        open(books, vendor);
        var customer = vendor.customer;
        books.customers()
                .add(new Customer(customer.vid(), customer.name(), customer.domain(), Retention.DEFAULT), AUTHOR);
        books.customers().addLock(CustomerImport.lock(customer, vendor.customerStatement.toByteArray()), AUTHOR);
        books.releases().add(vendor.release, AUTHOR);
        return new BooksGenerator(books, vendor, clock, unitsPerOrder);
    }

    /// Goes on where another generator is, with another vault: of another station, or a new one of the same.
    static BooksGenerator join(Books books, Vendor vendor, BooksGenerator begun) throws BooksException {
        open(books, vendor);
        var joined = new BooksGenerator(books, vendor, begun.clock, begun.unitsPerOrder);
        joined.waiting.addAll(begun.waiting);
        joined.nextCounter = begun.nextCounter;
        joined.made = begun.made;
        return joined;
    }

    private static void open(Books books, Vendor vendor) throws BooksException {
        books.log().signWith(Optional.of(new Sealer(vendor)));
        books.papers().enrol(Octets.of(vendor.stationStatement.toByteArray()), AUTHOR);
        books.papers().certify(vendor.deviceCaDer(), AUTHOR);
        books.log().seal();
    }

    private record Sealer(Vendor vendor) implements LogSealer {

        @Override
        public Optional<byte[]> sign(long size, byte[] root) {
            var checkpoint = new Checkpoint(Checkpoint.origin(vendor.id), size, root);
            return Optional.of(CheckpointKey.sign(checkpoint, vendor.station).octets());
        }

        @Override
        public void sealed(long size, byte[] note) {
            // the station keeps it beside the books; nothing here asks for it
        }
    }

    /// Makes `count` more units, in work orders of their own.
    ///
    /// @param writers slots that work side by side
    public void add(int count, int writers) throws Exception {
        for (int left = count; left > 0; left -= unitsPerOrder) {
            make(openOrder(Math.min(left, unitsPerOrder)), writers);
        }
    }

    /// Opens a work order whose units are made later.
    void openLater(int quantity) throws BooksException {
        waiting.addAll(openOrder(quantity));
    }

    /// Scans the next unit of that work order.
    void scanNext() throws BooksException {
        books.units().scan(waiting.getFirst(), Optional.empty(), AUTHOR);
    }

    /// Adds an event and signs the log: orders name another checkpoint from now on.
    void sealMore() throws BooksException {
        var event = new NewEvent("vault.opened", Optional.empty(), Optional.empty(), EventRecord.Result.OK, "");
        books.events().append(event, AUTHOR);
        books.log().seal();
    }

    /// Makes the next units of that work order.
    void makeOfIt(int count) throws Exception {
        var serials = new ArrayList<SerialNumber>();
        while (serials.size() < count) {
            serials.add(waiting.removeFirst());
        }
        make(serials, 1);
    }

    private List<SerialNumber> openOrder(int quantity) throws BooksException {
        var serials = new ArrayList<SerialNumber>();
        int first = nextCounter;
        for (; serials.size() < quantity; nextCounter++) {
            SerialNumber.of(PREFIX, nextCounter).ifPresent(serials::add);
        }
        var customer = vendor.customer;
        var order = new WorkOrder(
                "2026-%06d".formatted(first),
                customer.vid(),
                vendor.release.cid(),
                "CP42",
                3,
                new Gtin("04012345678901"),
                vendor.release.image(),
                quantity,
                new SerialRange(PREFIX, first, nextCounter - 1),
                new OcppSettings("wss://csms.example.com/ocpp", 2, "EX-"),
                SupportPeriod.DEFAULT,
                Retention.DEFAULT);
        books.workOrders().open(order, AUTHOR);
        return serials;
    }

    private void make(List<SerialNumber> serials, int writers) throws Exception {
        var next = new AtomicInteger();
        int before = made;
        try (var threads = Executors.newFixedThreadPool(writers)) {
            var slots = new ArrayList<Callable<Void>>();
            for (int slot = 1; slot <= writers; slot++) {
                int at = slot;
                slots.add(() -> {
                    for (int i = next.getAndIncrement(); i < serials.size(); i = next.getAndIncrement()) {
                        make(serials.get(i), before + i + 1, at);
                    }
                    return null;
                });
            }
            for (var slot : threads.invokeAll(slots)) {
                slot.get();
            }
        }
        made += serials.size();
    }

    private void make(SerialNumber serial, int number, int slot) throws Exception {
        books.units().scan(serial, Optional.empty(), AUTHOR);
        if (number % 5 == 0) {
            fail(serial, open(serial, slot));
        }
        var run = open(serial, slot);
        var unit = new SimulatedUnit(vendor, serial, new SoftTpm(), ids(number));
        books.units()
                .bindChip(serial, new ChipBinding(chip(unit), octets(unit.area()), octets(random(900)), true), AUTHOR);
        books.units().reach(serial, UnitState.BURNED, AUTHOR);
        var fingerprints = List.of(draw(32), draw(32), draw(32), draw(32));
        books.secrets().put(serial, draw(SEALED_BYTES), draw(32), fingerprints, AUTHOR);
        books.units().reach(serial, UnitState.KEYED, AUTHOR);
        var file = papers.of(unit, books.log().newest().orElseThrow().digest());
        for (var state : List.of(UnitState.ORDERED, UnitState.ATTESTED, UnitState.LOCKED)) {
            books.units().reach(serial, state, AUTHOR);
        }
        books.documents().book(file, AUTHOR);
        for (var kind : LabelKind.values()) {
            var print = books.labels().begin(serial, kind, "", AUTHOR);
            books.labels().confirm(serial, kind, print.copy(), AUTHOR);
        }
        books.units().reach(serial, UnitState.LABELLED, AUTHOR);
        books.runs().close(run, end(RunResult.PASSED, UnitState.LABELLED, 0, ""), steps(), AUTHOR);
        books.units().advance(serial, UnitState.RELEASED, AUTHOR);
    }

    private UUID open(SerialNumber serial, int slot) throws BooksException {
        var run = new RunRecord(
                runs.next(),
                serial,
                vendor.id,
                slot,
                AUTHOR.person(),
                AUTHOR.versions(),
                clock.instant(),
                Optional.empty());
        books.runs().open(run, AUTHOR);
        return run.id();
    }

    private void fail(SerialNumber serial, UUID run) throws BooksException {
        var failure = "201 the charger does not answer";
        books.events()
                .append(
                        new NewEvent(
                                "run.failed",
                                Optional.of(serial),
                                Optional.of(run),
                                EventRecord.Result.REFUSED,
                                failure),
                        AUTHOR);
        books.runs().close(run, end(RunResult.STATION_FAULTED, UnitState.SCANNED, 201, failure), Map.of(), AUTHOR);
    }

    private RunRecord.RunEnd end(RunResult result, UnitState reached, int fault, String reason) {
        return new RunRecord.RunEnd(clock.instant(), result, reached, fault, reason);
    }

    private static Map<Step, Duration> steps() {
        var steps = new EnumMap<Step, Duration>(Step.class);
        for (var step : Step.values()) {
            if (step != Step.RELEASE) {
                steps.put(step, Duration.ofMillis(700));
            }
        }
        return steps;
    }

    private SimulatedUnit.Ids ids(int number) {
        return new SimulatedUnit.Ids(number, random(16), random(32), random(16), random(32));
    }

    private static ChipId chip(SimulatedUnit unit) {
        return new ChipId(octets(unit.chip()).hex());
    }

    private Octets draw(int size) {
        return octets(random(size));
    }

    private byte[] random(int size) {
        var octets = new byte[size];
        random.nextBytes(octets);
        return octets;
    }

    private static Octets octets(byte[] octets) {
        return Octets.of(octets);
    }
}
