package dev.sealbench.ui.window.export;

import static dev.sealbench.ui.window.Units.unit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.ExportRange;
import dev.sealbench.core.SerialNumber;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What was typed, pasted or chosen, without a window.
class SerialListTest {

    private static final ExportDraft DRAFT = ExportDraft.begin(LocalDate.parse("2026-11-23"), "/media/usb");

    @Test
    void printedAndStoredFormsAndEmptyLinesAreReadAndEachUnitCountsOnce() {
        var list = SerialList.of("\n" + unit(1).text() + "\r\n  " + unit(2).printed() + " \n\n" + unit(1).printed());
        assertThat(list.serials()).containsExactly(unit(1), unit(2));
        assertThat(list.wrongLine()).isEmpty();
    }

    @Test
    void theFirstWrongLineIsNamed() {
        assertThat(SerialList.of(unit(1).text() + "\n\n;DROP TABLE unit\n?").wrongLine())
                .hasValue(3);
    }

    @Test
    void aPasteWithoutEndIsRefusedInsteadOfRead() {
        var endless = IntStream.rangeClosed(1, 7_000)
                .mapToObj(each -> SerialNumber.of("CP426471", each))
                .flatMap(Optional::stream)
                .map(SerialNumber::text)
                .collect(Collectors.joining("\n"));
        var list = SerialList.of(endless);
        assertThat(list.isTooLong()).isTrue();
        assertThat(DRAFT.with(Subject.SERIALS).withSerials(endless).range(ZoneOffset.UTC))
                .isEmpty();
    }

    @Test
    void aFolderNameHoldsNothingThatLeadsElsewhere() {
        var at = LocalDateTime.parse("2026-11-23T14:41:07");
        assertThat(DRAFT.withOrder("../../etc\\x y:z").name(at))
                .isEqualTo("sealbench-..-..-etc-x-y-z-2026-11-23-144107");
        assertThat(DRAFT.with(Subject.ALL).name(at)).isEqualTo("sealbench-all-2026-11-23-144107");
    }

    @Test
    void aPlaceBeginsAtTheRoot() {
        assertThat(DRAFT.place()).isPresent();
        assertThat(DRAFT.withFolder("usb").place()).isEmpty();
        assertThat(DRAFT.withFolder("").place()).isEmpty();
        assertThat(DRAFT.withFolder("/media/\0").place()).isEmpty();
    }

    @Test
    void allUnitsNeedNoFurtherChoice() {
        assertThat(DRAFT.range(ZoneOffset.UTC)).isEmpty();
        assertThat(DRAFT.with(Subject.ALL).range(ZoneOffset.UTC)).contains(new ExportRange.All());
    }
}
