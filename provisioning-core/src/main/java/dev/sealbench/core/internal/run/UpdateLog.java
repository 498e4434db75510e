package dev.sealbench.core.internal.run;

import dev.sealbench.core.EventRecord;
import dev.sealbench.core.EventRecord.Result;
import dev.sealbench.core.Fault;
import dev.sealbench.core.FirmwareRelease;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.StationException;
import dev.sealbench.core.Step;
import dev.sealbench.core.StepFailure;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.core.internal.books.NewEvent;
import java.util.Optional;

/// What the books hear of one update: that it began, before anything is burned, and how it ended.
final class UpdateLog {

    private static final String BEGAN = "unit.update-began";
    private static final String UPDATED = "unit.updated";

    private final Bench bench;
    private final SerialNumber serial;
    private boolean begun;

    UpdateLog(Bench bench, SerialNumber serial) {
        this.bench = bench;
        this.serial = serial;
    }

    void began(String from, FirmwareRelease to) throws StepFailure {
        note(new NewEvent(BEGAN, Optional.of(serial), Optional.empty(), Result.OK, sentence(from, to)));
        begun = true;
    }

    /// Once for each update that began, however often it was cut off and run again.
    void updated(String from, FirmwareRelease to) throws StepFailure {
        if (begun || isOpen()) {
            note(new NewEvent(UPDATED, Optional.of(serial), Optional.empty(), Result.OK, sentence(from, to)));
        }
    }

    /// The refusal itself is what the person has to hear, whether or not it can be booked.
    void ended(StationException failure) {
        var action = begun ? "unit.update-failed" : "unit.update-refused";
        var result = begun ? Result.FAILED : Result.REFUSED;
        try {
            bench.books()
                    .events()
                    .append(
                            new NewEvent(action, Optional.of(serial), Optional.empty(), result, failure.getMessage()),
                            bench.author());
        } catch (BooksException unbooked) {
            failure.addSuppressed(unbooked);
        }
    }

    /// Whether an update began of which nobody wrote the end.
    private boolean isOpen() throws StepFailure {
        try {
            return bench.books().events().ofUnit(serial).stream()
                    .map(EventRecord::action)
                    .filter(action -> action.equals(BEGAN) || action.equals(UPDATED))
                    .reduce((_, later) -> later)
                    .filter(BEGAN::equals)
                    .isPresent();
        } catch (BooksException e) {
            throw unavailable(e);
        }
    }

    private void note(NewEvent event) throws StepFailure {
        try {
            bench.books().events().append(event, bench.author());
        } catch (BooksException e) {
            throw unavailable(e);
        }
    }

    private static StepFailure unavailable(BooksException e) {
        return new StepFailure(Step.RECORD, Fault.BOOKS_UNAVAILABLE, e.getMessage(), e);
    }

    private static String sentence(String from, FirmwareRelease to) {
        return "%s to %s, security counter %d, image %s"
                .formatted(
                        from.isEmpty() ? "nothing that boots" : from, to.version(), to.securityCounter(), to.image());
    }
}
