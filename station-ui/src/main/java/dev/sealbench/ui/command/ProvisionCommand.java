package dev.sealbench.ui.command;

import dev.sealbench.core.Outcome;
import dev.sealbench.core.Session;
import dev.sealbench.core.StationException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `provision`: takes one unit through the station, or, with `--batch`, units on several slots side by side.
@Command(
        name = "provision",
        description = "Take a unit from scan to label. With --batch: reads lines \"SLOT SERIAL\" from standard input;"
                + " each slot works through its own lines, all slots at once. Ctrl-C stops at the next safe moment, a"
                + " second one at once; a unit can always be run again.")
final class ProvisionCommand extends SessionCommand {

    @Option(names = "--slot", paramLabel = "N", description = "the slot that the unit is connected to")
    private Integer slot;

    @Option(names = "--port", paramLabel = "P", description = "a port instead of a slot: /dev/... or tcp:host:port")
    private String port;

    @Option(names = "--serial", paramLabel = "S", description = "the unit's serial number, as scanned")
    private String serial;

    @Option(names = "--work-order", paramLabel = "W", description = "the work order that it must belong to")
    private String workOrder;

    @Option(names = "--batch", description = "read slots and serial numbers from standard input")
    private boolean batch;

    @Override
    void requireUsage() {
        boolean single = serial != null && (slot == null) != (port == null);
        if (batch ? serial != null || slot != null || port != null : !single) {
            throw wrong("give --serial with either --slot or --port, or --batch alone");
        }
    }

    @Override
    int work(Session session) throws StationException {
        try (var ctrlC = new CtrlC(err())) {
            return batch ? batch(session, ctrlC) : one(session, ctrlC).exitCode();
        }
    }

    private Outcome one(Session session, CtrlC ctrlC) {
        var printer = new RunPrinter(out(), serial, ctrlC);
        var order = Optional.ofNullable(workOrder);
        var outcome = port == null
                ? session.provision(slot, serial, order, printer)
                : session.provisionAt(port, serial, order, printer);
        printer.print(outcome, home().json());
        return outcome;
    }

    private int batch(Session session, CtrlC ctrlC) {
        var slots = new HashMap<Integer, ExecutorService>();
        var runs = new ArrayList<Future<Outcome>>();
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try {
            for (var line = next(in, ctrlC); line.isPresent(); line = next(in, ctrlC)) {
                var words = line.get().strip().split("\\s+");
                if (words.length != 2 || !words[0].matches("[0-9]{1,2}")) {
                    throw wrong("not \"SLOT SERIAL\": " + line.get());
                }
                int number = Integer.parseInt(words[0]);
                runs.add(slots.computeIfAbsent(number, ProvisionCommand::thread)
                        .submit(() -> run(session, number, words[1], ctrlC)));
            }
            return worst(runs);
        } finally {
            slots.values().forEach(ExecutorService::close);
        }
    }

    private static Optional<String> next(BufferedReader in, CtrlC ctrlC) {
        return ctrlC.unlessPressed(() -> {
            try {
                return in.readLine();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static ExecutorService thread(int slot) {
        return Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("slot-" + slot).factory());
    }

    private Outcome run(Session session, int number, String scanned, CtrlC ctrlC) {
        var printer = new RunPrinter(out(), scanned, ctrlC);
        session.touch(); // a batch that goes on is not an idle screen
        var outcome = session.provision(number, scanned, Optional.ofNullable(workOrder), printer);
        printer.print(outcome, home().json());
        return outcome;
    }

    private static int worst(ArrayList<Future<Outcome>> runs) {
        int worst = 0;
        for (var run : runs) {
            try {
                worst = Math.max(worst, run.get().exitCode());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return 3;
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
        return worst;
    }
}
