package dev.sealbench.ui.command;

import dev.sealbench.core.Digest;
import dev.sealbench.core.FirmwareRelease;
import dev.sealbench.core.Gtin;
import dev.sealbench.core.OcppSettings;
import dev.sealbench.core.Retention;
import dev.sealbench.core.SerialRange;
import dev.sealbench.core.Session;
import dev.sealbench.core.StationException;
import dev.sealbench.core.SupportPeriod;
import dev.sealbench.core.WorkOrder;
import dev.sealbench.core.WorkOrderDates;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `work-order open`: what is to be made; with `--check` only whether it could be.
@Command(name = "open", description = "Open a work order for a customer's imported release.")
final class WorkOrderOpenCommand extends SessionCommand {

    private static final int REFUSED = 4;

    @Parameters(paramLabel = "NUMBER")
    private String number;

    @Option(names = "--release", required = true, paramLabel = "DIGEST", description = "image digest")
    private String release;

    @Option(names = "--model", required = true)
    private String model;

    @Option(names = "--hardware-revision", required = true)
    private int hardwareRevision;

    @Option(names = "--gtin", required = true)
    private String gtin;

    @Option(names = "--quantity", required = true)
    private int quantity;

    @Option(names = "--serial-prefix", required = true, description = "product, year, week, line: 8 characters")
    private String serialPrefix;

    @Option(names = "--serial-from", description = "default: behind all that any work order covered")
    private Integer serialFrom;

    @Option(names = "--serial-to", description = "default: as many as the quantity needs")
    private Integer serialTo;

    @Option(names = "--csms-url", required = true)
    private String csmsUrl;

    @Option(names = "--security-profile", defaultValue = "2", description = "OCPP security profile, 2 or 3")
    private int securityProfile;

    @Option(names = "--identity-prefix", defaultValue = "", description = "before the serial number, for OCPP")
    private String identityPrefix;

    @Option(names = "--retention", paramLabel = "POLICY", description = "destroy_after_ship or escrow")
    private Retention.Policy retention;

    @Option(names = "--retention-days", paramLabel = "N", description = "days after release; default: the customer's")
    private Integer retentionDays;

    @Option(names = "--start", paramLabel = "DAY", description = "first day, as 2026-11-30")
    private LocalDate start;

    @Option(names = "--due", paramLabel = "DAY", description = "last day")
    private LocalDate due;

    @Option(
            names = "--template",
            paramLabel = "VERSION",
            description = "version of a label template, as plate-3; one of a kind; the others have the latest")
    private List<String> templates = List.of();

    @Option(names = "--check", description = "say what would be refused, field by field; open nothing")
    private boolean check;

    @Override
    int work(Session session) throws StationException {
        try {
            var order = order(session);
            if (check) {
                return check(session, order);
            }
            var dates = new WorkOrderDates(Optional.ofNullable(start), Optional.ofNullable(due));
            session.orders().open(order, dates, templates);
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
        return say("work order %s is open", number);
    }

    private int check(Session session, WorkOrder order) throws StationException {
        var findings = session.orders().check(order);
        list(
                findings,
                each -> Json.map("field", each.field().name(), "text", each.text()),
                each -> "%-12s %s".formatted(each.field(), each.text()));
        return findings.isEmpty() ? 0 : REFUSED;
    }

    private WorkOrder order(Session session) throws StationException {
        var wanted = new Digest(release);
        var known = session.orders().releases().stream()
                .filter(each -> each.image().equals(wanted))
                .findFirst()
                .orElseThrow(() -> wrong("no imported release has the image digest " + release));
        return new WorkOrder(
                number,
                known.vid(),
                known.cid(),
                model,
                hardwareRevision,
                new Gtin(gtin),
                wanted,
                quantity,
                serials(session),
                new OcppSettings(csmsUrl, securityProfile, identityPrefix),
                SupportPeriod.DEFAULT,
                retention(session, known));
    }

    private SerialRange serials(Session session) throws StationException {
        if ((serialFrom == null) != (serialTo == null)) {
            throw wrong("give both --serial-from and --serial-to, or neither");
        }
        if (serialFrom != null) {
            return new SerialRange(serialPrefix, serialFrom, serialTo);
        }
        return session.orders()
                .nextFree(serialPrefix, quantity)
                .orElseThrow(() -> wrong(serialPrefix + " has not that many serial numbers left"));
    }

    private Retention retention(Session session, FirmwareRelease known) throws StationException {
        var usual = session.orders().customers().stream()
                .filter(each -> each.vid().equals(known.vid()))
                .findFirst()
                .map(each -> each.retention())
                .orElse(Retention.DEFAULT);
        return new Retention(
                retention == null ? usual.policy() : retention, retentionDays == null ? usual.days() : retentionDays);
    }
}
