package dev.sealbench.ui.command;

import dev.sealbench.core.Fault;
import dev.sealbench.core.Session;
import dev.sealbench.core.StationException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
    static final class Listing extends SessionCommand {
        @Override
        int work(Session session) throws StationException {
            return list(
                    session.labels().templates(),
                    each -> Json.map("id", each.id(), "saved", each.saved().toString(), "person", each.person()),
                    each -> "%-12s %s  %s".formatted(each.id(), each.saved(), each.person()));
        }
    }

    @Command(
            name = "show",
            description = "A template as JSON: plate-3 for a saved version, plate for the one of the program.")
    static final class Show extends SessionCommand {
        @Parameters(paramLabel = "ID")
        private String id;

        @Override
        int work(Session session) throws StationException {
            out().print(session.labels().template(id));
            out().flush();
            return 0;
        }
    }

    @Command(name = "check", description = "Say what is wrong with a template; with --out write a picture of it.")
    static final class Check extends SessionCommand {
        @Parameters(paramLabel = "FILE")
        private Path file;

        @Option(names = "--out", paramLabel = "FILE", description = "PNG with the values of a unit that does not exist")
        private Path picture;

        @Override
        int work(Session session) throws StationException, IOException {
            var json = read(file);
            var kind = session.labels().checkTemplate(json);
            if (picture != null) {
                Files.write(picture, session.labels().previewTemplate(json));
            }
            return say("a good template for the %s label", kind);
        }
    }

    @Command(name = "save", description = "Check a template and keep it as the next version, used from now on.")
    static final class Save extends SessionCommand {
        @Parameters(paramLabel = "FILE")
        private Path file;

        @Override
        int work(Session session) throws StationException {
            return say("%s", session.labels().saveTemplate(read(file)).id());
        }
    }

    @Command(name = "use", description = "Have a work order's labels made with this version, whatever is saved later.")
    static final class Use extends SessionCommand {
        @Parameters(paramLabel = "ID")
        private String id;

        @Option(names = "--work-order", required = true, paramLabel = "W")
        private String workOrder;

        @Override
        int work(Session session) throws StationException {
            session.labels().assignTemplate(workOrder, id);
            return 0;
        }
    }
}
