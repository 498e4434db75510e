package dev.sealbench.ui.window.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.Fault;
import dev.sealbench.core.Period;
import dev.sealbench.core.StationException;
import dev.sealbench.ui.window.Fx;
import dev.sealbench.ui.window.PagePictures;
import dev.sealbench.ui.window.ScriptedShell;
import dev.sealbench.ui.window.SetClock;
import dev.sealbench.ui.window.WindowText;
import dev.sealbench.ui.window.Windows;
import dev.sealbench.ui.window.line.ScriptedLine;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a person sees of the line's figures.
class QualityPageTest {

    private static final Instant NOW = Instant.parse("2026-11-23T14:41:00Z");
    private static final LocalDate TODAY = LocalDate.ofInstant(NOW, ZoneId.systemDefault());

    private final ScriptedQuality station = new ScriptedQuality();
    private final QualityPage page = new QualityPage(station, new SetClock(new AtomicReference<>(NOW)));
    private final Windows windows = new Windows(new ScriptedLine(4), new ScriptedShell(), false, page);

    private void open() {
        Fx.run(() -> {
            windows.shell().enter(ScriptedShell.LENA);
            windows.shell().show(page);
        });
    }

    @AfterEach
    void close() {
        station.letGo();
        windows.close();
    }

    @Test
    void aShiftIsToldByItsYieldInLargeType() throws IOException {
        open();
        windows.operator().untilSeen("96.2");
        assertThat(windows.operator().texts())
                .contains("180 of 187 units passed at their first attempt", "All attempts: 93.1%, 189 of 203")
                .contains("2:31", "3:17", "95% within 3:41");
        assertThat(PagePictures.faults(windows, "quality")).isEmpty();
    }

    @Test
    void whatRejectedUnitsStandsBelowInTheWordsOfTheLine() throws IOException {
        open();
        windows.operator().untilSeen("96.2");
        assertThat(wholePage("quality-whole")).isEmpty();
        assertThat(windows.operator().texts())
                .contains("Identify charger", "line-2-station-1, slot 3", "The label printer is not ready")
                .contains("2 others");
    }

    @Test
    void chartsCanBeReadAsNumbers() throws IOException {
        open();
        windows.operator().untilSeen("96.2");
        var toggle = windows.operator().find(".numbers-toggle", ToggleButton.class);
        Fx.run(toggle::fire);
        Fx.run(() -> {});
        assertThat(windows.operator().texts()).contains("07:00", "24");
        assertThat(PagePictures.faults(windows, "quality-numbers")).isEmpty();
    }

    @Test
    void aMonthOfFourStationsIsShownByDays() throws IOException {
        station.answer(question -> ScriptedQuality.month(question.period()));
        open();
        press("30 days");
        windows.operator().untilSeen("Units per day");
        assertThat(windows.operator().texts()).contains("25,904", "and 1 more station");
        assertThat(PagePictures.faults(windows, "quality-month")).isEmpty();
    }

    @Test
    void anEmptyPeriodSaysWhatToDo() throws IOException {
        station.answer(question -> ScriptedQuality.nothing(question.period()));
        open();
        windows.operator().untilSeen("No unit ran in these days");
        assertThat(PagePictures.faults(windows, "quality-empty")).isEmpty();
    }

    @Test
    void booksThatDoNotAnswerAreOneSentenceAndAreAskedAgainByKey() throws IOException {
        station.fail(new StationException(Fault.BOOKS_UNAVAILABLE, "connection lost"));
        open();
        windows.operator().untilSeen("connection lost");
        assertThat(PagePictures.faults(windows, "quality-failed")).isEmpty();

        station.fail(null);
        windows.operator().press(KeyCode.F5);
        windows.operator().untilSeen("96.2");
    }

    @Test
    void slowBooksAreWaitedForAndAnAnswerToAnEarlierChoiceIsDropped() throws IOException {
        station.hold();
        open();
        windows.operator().untilSeen("Reading the books");
        assertThat(windows.operator().picture("quality-reading", 1280, 800)).isEmpty();

        station.answer(question -> ScriptedQuality.nothing(question.period()));
        Fx.run(() -> page.days(TODAY.minusDays(1), TODAY.minusDays(2)));
        windows.operator().untilSeen("The last day lies before the first");
        station.letGo();
        pause();
        assertThat(windows.operator().texts()).anyMatch(text -> text.startsWith("The last day lies before the first"));
        assertThat(windows.operator().picture("quality-wrong-days", 1280, 800)).isEmpty();
    }

    @Test
    void daysAndWorkOrderAreWhatTheBooksAreAskedFor() {
        open();
        windows.operator().untilSeen("96.2");
        press("7 days");
        Fx.run(() -> page.order(Optional.of("WO-2026-0042")));
        windows.operator().untilSeen("Work order WO-2026-0042");
        for (int wait = 0; wait < 100 && station.questions().size() < 3; wait++) {
            pause(); // the box says the number before the books are asked
        }
        var zone = ZoneId.systemDefault();
        var week = new Period(
                TODAY.minusDays(6).atStartOfDay(zone).toInstant(),
                TODAY.plusDays(1).atStartOfDay(zone).toInstant());
        assertThat(station.questions().getLast())
                .isEqualTo(new ScriptedQuality.Question(week, Optional.of("WO-2026-0042")));
        assertThat(station.questions()).hasSize(3);
    }

    @Test
    void allFiguresAreCopiedAsCsv() {
        open();
        windows.operator().untilSeen("96.2");
        var copy = windows.operator().find(".copy", Button.class);
        Fx.run(copy::fire);
        assertThat(Fx.call(() -> Clipboard.getSystemClipboard().getString()))
                .contains("first-pass yield,good,180\r\n", "cycle ms,median,197300\r\n");
    }

    @Test
    void anOperatorDoesNotSeeThePage() {
        Fx.run(() -> windows.shell().enter(ScriptedShell.OLGA));
        assertThat(windows.operator().texts()).doesNotContain("Quality");
    }

    private void press(String chip) {
        Fx.run(() -> windows.shell().scene().getRoot().lookupAll(".chip").stream()
                .map(ToggleButton.class::cast)
                .filter(each -> each.getText().equals(chip))
                .findFirst()
                .orElseThrow()
                .fire());
    }

    /// As on a screen that is high enough for all of it.
    private List<String> wholePage(String name) throws IOException {
        var faults = new ArrayList<String>();
        for (var locale : WindowText.LANGUAGES) {
            Fx.run(() -> windows.look().language().set(locale));
            var file = name + "-" + locale.getLanguage();
            windows.operator().picture(file, 1280, 1780).forEach(fault -> faults.add(file + ": " + fault));
        }
        Fx.run(() -> windows.look().language().set(WindowText.LANGUAGES.getFirst()));
        return faults;
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
