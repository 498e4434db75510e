package dev.sealbench.ui.command;

import dev.sealbench.core.AuditDesk;
import dev.sealbench.core.ExportListener;
import dev.sealbench.core.ExportRange;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.Session;
import dev.sealbench.core.StationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `audit`: exports for auditors.
@Command(
        name = "audit",
        description =
                "Export for auditors, check exports; the log's checkpoints and witnesses; the end of credentials.",
        subcommands = {
            AuditCommand.Export.class,
            AuditVerifyCommand.class,
            AuditCheckpointCommand.class,
            AuditWitnessCommand.class,
            AuditAskWitnessCommand.class,
            AuditShredCommand.class
        })
final class AuditCommand {

    @Command(
            name = "export",
            description = "Write units, events, orders, receipts and a signed manifest into a new folder.")
    static final class Export extends SessionCommand {
        @Option(names = "--work-order", paramLabel = "W", description = "only its units")
        private String workOrder;

        @Option(names = "--customer", paramLabel = "VID", description = "only the customer's units")
        private UUID customer;

        @Option(
                names = "--from",
                paramLabel = "DAY",
                description = "only units first scanned on this day (UTC) or later")
        private LocalDate from;

        @Option(names = "--to", paramLabel = "DAY", description = "only units first scanned on this day or earlier")
        private LocalDate to;

        @Option(names = "--serials", paramLabel = "FILE", description = "only these: one serial number per line")
        private Path serials;

        @Option(names = "--out", required = true, paramLabel = "DIR", description = "must not exist")
        private Path folder;

        private ExportRange range;

        @Override
        void requireUsage() {
            range = range();
        }

        @Override
        int work(Session session) throws StationException {
            try (var ending = new Ending()) {
                var summary = session.audit().export(range, folder, ending);
                return home().json() ? say("%s", Json.text(asMap(summary))) : say(summary);
            }
        }

        private int say(AuditDesk.Summary summary) {
            say(
                    "%d units, %d events, %d orders, %d receipts in %s",
                    summary.units(), summary.events(), summary.orders(), summary.receipts(), folder);
            return say("manifest SHA-256 %s", summary.manifest());
        }

        private static Map<String, Object> asMap(AuditDesk.Summary summary) {
            return Json.map(
                    "units", summary.units(),
                    "events", summary.events(),
                    "orders", summary.orders(),
                    "receipts", summary.receipts(),
                    "manifestSha256", summary.manifest().hex());
        }

        private ExportRange range() {
            boolean dated = from != null || to != null;
            long given = Stream.of(workOrder, customer, serials)
                            .filter(Objects::nonNull)
                            .count()
                    + (dated ? 1 : 0);
            if (given > 1) {
                throw wrong("give one of --work-order, --customer, --serials, or --from and --to");
            }
            try {
                if (customer != null) {
                    return new ExportRange.OfCustomer(customer);
                }
                if (serials != null) {
                    return new ExportRange.These(read(serials));
                }
                return dated
                        ? new ExportRange.ScannedIn(Days.period(from, to))
                        : ExportRange.of(Optional.ofNullable(workOrder));
            } catch (IOException | IllegalArgumentException e) {
                throw wrong("not a range: " + e.getMessage());
            }
        }

        private static List<SerialNumber> read(Path file) throws IOException {
            try (var lines = Files.lines(file)) {
                return lines.map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .map(SerialNumber::parse)
                        .toList();
            }
        }
    }

    /// Has an export that is broken off with Ctrl-C tidy up behind itself before the process ends.
    private static final class Ending implements ExportListener, AutoCloseable {

        private final CountDownLatch ended = new CountDownLatch(1);
        private final Thread hook = new Thread(this::cancel, "export-ending");
        private volatile boolean cancelled;

        Ending() {
            Runtime.getRuntime().addShutdownHook(hook);
        }

        private void cancel() {
            cancelled = true;
            try {
                ended.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public boolean cancelled() {
            return cancelled;
        }

        @Override
        public void close() {
            ended.countDown();
            if (!cancelled) {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        }
    }
}
