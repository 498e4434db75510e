package dev.sealbench.core;

import dev.sealbench.core.internal.people.SignedIn;
import dev.sealbench.core.internal.run.Bench;
import dev.sealbench.core.internal.run.Desks;
import dev.sealbench.core.internal.run.Labels;
import dev.sealbench.core.internal.run.Provisioner;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// One person at an open station: the door to everything that command line and windows do. Every call asks first
/// whether the person may, now; a refusal is an event.
///
/// A run that goes on is not touched by the end of the session that began it. Safe to share between threads; several
/// sessions work side by side.
public final class Session implements AutoCloseable {

    private final Bench bench;
    private final SignedIn signedIn;
    private final Attendance attendance;
    private final Optional<Session> second;

    Session(Bench bench, SignedIn signedIn, Attendance attendance, Optional<Session> second) {
        this.bench = bench;
        this.signedIn = signedIn;
        this.attendance = attendance;
        this.second = second;
    }

    /// Who signed in, as of then.
    public Person person() {
        return signedIn.person();
    }

    /// The roles that count in this session: with a badge alone, [Role#OPERATOR] at most.
    public Set<Role> roles() {
        return signedIn.roles();
    }

    /// Whether the roles of this session allow it; for screens, which leave out what is refused anyway.
    public boolean may(Permission permission) {
        return permission.isGivenBy(roles());
    }

    /// The person did something: a key, a touch, a scan. Does not bring back a session that is over.
    public void touch() {
        signedIn.touch(bench.clock().instant());
    }

    /// Whether nobody touched it for the idle time of `station.json`, or it was closed.
    public boolean isExpired(Instant now) {
        return signedIn.isOver(now);
    }

    /// After how much time without a touch the session is over.
    public Duration idleTime() {
        return signedIn.idleTime();
    }

    /// This session with a second person who confirms what it is used for. Both sessions stay their owners' to close.
    ///
    /// @throws StationException when it is the same person, or one who does not confirm (neither lead nor security
    ///     officer)
    public Session withSecond(Session other) throws StationException {
        return Desks.noted(bench, "person.second-refused", () -> {
            if (other.person().id().equals(person().id())) {
                throw new StationException(Fault.SECOND_PERSON, "you cannot confirm your own work");
            }
            if (!Person.confirms(other.roles())) {
                throw new StationException(
                        Fault.SECOND_PERSON, other.person().id() + " is neither lead nor security officer");
            }
            return new Session(bench, signedIn, attendance, Optional.of(other));
        });
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
        return provision(new Provisioner.Job(scanned, slot, Optional.empty(), workOrder), listener);
    }

    /// As [#provision], at a port that no slot names.
    ///
    /// @param address `/dev/...` or `tcp:host:port`
    public Outcome provisionAt(String address, String scanned, Optional<String> workOrder, RunListener listener) {
        return provision(new Provisioner.Job(scanned, 0, Optional.of(address), workOrder), listener);
    }

    private Outcome provision(Provisioner.Job job, RunListener listener) {
        try (var _ = working()) {
            require(Permission.PROVISION);
            return new Provisioner(bench).provision(job, listener);
        } catch (StationException e) {
            return Outcome.of(job.scanned(), new StepFailure(Step.SCAN, e.fault(), e.detail(), e), Duration.ZERO);
        }
    }

    /// Work that may outlast this session, and keeps the vault open until it ends.
    Attendance.Work working() {
        return attendance.begin();
    }

    /// Units: look at them, decide about them.
    public UnitDesk units() {
        return new UnitDesk(bench, this);
    }

    /// Work orders, customers, releases.
    public OrderDesk orders() {
        return new OrderDesk(bench, this);
    }

    /// Labels: preview, print again.
    public LabelDesk labels() {
        return new LabelDesk(bench, this, new Labels(bench));
    }

    /// Figures of the line: yield, takt, failures, how long steps take.
    public QualityDesk quality() {
        return new QualityDesk(bench, this);
    }

    /// What is wrong with the station, and how to mend it.
    public HealthDesk health() {
        return new HealthDesk(bench, this);
    }

    /// Settings: slots, printers, idle time.
    public SettingsDesk settings() {
        return new SettingsDesk(bench, this);
    }

    /// Exports for auditors.
    public AuditDesk audit() {
        return new AuditDesk(bench, this);
    }

    /// The end of sealed credentials.
    public RetentionDesk retention() {
        return new RetentionDesk(bench, this);
    }

    /// The vault's backup.
    public VaultDesk vault() {
        return new VaultDesk(bench, this);
    }

    /// People: who may do what.
    public PeopleDesk people() {
        return new PeopleDesk(bench, this, signedIn);
    }

    /// Signs out. A second call does nothing.
    @Override
    public void close() {
        signedIn.close(bench);
    }

    @Override
    public String toString() {
        return "Session[" + person().id() + "]";
    }

    /// @throws StationException when the session is over or its roles, as the books have them now, do not allow it;
    ///     an event then says so
    void require(Permission permission) throws StationException {
        Desks.noted(bench, "access.refused", () -> {
            signedIn.requireAlive(bench);
            if (!permission.isGivenBy(signedIn.roles())) {
                throw new StationException(Fault.NOT_ALLOWED, "%s is for %s".formatted(permission, permission.whose()));
            }
            return null;
        });
    }

    /// The second person, who has to be here and alive still.
    ///
    /// @return who confirms, as events name people
    String requireSecond() throws StationException {
        var other = second.orElseThrow(() -> new StationException(Fault.SECOND_PERSON, "nobody else signed in"));
        other.signedIn.requireAlive(bench);
        if (!Person.confirms(other.roles())) {
            throw new StationException(Fault.SECOND_PERSON, other.person().id() + " may not confirm any more");
        }
        return other.person().id();
    }
}
