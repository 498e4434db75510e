package dev.sealbench.core.internal.books;

import static dev.sealbench.core.internal.books.Samples.AUTHOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.EventRecord;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.SerialRange;
import dev.sealbench.core.WorkOrderDates;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LabelBookTest extends BooksContract {

    @BeforeEach
    void scanTwoUnits() throws Exception {
        openWorkOrder(5);
        scan(FIRST);
        scan(SECOND);
    }

    @Test
    void aReprintIsCountedAndMakesThePrintsBeforeItVoid() throws Exception {
        books.labels().begin(FIRST, LabelKind.ACCESS, "", AUTHOR);
        books.labels().begin(FIRST, LabelKind.PLATE, "", AUTHOR);
        books.labels().begin(SECOND, LabelKind.ACCESS, "", AUTHOR);
        books.labels().begin(FIRST, LabelKind.ACCESS, "smudged", AUTHOR);
        books.labels().begin(FIRST, LabelKind.ACCESS, "torn", AUTHOR);

        assertThat(books.labels().ofUnit(FIRST).stream()
                        .filter(print -> print.kind() == LabelKind.ACCESS)
                        .map(print -> print.voided().isPresent()))
                .containsExactly(true, true, false);
        assertThat(books.labels().last(FIRST, LabelKind.PLATE).orElseThrow().voided())
                .isEmpty();
        assertThat(books.labels().last(SECOND, LabelKind.ACCESS).orElseThrow().voided())
                .isEmpty();
        assertThat(books.events().ofUnit(FIRST).stream()
                        .filter(event -> event.action().equals("label.void"))
                        .map(EventRecord::detail))
                .containsExactly("access, copy 1", "access, copy 2");
    }

    @Test
    void aVoidPrintIsNeverBelieved() throws Exception {
        books.labels().begin(FIRST, LabelKind.ACCESS, "", AUTHOR);
        books.labels().begin(FIRST, LabelKind.ACCESS, "smudged", AUTHOR);

        assertRefused(
                () -> books.labels().confirm(FIRST, LabelKind.ACCESS, 1, AUTHOR),
                new Refusal.PrintVoid(FIRST, LabelKind.ACCESS, 1));
        books.labels().confirm(FIRST, LabelKind.ACCESS, 2, AUTHOR);
    }

    @Test
    void aTemplateIsAVersionThatStaysAndTheLatestOneCounts() throws Exception {
        assertThat(books.templates().of("WO-1", LabelKind.PLATE)).isEmpty();
        var first = books.templates().add(LabelKind.PLATE, "{\"a\":1}", AUTHOR);
        var second = books.templates().add(LabelKind.PLATE, "{\"a\":2}", AUTHOR);
        books.templates().add(LabelKind.ACCESS, "{}", AUTHOR);

        assertThat(first.id()).isEqualTo("plate-1");
        assertThat(second.id()).isEqualTo("plate-2");
        assertThat(books.templates().of("WO-1", LabelKind.PLATE)).contains(second);
        assertThat(books.templates().find("plate-1").orElseThrow().json()).isEqualTo("{\"a\":1}");
        assertThat(books.templates().list()).hasSize(3);
    }

    @Test
    void aWorkOrderIsOpenedWithItsTemplatesOrNotAtAll() throws Exception {
        books.templates().add(LabelKind.PLATE, "{}", AUTHOR);
        var second = books.templates().add(LabelKind.PLATE, "{}", AUTHOR);
        books.templates().add(LabelKind.PLATE, "{}", AUTHOR);
        var next = Samples.workOrder("WO-2", new SerialRange("CP426472", 0, 99), 1);

        assertRefused(
                () -> books.workOrders().open(next, WorkOrderDates.NONE, List.of("plate-2", "plate-9"), AUTHOR),
                new Refusal.NotFound("label template plate-9"));
        assertThat(books.workOrders().find("WO-2")).isEmpty();
        assertRefused(
                () -> books.workOrders().open(next, WorkOrderDates.NONE, List.of("plate-2", "plate-1"), AUTHOR),
                new Refusal.Exists("the label template of work order WO-2"));

        books.workOrders().open(next, WorkOrderDates.NONE, List.of("plate-2"), AUTHOR);
        assertThat(books.templates().of("WO-2", LabelKind.PLATE)).contains(second);
        assertThat(books.workOrders().find("WO-2").orElseThrow().templates())
                .containsExactly(Map.entry(LabelKind.PLATE, "plate-2"));
        assertThat(books.workOrders().find("WO-1").orElseThrow().templates()).isEmpty();
    }

    @Test
    void aWorkOrderKeepsTheTemplateThatItNames() throws Exception {
        var first = books.templates().add(LabelKind.PLATE, "{}", AUTHOR);
        books.templates().add(LabelKind.PLATE, "{}", AUTHOR);
        books.templates().assign("WO-1", "plate-1", AUTHOR);
        books.templates().assign("WO-1", "plate-1", AUTHOR);

        assertThat(books.templates().of("WO-1", LabelKind.PLATE)).contains(first);
        assertRefused(
                () -> books.templates().assign("WO-1", "plate-2", AUTHOR),
                new Refusal.Exists("the label template of work order WO-1"));
        assertRefused(
                () -> books.templates().assign("WO-1", "plate-9", AUTHOR),
                new Refusal.NotFound("label template plate-9"));
        assertRefused(
                () -> books.templates().assign("WO-9", "plate-1", AUTHOR), new Refusal.NotFound("work order WO-9"));
    }
}
