package dev.sealbench.ui.command;

import dev.sealbench.core.LabelKind;
import dev.sealbench.core.Session;
import dev.sealbench.core.StationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `label`: print again, or look.
@Command(
        name = "label",
        description = "Print a label again, or preview it with its secrets masked.",
        subcommands = {
            LabelCommand.Print.class,
            LabelCommand.Scan.class,
            LabelCommand.Preview.class,
            LabelTemplateCommand.class
        })
final class LabelCommand {

    @Command(name = "print", description = "Print a label again; it says which reprint it is, and the books count it.")
    static final class Print extends SessionCommand {
        @Parameters(paramLabel = "SERIAL")
        private String serial;

        @Option(names = "--kind", required = true, description = "access, recovery or plate")
        private LabelKind kind;

        @Option(names = "--reason", required = true, paramLabel = "R")
        private String reason;

        @Override
        int work(Session session) throws StationException {
            var print = session.labels().print(serial, kind, reason, TerminalScanBack.of(out()));
            out().println(session.labels()
                    .file(print)
                    .map(Path::toString)
                    .orElse("print %d, scanned back".formatted(print.copy())));
            return 0;
        }
    }

    @Command(name = "scan", description = "Scan back a label that was printed and not scanned; prints nothing.")
    static final class Scan extends SessionCommand {
        @Parameters(paramLabel = "SERIAL")
        private String serial;

        @Option(names = "--kind", required = true, description = "access, recovery or plate")
        private LabelKind kind;

        @Override
        int work(Session session) throws StationException {
            var print = session.labels().scanBack(serial, kind, TerminalScanBack.of(out()));
            return say("print %d, scanned back", print.copy());
        }
    }

    @Command(name = "preview", description = "Write a picture of a label as PNG, secrets masked; counts no print.")
    static final class Preview extends SessionCommand {
        @Parameters(paramLabel = "SERIAL")
        private String serial;

        @Option(names = "--kind", description = "access, recovery or plate", defaultValue = "access")
        private LabelKind kind;

        @Option(names = "--out", required = true, paramLabel = "FILE")
        private Path file;

        @Override
        int work(Session session) throws StationException, IOException {
            Files.write(file, session.labels().preview(serial, kind));
            out().println(file);
            return 0;
        }
    }
}
