package dev.sealbench.core.internal.journal;

import java.io.FileOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;

/// A program for tests: appends one entry after the other and says, by writing to a file called `effect`, when each
/// append has returned. With `hold` it appends one and keeps the journal open until it is killed; with `own` it only
/// keeps it open.
final class Appender {

    private Appender() {}

    public static void main(String[] arguments) throws Exception {
        var directory = Path.of(arguments[0]);
        if (arguments[1].equals("own")) {
            try (var _ = Journal.open(directory, Clock.systemUTC())) {
                System.out.println("ready");
                Thread.sleep(Long.MAX_VALUE);
            }
        }
        try (var journal = Journal.open(directory, Clock.systemUTC());
                var unit = journal.unit(Entries.SERIAL)) {
            if (arguments[1].equals("hold")) {
                unit.append(Entries.chip("one"));
                System.out.println("ready");
                Thread.sleep(Long.MAX_VALUE);
            }
            appendAll(unit, Path.of(arguments[1]));
        }
    }

    private static void appendAll(UnitJournal unit, Path effects) throws Exception {
        try (var effect = new FileOutputStream(effects.toFile())) {
            for (var entry : Entries.untilAttested()) {
                unit.append(entry);
                effect.write("effect\n".getBytes(StandardCharsets.US_ASCII));
            }
        }
    }
}
