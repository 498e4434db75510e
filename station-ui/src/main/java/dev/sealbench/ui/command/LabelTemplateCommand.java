package dev.sealbench.ui.command;

import dev.sealbench.core.Fault;
import dev.sealbench.core.StationException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `label template`: what stands where on labels.
@Command(
        name = "template",
        description = "Look at label templates, check a changed one, keep it.",
        subcommands = {
            LabelTemplateCommand.Listing.class,
            LabelTemplateCommand.Show.class,
            LabelTemplateCommand.Check.class,
            LabelTemplateCommand.Save.class,
            LabelTemplateCommand.Use.class
        })
final class LabelTemplateCommand {

    private static final int MAX_OCTETS = 400_000;

    private static String read(Path file) throws StationException {
        try (var in = Files.newInputStream(file)) {
            var octets = ByteBuffer.wrap(in.readNBytes(MAX_OCTETS));
            return StandardCharsets.UTF_8.newDecoder().decode(octets).toString();
        } catch (IOException e) {
            throw new StationException(Fault.TEMPLATE_REFUSED, file + " cannot be read as text in UTF-8", e);
        }
    }

    @Command(name = "list", description = "The versions that were saved.")
    static final class Listing implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws StationException {
            var home = HomeOptions.of(spec);
            var out = spec.commandLine().getOut();
            try (var station = home.open();
                    var session = home.signIn(station)) {
                var versions = session.labels().templates();
                if (home.json()) {
                    out.println(Json.text(versions.stream()
                            .map(version -> Map.of(
                                    "id", version.id(),
                                    "saved", version.saved().toString(),
                                    "person", version.person()))
                            .toList()));
                    return 0;
                }
                versions.forEach(
                        version -> out.printf("%-12s %s  %s%n", version.id(), version.saved(), version.person()));
            }
            return 0;
        }
    }

    @Command(
            name = "show",
            description = "A template as JSON: plate-3 for a saved version, plate for the one of the program.")
    static final class Show implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "ID")
        private String id;

        @Override
        public Integer call() throws StationException {
            var home = HomeOptions.of(spec);
            try (var station = home.open();
                    var session = home.signIn(station)) {
                spec.commandLine().getOut().print(session.labels().template(id));
                spec.commandLine().getOut().flush();
            }
            return 0;
        }
    }

    @Command(name = "check", description = "Say what is wrong with a template; with --out write a picture of it.")
    static final class Check implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "FILE")
        private Path file;

        @Option(names = "--out", paramLabel = "FILE", description = "PNG with the values of a unit that does not exist")
        private Path picture;

        @Override
        public Integer call() throws StationException, IOException {
            var home = HomeOptions.of(spec);
            try (var station = home.open();
                    var session = home.signIn(station)) {
                var json = read(file);
                var kind = session.labels().checkTemplate(json);
                if (picture != null) {
                    Files.write(picture, session.labels().previewTemplate(json));
                }
                spec.commandLine().getOut().println("a good template for the " + kind + " label");
            }
            return 0;
        }
    }

    @Command(name = "save", description = "Check a template and keep it as the next version, used from now on.")
    static final class Save implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "FILE")
        private Path file;

        @Override
        public Integer call() throws StationException {
            var home = HomeOptions.of(spec);
            try (var station = home.open();
                    var session = home.signIn(station)) {
                var saved = session.labels().saveTemplate(read(file));
                spec.commandLine().getOut().println(saved.id());
            }
            return 0;
        }
    }

    @Command(name = "use", description = "Have a work order's labels made with this version, whatever is saved later.")
    static final class Use implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "ID")
        private String id;

        @Option(names = "--work-order", required = true, paramLabel = "W")
        private String workOrder;

        @Override
        public Integer call() throws StationException {
            var home = HomeOptions.of(spec);
            try (var station = home.open();
                    var session = home.signIn(station)) {
                session.labels().assignTemplate(workOrder, id);
            }
            return 0;
        }
    }
}
