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
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `provision`: takes one unit through the station, or, with `--batch`, units on several slots side by side.
@Command(
        name = "provision",
        description = "Take a unit from scan to label. With --batch: reads lines \"SLOT SERIAL\" from standard input;"
                + " each slot works through its own lines, all slots at once.")
final class ProvisionCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    private HomeOptions home;

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
    public Integer call() throws StationException {
        home = HomeOptions.of(spec);
        requireUsage();
        try (var station = home.open();
                var session = home.signIn(station)) {
            return batch ? batch(session) : one(session).exitCode();
        }
    }

    private void requireUsage() {
        boolean single = serial != null && (slot == null) != (port == null);
        if (batch ? serial != null || slot != null || port != null : !single) {
            throw new ParameterException(
                    spec.commandLine(), "give --serial with either --slot or --port, or --batch alone");
        }
    }

    private Outcome one(Session session) {
        var printer = new RunPrinter(spec.commandLine().getOut(), serial);
        var order = Optional.ofNullable(workOrder);
        var outcome = port == null
                ? session.provision(slot, serial, order, printer)
                : session.provisionAt(port, serial, order, printer);
        printer.print(outcome, home.json());
        return outcome;
    }

    private int batch(Session session) {
        var slots = new ConcurrentHashMap<Integer, ExecutorService>();
        var runs = new ArrayList<Future<Outcome>>();
        try (var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var words = line.strip().split("\\s+");
                if (words.length != 2 || !words[0].matches("[0-9]{1,2}")) {
                    throw new ParameterException(spec.commandLine(), "not \"SLOT SERIAL\": " + line);
                }
                int number = Integer.parseInt(words[0]);
                runs.add(slots.computeIfAbsent(number, ProvisionCommand::thread)
                        .submit(() -> run(session, number, words[1])));
            }
            return worst(runs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            slots.values().forEach(ExecutorService::close);
        }
    }

    private static ExecutorService thread(int slot) {
        return Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("slot-" + slot).factory());
    }

    private Outcome run(Session session, int number, String scanned) {
        var printer = new RunPrinter(spec.commandLine().getOut(), scanned);
        session.touch(); // a batch that goes on is not an idle screen
        var outcome = session.provision(number, scanned, Optional.ofNullable(workOrder), printer);
        printer.print(outcome, home.json());
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
