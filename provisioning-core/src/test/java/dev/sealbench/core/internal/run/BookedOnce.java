package dev.sealbench.core.internal.run;

import dev.sealbench.core.EventRecord;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.UnitStateChange;
import dev.sealbench.core.internal.books.Books;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.core.internal.books.LostBooks;
import dev.sealbench.core.internal.books.OrderFile.Stage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Whether the books hold finished units wholly, once, and in order.
final class BookedOnce {

    private static final String DRAWN = "unit.credentials-sealed";

    /// What the log says of a unit that nothing was reverted for, in this order, each once.
    private static final List<String> EVENTS = List.of(
            "unit.scanned",
            "unit.chip-bound",
            DRAWN,
            "unit.burned",
            "unit.keyed",
            "unit.ordered",
            "unit.attested",
            "unit.locked",
            "unit.recorded",
            "unit.labelled");

    private final Books books;
    private final List<String> complaints = new ArrayList<>();

    private BookedOnce(Books books) {
        this.books = books;
    }

    /// @return what is wrong, one sentence each; empty when nothing is
    static List<String> complaints(Books books, List<SerialNumber> serials) throws BooksException {
        var check = new BookedOnce(books);
        check.complaints.addAll(LostBooks.findings(books));
        for (var station : books.events().stations()) {
            books.log().check(station, List.of()).run().ifPresent(finding -> check.complaints.add(finding.what()));
        }
        for (var serial : serials) {
            check.unit(serial);
        }
        return List.copyOf(check.complaints);
    }

    private void unit(SerialNumber serial) throws BooksException {
        var states = books.units().history(serial).stream()
                .map(UnitStateChange::state)
                .toList();
        require(
                serial,
                "its states are " + states,
                states.equals(List.copyOf(EnumSet.range(UnitState.SCANNED, UnitState.LABELLED))));
        var events = books.events().ofUnit(serial);
        var said = events.stream()
                .map(EventRecord::action)
                .filter(action -> action.startsWith("unit."))
                .toList();
        // drawn, booked, and killed before the journal had them: nothing of them was given out, others are drawn
        int drawn = Collections.frequency(said, DRAWN);
        var once = new ArrayList<>(said);
        once.removeIf(DRAWN::equals);
        once.add(Math.min(2, once.size()), DRAWN);
        require(serial, "the log says " + said, once.equals(EVENTS) && said.indexOf(DRAWN) == 2);
        runs(serial, events);
        var orders = books.documents().ofUnit(serial);
        require(serial, "it has %d orders".formatted(orders.size()), orders.size() == 1);
        var stages = orders.stream()
                .flatMap(order -> order.receipts().stream())
                .map(receipt -> receipt.stage())
                .toList();
        require(serial, "its receipts are " + stages, stages.equals(List.of(Stage.TRIAL, Stage.FINAL)));
        var prints = books.labels().ofUnit(serial);
        require(
                serial,
                "its prints are " + prints,
                prints.size() == 3
                        && prints.stream().allMatch(print -> print.confirmed().isPresent()));
        int newest = books.secrets()
                .current(serial)
                .map(secret -> secret.generation())
                .orElse(0);
        require(serial, "%d sets of credentials, %d drawn".formatted(newest, drawn), newest == drawn && drawn > 0);
    }

    private void runs(SerialNumber serial, List<EventRecord> events) throws BooksException {
        Map<String, Long> counted = events.stream()
                .filter(event -> event.run().isPresent())
                .collect(Collectors.groupingBy(
                        event -> event.action() + " " + event.run().orElseThrow(), Collectors.counting()));
        var runs = books.runs().ofUnit(serial);
        for (var run : runs) {
            for (var action : List.of("run.opened ", "run.closed ")) {
                var times = counted.getOrDefault(action + run.id(), 0L);
                require(serial, "%s%s %d times".formatted(action, run.id(), times), times == 1);
            }
            require(serial, "run " + run.id() + " has no end", run.end().isPresent());
        }
        var twice =
                counted.entrySet().stream().filter(each -> each.getValue() > 1).toList();
        require(serial, "more than once: " + twice, twice.isEmpty());
    }

    private void require(SerialNumber serial, String otherwise, boolean holds) {
        if (!holds) {
            complaints.add(serial + ": " + otherwise);
        }
    }
}
