package dev.sealbench.ui.window.reprint;

import dev.sealbench.core.Fault;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.LabelPrint;
import dev.sealbench.core.ScanBack;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.StationException;
import dev.sealbench.ui.window.UiThread;
import dev.sealbench.ui.window.scan.ScanReading;
import dev.sealbench.ui.window.scan.ScanRefusal;
import dev.sealbench.ui.window.scan.ScanRule;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How far a reprint is, in no language. FX thread only; printing has a thread of its own, which waits for the scan.
final class ReprintModel {

    private static final Logger LOG = LoggerFactory.getLogger(ReprintModel.class);

    private final ReprintStation station;
    private final ReadOnlyObjectWrapper<Stage> stage =
            new ReadOnlyObjectWrapper<>(new Stage.NoUnit(new Problem.None()));
    private final ReadOnlyObjectWrapper<Preview> preview = new ReadOnlyObjectWrapper<>(new Preview.Drawing());
    private final StringProperty reason = new SimpleStringProperty("");
    private final BlockingQueue<ScanBack.Answer> answers = new LinkedBlockingQueue<>();
    private long asked;

    /// Why there is no unit yet. Immutable.
    sealed interface Problem {
        record None() implements Problem {}

        record Unreadable(ScanRefusal why) implements Problem {}

        record Refused(Fault fault) implements Problem {}
    }

    /// What the page shows. Immutable.
    sealed interface Stage {

        /// A unit is to be scanned or typed.
        record NoUnit(Problem problem) implements Stage {}

        record Opening(SerialNumber unit) implements Stage {}

        /// Label and reason are chosen.
        record Choosing(LabelledUnit unit, LabelKind kind) implements Stage {}

        /// The printer works, or the scan is being compared.
        record Working(LabelledUnit unit, LabelKind kind) implements Stage {}

        /// The printed label is to be scanned.
        record Asking(LabelledUnit unit, ScanBack.Request request) implements Stage {}

        /// The print is believed.
        record Done(LabelledUnit unit, LabelPrint print) implements Stage {}

        /// It went wrong.
        ///
        /// @param unit as it is now: the print may be counted
        /// @param detail what the books say beside the fault; may be empty
        record Failed(LabelledUnit unit, LabelKind kind, Fault fault, String detail) implements Stage {}
    }

    /// The picture of the label. Immutable.
    sealed interface Preview {
        record Drawing() implements Preview {}

        record Drawn(byte[] png) implements Preview {}

        /// It cannot be printed, and why.
        record Impossible(Fault fault) implements Preview {}
    }

    ReprintModel(ReprintStation station) {
        this.station = station;
    }

    ReadOnlyObjectProperty<Stage> stage() {
        return stage.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Preview> preview() {
        return preview.getReadOnlyProperty();
    }

    /// Why the label is printed again.
    StringProperty reason() {
        return reason;
    }

    /// Whether a print goes on or waits for its scan: another unit has to wait.
    boolean isBusy() {
        return stage.get() instanceof Stage.Working || stage.get() instanceof Stage.Asking;
    }

    ScanRule scanRule() {
        return isBusy() ? ScanRule.LABEL : ScanRule.SERIAL;
    }

    void take(ScanReading scan) {
        switch (scan) {
            case ScanReading.Serial(var unit) -> open(unit);
            case ScanReading.Slot _ -> problem(new Problem.Unreadable(ScanRefusal.NOT_A_SERIAL));
            case ScanReading.Refused(var why) -> problem(new Problem.Unreadable(why));
            case ScanReading.Code(var characters) -> {
                if (stage.get() instanceof Stage.Asking asking) {
                    answer(asking, new ScanBack.Answer.Scanned(characters));
                } else {
                    ScanRule.wipe(characters);
                }
            }
        }
    }

    /// Takes a unit, unless a print goes on.
    void open(SerialNumber unit) {
        if (!isBusy()) {
            open(unit, LabelKind.ACCESS);
        }
    }

    void leaveUnit() {
        asked++;
        reason.set("");
        stage.set(new Stage.NoUnit(new Problem.None()));
    }

    void choose(LabelKind kind) {
        if (stage.get() instanceof Stage.Choosing choosing) {
            choosing(choosing.unit(), kind);
        }
    }

    /// Goes back to the choice for the same unit.
    void another(LabelledUnit unit, LabelKind kind) {
        reason.set("");
        open(unit.serial(), kind);
    }

    void print() {
        if (stage.get() instanceof Stage.Choosing(var unit, var kind)
                && !reason.get().isBlank()
                && preview.get() instanceof Preview.Drawn) {
            var why = reason.get().strip();
            work(unit, kind, () -> station.print(unit.serial(), kind, why, this::scanned));
        }
    }

    /// Asks once more for the scan of the last print.
    void scanBack() {
        if (stage.get() instanceof Stage.Failed failed) {
            scanBack(failed.unit(), failed.kind());
        } else if (stage.get() instanceof Stage.Choosing(var unit, var kind) && unit.isOpen(kind)) {
            scanBack(unit, kind);
        }
    }

    void didNotComeOut(String why) {
        if (stage.get() instanceof Stage.Asking asking) {
            reason.set(why); // the next print's
            answer(asking, new ScanBack.Answer.DidNotComeOut(why));
        }
    }

    void notNow() {
        if (stage.get() instanceof Stage.Asking asking) {
            answer(asking, new ScanBack.Answer.Stopped());
        }
    }

    private void scanBack(LabelledUnit unit, LabelKind kind) {
        work(unit, kind, () -> station.scanBack(unit.serial(), kind, this::scanned));
    }

    private void answer(Stage.Asking asking, ScanBack.Answer answer) {
        stage.set(new Stage.Working(asking.unit(), asking.request().kind()));
        answers.add(answer);
    }

    /// On the printing thread.
    private ScanBack.Answer scanned(ScanBack.Request request) {
        answers.clear();
        UiThread.post(() -> {
            if (stage.get() instanceof Stage.Working working) {
                stage.set(new Stage.Asking(working.unit(), request));
            }
        });
        try {
            return answers.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new ScanBack.Answer.Stopped();
        }
    }

    private interface Job {
        LabelPrint run() throws StationException;
    }

    private void work(LabelledUnit unit, LabelKind kind, Job job) {
        stage.set(new Stage.Working(unit, kind));
        UiThread.away(
                () -> {
                    try {
                        var print = job.run();
                        return (Stage) new Stage.Done(station.open(unit.serial()), print);
                    } catch (StationException e) {
                        return new Stage.Failed(station.open(unit.serial()), kind, e.fault(), e.detail());
                    }
                },
                this::ended,
                e -> ended(new Stage.Failed(
                        unit, kind, faultOf(e), e instanceof StationException known ? known.detail() : "")));
    }

    private void ended(Stage end) {
        if (end instanceof Stage.Done) {
            reason.set("");
        }
        stage.set(end);
    }

    private void open(SerialNumber unit, LabelKind kind) {
        asked++;
        long turn = asked;
        stage.set(new Stage.Opening(unit));
        UiThread.away(
                () -> station.open(unit),
                found -> {
                    if (turn == asked) {
                        choosing(found, kind);
                    }
                },
                e -> {
                    if (turn == asked) {
                        stage.set(new Stage.NoUnit(new Problem.Refused(faultOf(e))));
                    }
                });
    }

    private void choosing(LabelledUnit unit, LabelKind kind) {
        preview.set(new Preview.Drawing());
        stage.set(new Stage.Choosing(unit, kind));
        asked++;
        long turn = asked;
        UiThread.away(
                () -> station.preview(unit.serial(), kind),
                png -> drawn(turn, new Preview.Drawn(png)),
                e -> drawn(turn, new Preview.Impossible(faultOf(e))));
    }

    private void drawn(long turn, Preview drawn) {
        if (turn == asked) {
            preview.set(drawn);
        }
    }

    private void problem(Problem problem) {
        if (stage.get() instanceof Stage.NoUnit) {
            stage.set(new Stage.NoUnit(problem));
        }
    }

    private static Fault faultOf(Exception e) {
        if (e instanceof StationException known) {
            return known.fault();
        }
        LOG.error("the reprint page was not answered", e);
        return Fault.INTERNAL;
    }
}
