package dev.sealbench.ui.testkit;

import dev.sealbench.core.AuditDesk;
import dev.sealbench.core.LabelDesk;
import dev.sealbench.core.OrderDesk;
import dev.sealbench.core.Outcome;
import dev.sealbench.core.PassphraseSource;
import dev.sealbench.core.PeopleDesk;
import dev.sealbench.core.RunListener;
import dev.sealbench.core.Session;
import dev.sealbench.core.Station;
import dev.sealbench.core.StationException;
import dev.sealbench.core.UnitDesk;
import java.util.Optional;

/// A station that was opened for one person; closing it closes both.
///
/// @param station where others may sign in
/// @param session of who opened it
public record OpenStation(Station station, Session session) implements AutoCloseable {

    static OpenStation of(Station station, String name, String secret) throws StationException {
        try {
            return new OpenStation(station, signIn(station, name, secret));
        } catch (StationException | RuntimeException e) {
            station.close();
            throw e;
        }
    }

    /// Signs somebody in.
    public static Session signIn(Station station, String name, String secret) throws StationException {
        try (var entered = PassphraseSource.typed(secret.toCharArray()).read()) {
            return station.signIn(name, entered);
        }
    }

    public Outcome provision(int slot, String scanned, Optional<String> workOrder, RunListener listener) {
        return session.provision(slot, scanned, workOrder, listener);
    }

    public Outcome provisionAt(String address, String scanned, Optional<String> workOrder, RunListener listener) {
        return session.provisionAt(address, scanned, workOrder, listener);
    }

    public UnitDesk units() {
        return session.units();
    }

    public OrderDesk orders() {
        return session.orders();
    }

    public LabelDesk labels() {
        return session.labels();
    }

    public AuditDesk audit() {
        return session.audit();
    }

    public PeopleDesk people() {
        return session.people();
    }

    @Override
    public void close() {
        session.close();
        station.close();
    }
}
