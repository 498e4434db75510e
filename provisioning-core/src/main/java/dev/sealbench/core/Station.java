package dev.sealbench.core;

import dev.sealbench.core.internal.run.Bench;
import dev.sealbench.core.internal.run.BenchOpening;
import dev.sealbench.core.internal.run.Labels;
import dev.sealbench.core.internal.run.Provisioner;
import java.time.Clock;
import java.util.Optional;

/// One station, open: the door to everything that command line and windows do.
///
/// Safe to share between threads; units on different slots run side by side. Close it last.
public final class Station implements AutoCloseable {

    private final Bench bench;
    private final Provisioner provisioner;

    private Station(Bench bench) {
        this.bench = bench;
        this.provisioner = new Provisioner(bench);
    }

    /// Opens the station in `home`: vault, books, journal, trust. What a dead process left undone is booked
    /// first.
    ///
    /// @param passphrase opens the vault; stays the caller's to close
    /// @param person who works here, as events name them
    /// @throws StationException when a part of the home is missing, damaged, in use, or contradicts another
    public static Station open(StationHome home, PassphraseSource.Entered passphrase, String person, Clock clock)
            throws StationException {
        return new Station(BenchOpening.open(home, passphrase.passphrase(), person, clock));
    }

    /// The settings.
    public StationConfig config() {
        return bench.config();
    }

    /// Takes the unit on `slot` as far as it goes.
    ///
    /// @param scanned its label as it was read
    /// @param workOrder the one it must belong to, if the person named one
    public Outcome provision(int slot, String scanned, Optional<String> workOrder, RunListener listener) {
        return provisioner.provision(new Provisioner.Job(scanned, slot, Optional.empty(), workOrder), listener);
    }

    /// As [#provision], at a port that no slot names.
    ///
    /// @param address `/dev/...` or `tcp:host:port`
    public Outcome provisionAt(String address, String scanned, Optional<String> workOrder, RunListener listener) {
        return provisioner.provision(new Provisioner.Job(scanned, 0, Optional.of(address), workOrder), listener);
    }

    /// Units: look at them, decide about them.
    public UnitDesk units() {
        return new UnitDesk(bench);
    }

    /// Work orders, customers, releases.
    public OrderDesk orders() {
        return new OrderDesk(bench);
    }

    /// Figures of the line: yield, takt, failures, how long steps take.
    public QualityDesk quality() {
        return new QualityDesk(bench);
    }

    /// Labels: preview, print again.
    public LabelDesk labels() {
        return new LabelDesk(bench, new Labels(bench));
    }

    /// What is wrong with the station, and how to mend it.
    public HealthDesk health() {
        return new HealthDesk(bench);
    }

    /// Exports for auditors.
    public AuditDesk audit() {
        return new AuditDesk(bench);
    }

    /// Closes journal, books and vault. Runs that still go on fail.
    @Override
    public void close() {
        bench.close();
    }
}
