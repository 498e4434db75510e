package dev.sealbench.ui.window.unit;

import dev.sealbench.core.UnitPapers.ReceiptContent;
import dev.sealbench.core.UnitProof;
import dev.sealbench.core.UnitProof.Check;
import dev.sealbench.core.UnitProof.Result;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.UnitStateChange;
import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.unit.UnitModel.Proof;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2RoundAL;
import org.kordamp.ikonli.material2.Material2RoundMZ;

/// What the charger's TPM signed, in words, what that does not prove, and the documents checked again. FX thread only.
final class ReceiptTab extends VBox {

    private final UnitText text;
    private final UnitFile file;
    private final Runnable verify;
    private final VBox checked;

    ReceiptTab(UnitText text, UnitFile file, Runnable verify) {
        this.text = text;
        this.file = file;
        this.verify = verify;
        this.checked = Looks.card(text.get("verify.title"));
        getStyleClass().add("receipt");
        var receipt = file.papers().receipt();
        getChildren()
                .add(
                        receipt.isEmpty()
                                ? Nodes.column(
                                        "unit-empty",
                                        Nodes.icon(Material2RoundAL.HOURGLASS_EMPTY, "unit-empty-icon"),
                                        Nodes.sentence(text.get("receipt.none"), "unit-empty-title"),
                                        Nodes.sentence(text.get("receipt.none.next"), "unit-empty-next"))
                                : Looks.halves(
                                        Nodes.column("receipt-words", said(receipt.get()), unproven()),
                                        Nodes.column("receipt-checks", checked)));
    }

    void show(Proof proof) {
        var title = checked.getChildren().getFirst();
        checked.getChildren().setAll(title);
        switch (proof) {
            case Proof.None() ->
                checked.getChildren().addAll(Nodes.sentence(text.get("verify.say"), "card-text"), button("verify"));
            case Proof.Working() ->
                checked.getChildren()
                        .addAll(Nodes.sentence(text.get("verify.working"), "card-text"), new ProgressBar());
            case Proof.Failed(var fault) ->
                checked.getChildren().addAll(Nodes.sentence(text.of(fault), "refusal"), button("verify.again"));
            case Proof.Done(var result) -> show(result);
        }
    }

    private void show(UnitProof result) {
        long held = count(result, Result.PASSED);
        boolean passed = result.passed();
        var verdict = Nodes.row(
                passed ? "proof-good" : "proof-bad",
                Nodes.icon(passed ? Material2RoundMZ.VERIFIED_USER : Material2RoundAL.ERROR, "proof-icon"),
                grow(Nodes.column(
                        "proof-words",
                        Nodes.sentence(text.get(verdict(result)), "proof-word"),
                        Nodes.sentence(
                                text.get("verify.counts", held, result.checks().size()), "proof-counts"))));
        verdict.getStyleClass().add("proof");
        checked.getChildren().add(verdict);
        // what is wrong comes first
        Stream.of(Result.FAILED, Result.NOT_CHECKED, Result.PASSED)
                .flatMap(kind -> result.checks().stream().filter(check -> check.result() == kind))
                .forEach(check -> checked.getChildren().add(line(check)));
        checked.getChildren().add(button("verify.again"));
    }

    /// Not everything holds where something could not be checked.
    private static String verdict(UnitProof result) {
        if (!result.passed()) {
            return "verify.fails";
        }
        return count(result, Result.NOT_CHECKED) == 0 ? "verify.holds" : "verify.no-fault";
    }

    private HBox line(Check check) {
        var sentence = Nodes.sentence(text.get("check." + check.subject().name()), "check-text");
        var icon = switch (check.result()) {
            case PASSED -> Nodes.icon(Material2RoundAL.CHECK, "check-icon");
            case FAILED -> Nodes.icon(Material2RoundAL.CANCEL, "check-icon");
            case NOT_CHECKED -> Nodes.icon(Material2RoundAL.HELP_OUTLINE, "check-icon");
        };
        var words = Nodes.column("check-words", sentence);
        if (check.result() != Result.PASSED) {
            words.getChildren()
                    .addFirst(Nodes.label(
                            text.get("check.result." + check.result().name()), "check-result"));
        }
        var line = Nodes.row("check", icon, grow(words));
        line.getStyleClass().add("check-" + check.result().name().toLowerCase(Locale.ROOT));
        return line;
    }

    private Node button(String key) {
        return Nodes.button(Material2RoundMZ.VERIFIED_USER, text.get(key), verify, "verify", "accent");
    }

    private VBox said(ReceiptContent receipt) {
        var when = file.history().states().stream()
                .filter(change -> change.state() == UnitState.LOCKED)
                .reduce((_, later) -> later)
                .map(UnitStateChange::at);
        var card = Looks.card(
                text.get("receipt.title"),
                Nodes.sentence(text.get("receipt.say"), "card-text"),
                Looks.fact(
                        text.get("receipt.firmware"),
                        receipt.version(),
                        text.get("receipt.image", UnitText.brief(receipt.image()))),
                Looks.fact(text.get("receipt.customer"), receipt.customer(), receipt.model()),
                Looks.fact(
                        text.get("receipt.lock"),
                        text.get(receipt.locked() ? "receipt.locked" : "receipt.unlocked"),
                        text.get("receipt.counter", receipt.securityCounter())),
                Looks.fact(text.get("receipt.credentials"), text.get("receipt.usable")),
                Looks.fact(
                        text.get("receipt.self-test"),
                        text.get(receipt.selfTestPassed() ? "receipt.sound" : "receipt.unsound")));
        when.ifPresent(at -> card.getChildren().add(Looks.fact(text.get("receipt.when"), text.at(at))));
        card.getChildren()
                .add(Looks.fact(
                        text.get("receipt.order"),
                        UnitText.brief(receipt.order()),
                        text.get("receipt.station", receipt.station()),
                        text.get(
                                "receipt.dates",
                                text.day(receipt.manufactured()),
                                text.day(receipt.securityUpdatesUntil()))));
        return card;
    }

    /// Section 6 of the security design, for people.
    private VBox unproven() {
        var card = Looks.card(text.get("unproven.title"));
        for (var name : new String[] {"now", "chip", "values"}) {
            var line = Nodes.row(
                    "check",
                    Nodes.icon(Material2RoundMZ.REMOVE_CIRCLE_OUTLINE, "check-icon"),
                    grow(Nodes.column("check-words", Nodes.sentence(text.get("unproven." + name), "check-text"))));
            card.getChildren().add(line);
        }
        return card;
    }

    private static VBox grow(VBox column) {
        HBox.setHgrow(column, Priority.ALWAYS);
        return column;
    }

    private static long count(UnitProof proof, Result result) {
        return proof.checks().stream().filter(check -> check.result() == result).count();
    }
}
