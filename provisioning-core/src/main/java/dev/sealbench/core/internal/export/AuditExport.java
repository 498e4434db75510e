package dev.sealbench.core.internal.export;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.sealbench.core.internal.document.DocumentType;
import dev.sealbench.core.internal.files.DurableFiles;
import dev.sealbench.core.internal.label.LabelFonts;
import dev.sealbench.link.wire.Order;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Writes an audit export: all of it, or nothing.
///
/// Stateless.
public final class AuditExport {

    private static final String PARTIAL = ".partial";
    static final Pattern SAFE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private AuditExport() {}

    /// Writes everything that `source` lends into the new folder `dir`, sealed by `signer`.
    ///
    /// All is written to `dir` + `.partial` first and renamed at the end; whatever goes wrong, also in the
    /// source, that folder is removed again. It is on the disk when this returns. Memory does not grow with
    /// the number of records.
    ///
    /// @param dir must not exist; its parent must
    /// @return what was written
    /// @throws ExportRefused if `dir` or its `.partial` exists, or a record may not be written
    /// @throws IOException if the disk or the signer fails
    public static ExportReport write(Path dir, ExportSource source, ExportSigner signer, Clock clock)
            throws IOException, ExportRefused {
        var target = dir.toAbsolutePath().normalize();
        if (target.getFileName() == null || exists(target)) {
            throw new ExportRefused("the folder for the export exists already; name a new one");
        }
        var partial = target.resolveSibling(target.getFileName() + PARTIAL);
        if (exists(partial)) {
            throw new ExportRefused("%s exists: another export runs, or one was interrupted; look, then delete it"
                    .formatted(partial.getFileName()));
        }
        Files.createDirectory(partial);
        boolean finished = false;
        try {
            var report = fill(new ExportWriter(partial), source, signer, clock);
            FolderSync.sync(partial); // after a power cut the final name holds all of it, or is not there
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
            finished = true;
            DurableFiles.syncFolder(target.getParent());
            return report;
        } finally {
            if (!finished) {
                FolderRemoval.remove(partial);
            }
        }
    }

    private static ExportReport fill(ExportWriter writer, ExportSource source, ExportSigner signer, Clock clock)
            throws IOException, ExportRefused {
        var tally = new ExportTally();
        var scope = source.scope();
        var created = clock.instant();
        writeUnits(writer, source, tally);
        var logs = source.logs();
        writeEvents(writer, source, logs, tally);
        try (var logFiles = new LogFiles(writer, logs, scope.complete());
                var releases = new ReleasesJson(writer.open(ReleasesJson.NAME), source)) {
            writeDocuments(writer, source, created, tally, order -> {
                logFiles.named(order);
                releases.named(order);
            });
        }
        writeFiles(writer, source);
        writer.write(ExportReadme.NAME, ExportReadme.text());
        writer.write(SummaryPdf.NAME, new SummaryPdf(new LabelFonts(), new SummaryPdf.Facts(scope, created)).of(tally));
        Manifest.write(writer, scope, tally, created);
        var manifest = writer.root().resolve(Manifest.JSON);
        try (var content = Files.newInputStream(manifest)) {
            writer.write(Manifest.SIGNATURE, signer.sign(content));
        }
        return new ExportReport(
                tally.units(),
                tally.events(),
                tally.orders(),
                tally.receipts(),
                FileDigest.of(manifest).digest());
    }

    private static void writeUnits(ExportWriter writer, ExportSource source, ExportTally tally)
            throws IOException, ExportRefused {
        try (var csv = new UnitsCsv(writer.open("units.csv"))) {
            forEach(source.units(), unit -> {
                csv.write(unit);
                tally.count(unit);
            });
        }
    }

    private static void writeEvents(ExportWriter writer, ExportSource source, List<ExportedLog> logs, ExportTally tally)
            throws IOException, ExportRefused {
        boolean bare = source.scope().complete() || logs.isEmpty();
        try (var json = new EventsJson(writer.open("events.jsonl"))) {
            forEach(source.events(), event -> {
                json.write(event, bare ? Optional.empty() : Optional.of(LogFiles.inclusion(logs, event)));
                tally.countEvent();
            });
        }
    }

    private static void writeDocuments(
            ExportWriter writer, ExportSource source, Instant created, ExportTally tally, Step<Order> named)
            throws IOException, ExportRefused {
        try (var archives = new UnitArchives(writer, created);
                var ahead = new Ahead<UnitArchives.Prepared, ExportRefused>(ExportRefused.class)) {
            forEach(source.papers(), papers -> {
                if (ahead.isFull()) {
                    archives.append(ahead.take());
                }
                ahead.begin(() -> archives.prepare(papers));
                tally.count(papers);
                for (var order : papers.orders()) {
                    if (order.document().payloadType().equals(DocumentType.ORDER.payloadType())) {
                        named.take(parse(order));
                    }
                }
            });
            while (!ahead.isEmpty()) {
                archives.append(ahead.take());
            }
            archives.end();
        }
    }

    private static void writeFiles(ExportWriter writer, ExportSource source) throws IOException, ExportRefused {
        forEach(source.files(), file -> {
            if (!SAFE_NAME.matcher(file.name()).matches()) {
                throw new ExportRefused("a file in %s has a name that is not allowed"
                        .formatted(file.folder().path()));
            }
            writer.write(
                    file.folder().path() + "/" + file.name(), file.content().toBytes());
        });
    }

    private static Order parse(ExportedOrder order) throws ExportRefused {
        try {
            return Order.parseFrom(order.document().payload().toBytes());
        } catch (InvalidProtocolBufferException _) {
            throw new ExportRefused("an order of %s cannot be read".formatted(order.serial()));
        }
    }

    private static <T> void forEach(Stream<T> stream, Step<T> step) throws IOException, ExportRefused {
        try (stream) {
            for (var records = stream.iterator(); records.hasNext(); ) {
                step.take(records.next());
            }
        }
    }

    private static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /// What is done with each record.
    @FunctionalInterface
    private interface Step<T> {

        void take(T record) throws IOException, ExportRefused;
    }
}
