package dev.sealbench.ui.command;

import dev.sealbench.core.StationException;
import dev.sealbench.core.WitnessSaid;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `audit ask-witness`: the station's side of `audit witness`.
@Command(
        name = "ask-witness",
        description =
                "Read what a witness said of the log, compare it with the books, ask it for the newest checkpoint.")
final class AuditAskWitnessCommand implements Callable<Integer> {

    private static final int REFUSED = 4;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FOLDER", description = "shared with the witness")
    private Path folder;

    @Option(
            names = "--key",
            required = true,
            paramLabel = "NAME+ID+KEY",
            description = "the witness's, as audit witness prints it; it must not come from the folder")
    private String key;

    @Override
    public Integer call() throws StationException {
        var home = HomeOptions.of(spec);
        try (var station = home.open();
                var session = home.signIn(station)) {
            var said = session.audit().askWitness(folder, key);
            print(said, home.json());
            return said.trouble().isPresent() ? REFUSED : 0;
        }
    }

    private void print(WitnessSaid said, boolean json) {
        var out = spec.commandLine().getOut();
        if (json) {
            var map = new LinkedHashMap<String, Object>();
            map.put("events", said.events());
            map.put("cosigned", said.cosigned());
            map.put("at", said.at().map(Object::toString).orElse(""));
            map.put("asked", said.asked());
            map.put("trouble", said.trouble().orElse(""));
            out.println(Json.text(map));
            return;
        }
        out.println(said.at()
                .map(at -> "the witness signed %d of %d events at %s".formatted(said.cosigned(), said.events(), at))
                .orElse("the witness has signed nothing yet"));
        if (said.asked()) {
            out.println("asked it to sign %d".formatted(said.events()));
        }
        said.trouble().ifPresent(trouble -> out.println("TROUBLE: " + trouble));
    }
}
