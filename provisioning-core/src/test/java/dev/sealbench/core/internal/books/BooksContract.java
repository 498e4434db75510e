package dev.sealbench.core.internal.books;

import static dev.sealbench.core.internal.books.Samples.AUTHOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.SerialRange;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Opens fresh books for each test of what they promise. Every subclass's tests run against H2 and PostgreSQL.
@ParameterizedClass(name = "{0}")
@EnumSource(TestEngine.class)
abstract class BooksContract {

    static final String STATION = "line-1";

    static final SerialRange RANGE = new SerialRange("CP426471", 123, 199);

    static final List<SerialNumber> SERIALS = RANGE.serials().toList();

    static final SerialNumber FIRST = SERIALS.getFirst();

    static final SerialNumber SECOND = SERIALS.get(1);

    final SteppingClock clock = new SteppingClock();

    Books books;

    @Parameter
    TestEngine engine;

    BookServer server() {
        return engine.server();
    }

    @BeforeEach
    void openBooks() throws Exception {
        server().makeMigrated();
        books = Books.open(server().config(STATION), clock);
    }

    @AfterEach
    void closeBooks() {
        if (books != null) {
            books.close();
        }
    }

    void openWorkOrder(int quantity) throws BooksException {
        books.customers().add(Samples.CUSTOMER, AUTHOR);
        books.customers().addLock(Samples.LOCK, AUTHOR);
        books.releases().add(Samples.RELEASE, AUTHOR);
        books.workOrders().open(Samples.workOrder("WO-1", RANGE, quantity), AUTHOR);
    }

    void scan(SerialNumber serial) throws BooksException {
        books.units().scan(serial, Optional.empty(), AUTHOR);
    }

    /// Brings the unit to where its order and receipts are booked.
    void record(SerialNumber serial, String name) throws BooksException {
        scan(serial);
        books.units().bindChip(serial, Samples.binding(name), AUTHOR);
        books.secrets()
                .put(
                        serial,
                        Samples.octets("sealed " + name),
                        Samples.salt(),
                        List.of(Samples.fingerprint(name)),
                        AUTHOR);
        books.documents().book(Samples.confirmed(serial, name), AUTHOR);
    }

    long events() throws BooksException {
        return books.events().last().map(event -> event.sequence()).orElse(0L);
    }

    /// Asserts that `call` is refused for this reason and leaves no trace.
    void assertRefused(ThrowingCallable call, Refusal refusal) throws BooksException {
        long before = events();
        var refused = catchThrowableOfType(BooksRefused.class, call);
        assertThat(refused).as("nothing was refused").isNotNull();
        assertThat(refused.refusal()).isEqualTo(refusal);
        assertThat(refused).hasMessage(refusal.text());
        assertThat(events()).isEqualTo(before);
    }

    static void assertUnavailable(ThrowingCallable call, String text) {
        assertThatThrownBy(call).isInstanceOf(BooksUnavailable.class).hasMessageContaining(text);
    }
}
