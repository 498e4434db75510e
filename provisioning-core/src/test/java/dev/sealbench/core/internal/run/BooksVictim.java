package dev.sealbench.core.internal.run;

import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.internal.books.LostBooks;
import java.nio.file.Path;
import java.time.Duration;

/// A process that takes one unit through a [VirtualStation] and is killed meanwhile.
///
/// `BooksVictim HOME URL STATION SERIAL POINT MICROSECONDS`: at this point, or after this time; 0 for neither.
/// Points of the opening count only when POINT is negative. Prints the points that it passed when nothing kills it.
final class BooksVictim {

    private BooksVictim() {}

    public static void main(String[] arguments) throws Exception {
        int point = Integer.parseInt(arguments[4]);
        long micros = Long.parseLong(arguments[5]);
        KillDriver.install();
        if (point < 0) {
            KillPoints.arm(-point);
        }
        var settings = new VirtualStation.Settings(Duration.ZERO, KillPoints::point);
        try (var station =
                VirtualStation.open(Path.of(arguments[0]), LostBooks.at(arguments[1], arguments[2]), settings)) {
            station.wrongLog().ifPresent(wrong -> {
                throw new AssertionError(wrong);
            });
            if (point >= 0) {
                KillPoints.arm(point);
            }
            if (micros > 0) {
                Thread.ofPlatform().daemon().start(() -> dieAfter(micros));
            }
            station.provision(new SerialNumber(arguments[3])).ifPresent(failure -> {
                throw new AssertionError(failure);
            });
            KillPoints.passed().forEach(System.out::println);
        }
    }

    private static void dieAfter(long micros) {
        try {
            Thread.sleep(Duration.ofNanos(1_000 * micros));
            KillPoints.die();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
