package dev.sealbench.ui.command;

import dev.sealbench.core.StationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `audit checkpoint`: how the log stands, signed.
@Command(
        name = "checkpoint",
        description = "Compare the log with what was signed before, and print its newest signed checkpoint.")
final class AuditCheckpointCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--out", paramLabel = "FILE", description = "write it there, too; keep it away from the station")
    private Path file;

    @Override
    public Integer call() throws StationException {
        var home = HomeOptions.of(spec);
        var out = spec.commandLine().getOut();
        try (var station = home.open();
                var session = home.signIn(station)) {
            var head = session.audit().logHead();
            if (file != null) {
                write(head.note());
            }
            if (home.json()) {
                var map = new LinkedHashMap<String, Object>();
                map.put("station", head.station());
                map.put("events", head.events());
                map.put("root", head.root().hex());
                map.put("note", head.note());
                map.put("wrong", head.wrong().orElse(""));
                out.println(Json.text(map));
            } else {
                out.print(head.note());
                out.println(head.wrong()
                        .map(wrong -> "WRONG: " + wrong)
                        .orElse("the log agrees with every checkpoint before it"));
            }
            return head.wrong().isPresent() ? 1 : 0;
        }
    }

    private void write(String note) {
        try {
            Files.writeString(file, note, StandardOpenOption.CREATE_NEW);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "%s cannot be written: %s".formatted(file, e), e);
        }
    }
}
