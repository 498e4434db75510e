package dev.sealbench.ui.window.unit;

import dev.sealbench.core.Fault;
import dev.sealbench.core.Permission;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.StationException;
import dev.sealbench.core.UnitProof;
import dev.sealbench.core.UnitRecord;
import dev.sealbench.ui.window.UiThread;
import dev.sealbench.ui.window.scan.ScanReading;
import dev.sealbench.ui.window.scan.ScanRefusal;
import dev.sealbench.ui.window.scan.ScanRule;
import java.util.List;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the unit page knows, in no language. FX thread only.
final class UnitModel {

    /// As many as a page shows without scrolling far.
    static final int MOST_MATCHES = 12;

    /// After which what was shown makes room for the sentence that the books are being asked.
    private static final Duration PATIENCE = Duration.millis(500);

    private static final Logger LOG = LoggerFactory.getLogger(UnitModel.class);

    private final UnitStation station;
    private final ReadOnlyObjectWrapper<Shown> shown = new ReadOnlyObjectWrapper<>(new Shown.Looking());
    private final ReadOnlyObjectWrapper<Proof> proof = new ReadOnlyObjectWrapper<>(new Proof.None());
    private final ReadOnlyObjectWrapper<Deciding> deciding = new ReadOnlyObjectWrapper<>(new Deciding.Nothing());
    private final ReadOnlyObjectWrapper<Optional<ScanRefusal>> unreadable =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final PauseTransition patience = new PauseTransition(PATIENCE);
    private long asked;
    private int tab;

    /// What the page shows. Immutable.
    sealed interface Shown {

        /// The books are being asked.
        record Looking() implements Shown {}

        /// Units to choose from, the newest first.
        ///
        /// @param part of the serial number that was typed; empty: the newest of all
        record Found(String part, List<UnitRecord> units) implements Shown {}

        record Open(UnitFile file) implements Shown {}

        /// What was asked for could not be shown.
        record Failed(Fault fault) implements Shown {}
    }

    /// How far the check of the documents is. Immutable.
    sealed interface Proof {
        record None() implements Proof {}

        record Working() implements Proof {}

        record Done(UnitProof result) implements Proof {}

        record Failed(Fault fault) implements Proof {}
    }

    /// How far a decision is. Immutable.
    sealed interface Deciding {
        record Nothing() implements Deciding {}

        /// The reason is asked for.
        ///
        /// @param refused what the station said to the last attempt
        record Asking(Decision decision, Optional<Fault> refused) implements Deciding {}

        record Working(Decision decision) implements Deciding {}
    }

    UnitModel(UnitStation station) {
        this.station = station;
        patience.setOnFinished(_ -> shown.set(new Shown.Looking()));
    }

    ReadOnlyObjectProperty<Shown> shown() {
        return shown.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Proof> proof() {
        return proof.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Deciding> deciding() {
        return deciding.getReadOnlyProperty();
    }

    /// Why the last scan was none.
    ReadOnlyObjectProperty<Optional<ScanRefusal>> unreadable() {
        return unreadable.getReadOnlyProperty();
    }

    /// Somebody else may sit here now, who is not asked what a lead was asked.
    void checkRoles() {
        if (!mayDecide()) {
            cancel();
        }
    }

    /// Which part of the unit is seen, from 0.
    int tab() {
        return tab;
    }

    void showTab(int number) {
        tab = number;
    }

    boolean mayDecide() {
        return station.may(Permission.DECIDE_ABOUT_UNIT);
    }

    boolean mayReprint() {
        return station.may(Permission.REPRINT_LABEL);
    }

    void take(ScanReading scan) {
        switch (scan) {
            case ScanReading.Serial(var unit) -> open(unit);
            case ScanReading.Refused(var why) -> unreadable.set(Optional.of(why));
            case ScanReading.Slot _ -> unreadable.set(Optional.of(ScanRefusal.NOT_A_SERIAL));
            case ScanReading.Code(var characters) -> ScanRule.wipe(characters);
        }
    }

    /// Looks for units whose serial number has this part.
    void search(String part) {
        unreadable.set(Optional.empty());
        ask(() -> new Shown.Found(part, station.search(part, MOST_MATCHES)));
    }

    /// Shows a unit.
    void open(SerialNumber unit) {
        unreadable.set(Optional.empty());
        proof.set(new Proof.None());
        deciding.set(new Deciding.Nothing());
        ask(() -> new Shown.Open(station.open(unit)));
    }

    /// Asks again for what is shown: the page may have been away for hours.
    void refresh() {
        switch (shown.get()) {
            case Shown.Open(var file) -> ask(() -> new Shown.Open(station.open(file.serial())));
            case Shown.Found found -> search(found.part());
            case Shown.Looking _, Shown.Failed _ -> search("");
        }
    }

    void verify() {
        if (!(shown.get() instanceof Shown.Open(var file)) || proof.get() instanceof Proof.Working) {
            return;
        }
        long turn = asked;
        proof.set(new Proof.Working());
        UiThread.away(
                () -> station.verify(file.serial()),
                result -> proven(turn, new Proof.Done(result)),
                e -> proven(turn, new Proof.Failed(faultOf(e))));
    }

    /// A check that ends after another unit was opened is nobody's any more.
    private void proven(long turn, Proof result) {
        if (turn == asked) {
            proof.set(result);
        }
    }

    void begin(Decision decision) {
        deciding.set(new Deciding.Asking(decision, Optional.empty()));
    }

    void cancel() {
        deciding.set(new Deciding.Nothing());
    }

    void decide(String reason) {
        if (!(deciding.get() instanceof Deciding.Asking asking) || !(shown.get() instanceof Shown.Open(var file))) {
            return; // a second click
        }
        var decision = asking.decision();
        deciding.set(new Deciding.Working(decision));
        UiThread.away(
                () -> {
                    station.decide(file.serial(), decision, reason);
                    return decision;
                },
                _ -> {
                    deciding.set(new Deciding.Nothing());
                    refresh();
                },
                e -> deciding.set(new Deciding.Asking(decision, Optional.of(faultOf(e)))));
    }

    private interface Question {
        Shown answer() throws StationException;
    }

    private void ask(Question question) {
        asked++;
        long turn = asked;
        patience.playFromStart();
        UiThread.away(question::answer, answer -> show(turn, answer), e -> show(turn, new Shown.Failed(faultOf(e))));
    }

    /// Answers may overtake each other; only the last question's counts.
    private void show(long turn, Shown answer) {
        if (turn == asked) {
            patience.stop();
            shown.set(answer);
        }
    }

    private static Fault faultOf(Exception e) {
        if (e instanceof StationException known) {
            return known.fault();
        }
        LOG.error("the unit page was not answered", e);
        return Fault.INTERNAL;
    }
}
