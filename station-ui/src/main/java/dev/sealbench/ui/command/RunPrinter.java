package dev.sealbench.ui.command;

import dev.sealbench.core.Fault;
import dev.sealbench.core.Outcome;
import dev.sealbench.core.RunListener;
import dev.sealbench.core.ScanBack;
import dev.sealbench.core.Step;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// Prints one line per step and one for the end. Lines of several slots mix, so each begins with the serial
/// number.
final class RunPrinter implements RunListener {

    private static final int SHOWN_MAX_CHARS = 32;

    private final PrintWriter out;
    private final String serial;
    private final ScanBack scanBack;
    private final BooleanSupplier stopRequested;
    private final Instant started = now();
    private final Map<String, Long> stepMillis = new LinkedHashMap<>();
    private final Map<String, Long> measurements = new LinkedHashMap<>();

    /// Of what cannot be stopped.
    RunPrinter(PrintWriter out, String scanned) {
        this(out, scanned, TerminalScanBack.of(out), () -> false);
    }

    /// Of what ends with Ctrl-C.
    RunPrinter(PrintWriter out, String scanned, CtrlC ctrlC) {
        this(out, scanned, ctrlC.during(TerminalScanBack.of(out)), ctrlC::isPressed);
    }

    private RunPrinter(PrintWriter out, String scanned, ScanBack scanBack, BooleanSupplier stopRequested) {
        this.out = out;
        this.scanBack = scanBack;
        this.stopRequested = stopRequested;
        this.serial = shown(scanned);
        out.printf("%s  start      %s%n", serial, started);
    }

    @Override
    public void started(Step step) {
        // the line is printed when the step is done, with what it took
    }

    @Override
    public void measured(String name, long value) {
        measurements.put(name, value);
    }

    @Override
    public void done(Step step, long millis) {
        stepMillis.put(step.toString(), millis);
        out.printf("%s  %-9s %7d ms%n", serial, step, millis);
    }

    @Override
    public ScanBack scanBack() {
        return scanBack;
    }

    @Override
    public boolean stopRequested() {
        return stopRequested.getAsBoolean();
    }

    void print(Outcome outcome, boolean json) {
        out.printf("%s  end        %s%n", serial, now());
        if (json) {
            out.println(Json.text(asMap(outcome)));
            return;
        }
        double seconds = outcome.took().toMillis() / 1000.0;
        switch (outcome) {
            case Outcome.Passed passed -> out.printf("PASS %s %s %.1f%n", serial, passed.chip(), seconds);
            case Outcome.UnitRejected bad -> explain("REJECT", bad.reached(), bad.fault(), bad.detail());
            case Outcome.StationFaulted bad -> explain("STATION FAULT", bad.reached(), bad.fault(), bad.detail());
            case Outcome.Refused bad -> explain("REFUSED", bad.reached(), bad.fault(), bad.detail());
            case Outcome.Abandoned stopped ->
                out.printf("STOPPED %s at %s: %s.%n", serial, stopped.reached(), stopped.sentence());
        }
    }

    private void explain(String word, Step reached, Fault fault, String detail) {
        out.printf(
                "%s %s at %s: %s%s. Next: %s.%n",
                word, serial, reached, fault, detail.isEmpty() ? "" : " (" + detail + ")", fault.next());
    }

    private LinkedHashMap<String, Object> asMap(Outcome outcome) {
        var map = new LinkedHashMap<String, Object>();
        map.put("serial", serial);
        map.put("exitCode", outcome.exitCode());
        map.put("reached", outcome.reached().toString());
        map.put("seconds", outcome.took().toMillis() / 1000.0);
        map.put("stepMillis", stepMillis);
        map.put("measurements", measurements);
        switch (outcome) {
            case Outcome.Passed passed -> map.put("chip", passed.chip());
            case Outcome.UnitRejected bad -> fault(map, bad.fault(), bad.detail());
            case Outcome.StationFaulted bad -> fault(map, bad.fault(), bad.detail());
            case Outcome.Refused bad -> fault(map, bad.fault(), bad.detail());
            case Outcome.Abandoned stopped -> fault(map, Fault.STOPPED, stopped.sentence());
        }
        return map;
    }

    private static void fault(LinkedHashMap<String, Object> map, Fault fault, String detail) {
        map.put("fault", fault.code());
        map.put("text", fault.text());
        map.put("detail", detail);
        map.put("next", fault.next());
    }

    /// A scan as it may stand on a terminal: whatever it holds, it neither steers it nor begins a line of
    /// its own.
    private static String shown(String scanned) {
        var plain = scanned.replaceAll("[^\\x21-\\x7e]", "?");
        return plain.length() > SHOWN_MAX_CHARS ? plain.substring(0, SHOWN_MAX_CHARS) : plain;
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
