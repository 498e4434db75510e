package dev.sealbench.ui.command;

import dev.sealbench.core.AuditVerdict;
import dev.sealbench.core.ExportAudit;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `audit verify`: checks an export anywhere, without home, books and network.
@Command(
        name = "verify",
        description = "Check an export with public keys alone. Exit code 0: sound, 1: wrong, 3: could not be read.")
final class AuditVerifyCommand implements Callable<Integer> {

    private static final int WRONG = 1;
    private static final int NOT_READ = 3;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "the export")
    private Path folder;

    @Option(
            names = "--trust",
            required = true,
            paramLabel = "FILE",
            description = "public keys, PEM: the vendor root's and the device CA root's")
    private Path trust;

    @Option(
            names = "--checkpoint",
            paramLabel = "NOTE",
            description = "a checkpoint that left the station before; may be given several times")
    private List<Path> checkpoints = List.of();

    @Option(
            names = "--witness",
            paramLabel = "KEY",
            description = "the line of a witness's key: each checkpoint given must be cosigned by it")
    private String witness;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        boolean json = HomeOptions.of(spec).json();
        try {
            var verdict = audit().verify(folder);
            out.print(json ? json(verdict) + System.lineSeparator() : text(verdict));
            out.flush();
            return switch (verdict) {
                case AuditVerdict.Sound _ -> 0;
                case AuditVerdict.Wrong _ -> WRONG;
            };
        } catch (IOException e) {
            var why = e instanceof NoSuchFileException ? "there is no " + e.getMessage() : e.getMessage();
            spec.commandLine().getErr().println("could not be read: " + why);
            return NOT_READ;
        }
    }

    private ExportAudit audit() throws IOException {
        if (witness != null && checkpoints.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--witness needs the checkpoint that it cosigned: --checkpoint STATION.cosigned");
        }
        try {
            return ExportAudit.with(trust, checkpoints, Optional.ofNullable(witness));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private static String text(AuditVerdict verdict) {
        return switch (verdict) {
            case AuditVerdict.Sound(var export, var counts, var notes) -> {
                var text = new StringBuilder("SOUND: export of %s by %s, %s%n"
                        .formatted(export.range(), export.station(), export.createdUtc()));
                text.append("%d units, %d orders and decisions, %d receipts, %d events, %d checkpoints, %d files%n"
                        .formatted(
                                counts.units(),
                                counts.orders(),
                                counts.receipts(),
                                counts.events(),
                                counts.checkpoints(),
                                counts.files()));
                notes.forEach(note -> text.append("note: %s%n".formatted(note)));
                yield text.toString();
            }
            case AuditVerdict.Wrong(var path, var reason) ->
                "WRONG %s%s%n".formatted(path.isEmpty() ? "" : path + ": ", reason);
        };
    }

    private static String json(AuditVerdict verdict) {
        var map = new LinkedHashMap<String, Object>();
        switch (verdict) {
            case AuditVerdict.Sound(var export, var counts, var notes) -> {
                map.put("sound", true);
                map.put("station", export.station());
                map.put("range", export.range());
                map.put("createdUtc", export.createdUtc());
                map.put("complete", export.complete());
                map.put("units", counts.units());
                map.put("orders", counts.orders());
                map.put("receipts", counts.receipts());
                map.put("events", counts.events());
                map.put("checkpoints", counts.checkpoints());
                map.put("files", counts.files());
                map.put("notes", notes);
            }
            case AuditVerdict.Wrong(var path, var reason) -> {
                map.put("sound", false);
                map.put("path", path);
                map.put("reason", reason);
            }
        }
        return Json.text(map);
    }
}
