package dev.sealbench.ui.command;

import dev.sealbench.core.LogWitness;
import dev.sealbench.core.StationException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `audit witness`: another machine's word that stations' logs only grow. Needs no home.
@Command(
        name = "witness",
        description = "Cosign the checkpoints that stations leave in a folder, as long as their logs only grow.")
final class AuditWitnessCommand implements Callable<Integer> {

    private static final int REFUSED = 4;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FOLDER", description = "shared with the stations")
    private Path folder;

    @Option(
            names = "--memory",
            required = true,
            paramLabel = "DIR",
            description = "the witness's own: its key, and what it signed; made at first use")
    private Path memory;

    @Option(
            names = "--trust",
            required = true,
            paramLabel = "FILE",
            description = "PEM: vendor roots, which say which key a station has")
    private Path trust;

    @Option(names = "--once", description = "answer what is there and end (the default)")
    private boolean once;

    @Option(names = "--every", paramLabel = "SECONDS", description = "look again after so many seconds, for ever")
    private Integer seconds;

    @Override
    public Integer call() throws StationException, InterruptedException {
        if (once && seconds != null || seconds != null && seconds < 1) {
            throw new ParameterException(spec.commandLine(), "give --once, or --every with 1 second or more");
        }
        try (var witness = LogWitness.open(memory, trust, Clock.systemUTC())) {
            if (seconds == null) {
                return answerOnce(witness);
            }
            spec.commandLine().getOut().println("witness " + witness.verifierKey());
            while (true) {
                round(witness);
                Thread.sleep(Duration.ofSeconds(seconds));
            }
        }
    }

    private int answerOnce(LogWitness witness) throws StationException {
        var out = spec.commandLine().getOut();
        var answers = witness.answer(folder);
        boolean refused = answers.stream().anyMatch(answer -> !answer.cosigned());
        if (HomeOptions.of(spec).json()) {
            var list = new ArrayList<Object>();
            for (var answer : answers) {
                var map = new LinkedHashMap<String, Object>();
                map.put("station", answer.station());
                map.put("cosigned", answer.cosigned());
                map.put("text", answer.text());
                list.add(map);
            }
            var map = new LinkedHashMap<String, Object>();
            map.put("witness", witness.verifierKey());
            map.put("answers", list);
            out.println(Json.text(map));
        } else {
            out.println("witness " + witness.verifierKey());
            answers.forEach(answer -> out.println(line(answer)));
        }
        return refused ? REFUSED : 0;
    }

    /// What is away now may be back at the next look.
    private void round(LogWitness witness) {
        try {
            witness.answer(folder).forEach(answer -> spec.commandLine().getOut().println(line(answer)));
        } catch (StationException e) {
            spec.commandLine().getErr().println("REFUSED " + e.getMessage());
        }
    }

    private static String line(LogWitness.Answer answer) {
        return "%s %s: %s".formatted(answer.cosigned() ? "cosigned" : "REFUSED ", answer.station(), answer.text());
    }
}
