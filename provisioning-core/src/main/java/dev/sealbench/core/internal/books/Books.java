package dev.sealbench.core.internal.books;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.sql.DatabaseMetaData;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;

/// The books of a station, open. One object per subject; all of them are safe for several threads.
public final class Books implements AutoCloseable {

    private static final int CONNECTIONS = 8;

    private static final Duration CONNECTION_PATIENCE = Duration.ofSeconds(5);

    private final HikariDataSource source;

    private final Ledger ledger;

    private final Migrations migrations;

    private final BooksConfig config;

    private Optional<StationClaim> claim = Optional.empty();

    private Books(HikariDataSource source, BooksConfig config, Clock clock) {
        this.source = source;
        this.config = config;
        this.ledger = new Ledger(jdbi(source), config, clock);
        this.migrations = new Migrations(source, config.engine());
    }

    /// Makes the tables, or brings them up to date; for `sealbench setup` and `sealbench db migrate`. Events
    /// that were written before the log was a tree become its first leaves.
    ///
    /// @throws BooksUnavailable when the database is not reachable, in use, or of a later version
    public static void migrate(BooksConfig config) throws BooksException {
        try (var source = connect(config)) {
            new Migrations(source, config.engine()).migrate();
            new LogFilling(new Ledger(jdbi(source), config, Clock.systemUTC())).run();
        }
    }

    /// As [#migrate], for tables that do not belong to the station: what is made belongs to the role of `owner`.
    ///
    /// @param owner with the owner's role and password
    /// @param station the station's role, which gets the rights that a station needs and no others
    public static void migrate(BooksConfig owner, String station) throws BooksException {
        migrate(owner);
        try (var source = connect(owner)) {
            new Ledger(jdbi(source), owner, Clock.systemUTC()).read(handle -> {
                StationRights.grant(handle, station);
                return null;
            });
        }
    }

    /// Opens the books and enrols the station if they do not know it.
    ///
    /// @param clock dates what happens; must not run backwards
    /// @throws BooksUnavailable when the database is not reachable, in use, or its schema is not this
    ///     program's
    public static Books open(BooksConfig config, Clock clock) throws BooksException {
        var source = connect(config);
        try {
            var books = new Books(source, config, clock);
            books.migrations.requireCurrent();
            books.ledger.enrol();
            return books;
        } catch (BooksException | RuntimeException e) {
            source.close();
            throw e;
        }
    }

    /// Customers, their locks and firmware keys.
    public CustomerBook customers() {
        return new CustomerBook(ledger);
    }

    /// Firmware releases and the block list.
    public ReleaseBook releases() {
        return new ReleaseBook(ledger);
    }

    /// Work orders.
    public WorkOrderBook workOrders() {
        return new WorkOrderBook(ledger);
    }

    /// Units, their states and chips.
    public UnitBook units() {
        return new UnitBook(ledger);
    }

    /// Runs of units.
    public RunBook runs() {
        return new RunBook(ledger);
    }

    /// Sealed credentials and the fingerprints of all that were ever issued.
    public SecretBook secrets() {
        return new SecretBook(ledger);
    }

    /// Orders, decisions, receipts.
    public DocumentBook documents() {
        return new DocumentBook(ledger);
    }

    /// Label prints.
    public LabelBook labels() {
        return new LabelBook(ledger);
    }

    /// People, their roles, and what they sign in with.
    public PeopleBook people() {
        return new PeopleBook(ledger);
    }

    /// Attempts to sign in.
    public SignInBook signIns() {
        return new SignInBook(ledger);
    }

    /// Label templates.
    public TemplateBook templates() {
        return new TemplateBook(ledger);
    }

    /// The log of events.
    public EventBook events() {
        return new EventBook(ledger);
    }

    /// What the vendor signed for the stations.
    public StationPapers papers() {
        return new StationPapers(ledger);
    }

    /// The log as a tree.
    public LogBook log() {
        return new LogBook(ledger);
    }

    /// Figures over many runs.
    public QualityBook quality() {
        return new QualityBook(ledger);
    }

    /// Looks for what is missing or does not fit.
    public BooksCheck check() {
        return new BooksCheck(ledger, migrations, this);
    }

    /// Which database keeps them, in which version, and where it is if it is not in the home.
    public String keeper() throws BooksException {
        var engine = ledger.read(handle -> handle.<String>queryMetadata(DatabaseMetaData::getDatabaseProductName)
                + " "
                + handle.<String>queryMetadata(DatabaseMetaData::getDatabaseProductVersion));
        return switch (config.engine()) {
            case H2 -> engine;
            case POSTGRESQL -> engine + " at " + config.url();
        };
    }

    /// Keeps other programs from working as this station until the books are closed; they can still look. Call it once.
    ///
    /// @throws BooksRefused with [Refusal.StationInUse]
    public void claim() throws BooksException {
        switch (config.engine()) {
            case H2 -> {} // one process has the file
            case POSTGRESQL -> claim = Optional.of(StationClaim.take(config));
        }
    }

    /// Makes sure that nobody else works as this station, and takes the claim again when it was lost with its
    /// connection. Nothing happens when there is none.
    ///
    /// @throws BooksRefused with [Refusal.StationInUse]
    public void requireClaim() throws BooksException {
        if (claim.isPresent()) {
            claim.get().require();
        }
    }

    /// Takes what was overwritten, shredded data keys above all, out of the database's files. What others do
    /// with the books at that moment may fail as if they were lost.
    ///
    /// @return what is left for somebody to do, one sentence; empty when it is done
    public Optional<String> compact() {
        var remains = ledger.compact();
        source.getHikariPoolMXBean().softEvictConnections();
        return remains;
    }

    /// Closes the connections; H2 closes its file with the last one.
    @Override
    public void close() {
        claim.ifPresent(StationClaim::close);
        source.close();
    }

    private static Jdbi jdbi(HikariDataSource source) {
        var jdbi = Jdbi.create(source);
        // exceptions must not carry what was bound: sealed records end up in logs that way
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(StatementExceptions.MessageRendering.NONE);
        jdbi.setSqlLogger(new BrokenConnections(source));
        return jdbi;
    }

    private static HikariDataSource connect(BooksConfig config) throws BooksUnavailable {
        var settings = new HikariConfig();
        settings.setJdbcUrl(config.url());
        settings.setUsername(config.user());
        settings.setPassword(config.password());
        settings.setMaximumPoolSize(CONNECTIONS);
        settings.setMinimumIdle(1);
        settings.setConnectionTimeout(CONNECTION_PATIENCE.toMillis());
        settings.setInitializationFailTimeout(1);
        settings.setPoolName("books");
        config.driverSettings().forEach(settings::addDataSourceProperty);
        try {
            return new HikariDataSource(settings);
        } catch (HikariPool.PoolInitializationException e) {
            throw new BooksUnavailable("the books cannot be opened: " + DatabaseTrouble.of(e), e);
        } catch (RuntimeException e) { // the driver does not take the address for one
            throw new BooksUnavailable(
                    "the books cannot be opened: the address %s cannot be used".formatted(config.url()), e);
        }
    }
}
