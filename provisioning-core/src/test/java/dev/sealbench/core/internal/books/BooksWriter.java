package dev.sealbench.core.internal.books;

import dev.sealbench.core.EventRecord;
import java.io.FileOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/// A program for tests: books events, asks what was booked last, and says after each call that it has returned, by
/// writing to a file called `effects`. With `forever` it goes on until it is killed, and tells each number on its
/// standard output.
final class BooksWriter {

    private static final int EVENTS = 20;

    private BooksWriter() {}

    public static void main(String[] arguments) throws Exception {
        var config = BooksConfig.h2(Path.of(arguments[0]), "line-1");
        boolean forever = arguments[1].equals("forever");
        if (!forever) {
            Books.migrate(config);
        }
        try (var books = Books.open(config, Clock.systemUTC());
                var effect = new FileOutputStream(arguments[forever ? 2 : 1])) {
            for (int i = 0; forever || i < EVENTS; i++) {
                var event = books.events()
                        .append(
                                new NewEvent(
                                        "test.event",
                                        Optional.empty(),
                                        Optional.empty(),
                                        EventRecord.Result.OK,
                                        "number " + i),
                                Samples.AUTHOR);
                effect.write("effect\n".getBytes(StandardCharsets.US_ASCII));
                if (!forever && books.events().last().isPresent()) {
                    effect.write("effect\n".getBytes(StandardCharsets.US_ASCII));
                }
                if (forever) {
                    System.out.println(event.sequence());
                }
            }
        }
    }
}
