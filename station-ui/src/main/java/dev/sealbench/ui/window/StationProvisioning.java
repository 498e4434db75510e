package dev.sealbench.ui.window;

import dev.sealbench.core.LabelKind;
import dev.sealbench.core.Outcome;
import dev.sealbench.core.RunListener;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.Session;
import dev.sealbench.core.StationException;
import dev.sealbench.core.WorkOrderStatus;
import java.util.List;
import java.util.Optional;

/// The real station behind the window. Safe for several threads, as [Session] is; whoever opened it closes it.
public final class StationProvisioning implements Provisioning {

    private final Session session;

    public StationProvisioning(Session session) {
        this.session = session;
    }

    @Override
    public BenchHeader header() throws StationException {
        var config = session.config();
        var open = session.orders().list().stream()
                .filter(WorkOrderStatus::isOpen)
                .map(StationProvisioning::openOrder)
                .toList();
        return new BenchHeader(
                config.stationId(),
                config.allowSimulator(),
                List.copyOf(config.slots().keySet()),
                open);
    }

    @Override
    public Outcome provision(int slot, SerialNumber serial, RunListener listener) {
        session.touch();
        return session.provision(slot, serial.text(), Optional.empty(), listener);
    }

    @Override
    public byte[] preview(SerialNumber serial, LabelKind kind) throws StationException {
        session.touch();
        return session.labels().preview(serial.text(), kind);
    }

    private static BenchHeader.OpenOrder openOrder(WorkOrderStatus status) {
        var order = status.order();
        return new BenchHeader.OpenOrder(order.number(), order.model(), status.started(), order.quantity());
    }
}
