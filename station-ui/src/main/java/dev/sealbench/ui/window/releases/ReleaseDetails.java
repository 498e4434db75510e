package dev.sealbench.ui.window.releases;

import dev.sealbench.core.Digest;
import dev.sealbench.ui.window.Focus;
import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.WindowText;
import dev.sealbench.ui.window.parts.CopyButton;
import dev.sealbench.ui.window.parts.Entry;
import dev.sealbench.ui.window.parts.Notice;
import dev.sealbench.ui.window.parts.Sheet;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.material2.Material2RoundAL;
import org.kordamp.ikonli.material2.Material2RoundMZ;

/// One release: for whom, what names it, which work orders use it, and what can be done with it. FX thread only.
final class ReleaseDetails {

    private static final int LONGEST_REASON = 256;
    private static final int KIBIBYTE = 1_024;

    private final WindowText text;
    private final ReleasesModel model;
    private final ListedRelease listed;
    private final VBox actions = Nodes.column("release-actions");
    private final Node root;

    ReleaseDetails(WindowText text, ReleasesModel model, ListedRelease listed) {
        this.text = text;
        this.model = model;
        this.listed = listed;
        var release = listed.release();
        var version = Nodes.sentence(release.version(), "release-version");
        HBox.setHgrow(version, Priority.ALWAYS);
        var card = Nodes.column("sheet-card", Nodes.row("pick-line", version, ReleasesView.mark(text, listed)));
        listed.blocked().ifPresent(why -> {
            var notice = new Notice();
            notice.wrong(text.get("releases.blocked-because", why));
            card.getChildren().add(notice);
        });
        card.getChildren()
                .addAll(
                        actions,
                        Sheet.pair(
                                Sheet.fact(text.get("releases.fact.customer"), listed.customer()),
                                Sheet.fact(text.get("releases.fact.device-class"), listed.deviceClass())),
                        Sheet.pair(
                                Sheet.fact(
                                        text.get("releases.fact.counter"),
                                        text.get("releases.number", release.securityCounter())),
                                Sheet.fact(
                                        text.get("releases.fact.size"),
                                        text.get("releases.size", release.sizeBytes() / KIBIBYTE))),
                        use(),
                        digest("image", release.image()),
                        digest("file", release.file()),
                        digest("sbom", release.sbom()));
        actions.getChildren().setAll(buttons());
        root = Sheet.scroll(card);
    }

    Node node() {
        return root;
    }

    private HBox digest(String name, Digest digest) {
        var caption = text.get("releases.fact." + name);
        var fact = Sheet.fact(caption, digest.hex().replaceAll("(.{8})(?=.)", "$1 "));
        fact.getStyleClass().add("digest");
        HBox.setHgrow(fact, Priority.ALWAYS);
        var copy = new CopyButton(text, "", text.get("releases.copy", caption), digest::hex);
        copy.getStyleClass().add("icon-only");
        return Nodes.row("digest-line", fact, copy);
    }

    private VBox use() {
        var numbers = listed.workOrders().stream()
                .map(order -> text.get(order.open() ? "releases.used-open" : "releases.used-closed", order.number()))
                .toList();
        return Sheet.fact(
                text.get("releases.fact.used"),
                numbers.isEmpty() ? text.get("releases.unused") : String.join(", ", numbers));
    }

    private HBox buttons() {
        var verify =
                Nodes.button(Material2RoundMZ.RULE, text.get("releases.verify"), () -> model.verify(listed), "verify");
        var block = Nodes.button(
                Material2RoundAL.BLOCK,
                text.get("releases.block"),
                () -> actions.getChildren().setAll(blocking()),
                "ask-block");
        verify.setDisable(model.isBusy());
        block.setDisable(model.isBusy());
        Nodes.present(block, listed.blocked().isEmpty());
        return Nodes.row("buttons", verify, block);
    }

    /// Nothing leads back from the block list: the reason is given, and the version typed.
    private VBox blocking() {
        var version = listed.release().version();
        var reason = new TextField();
        var typed = new TextField();
        reason.setId("block-reason");
        typed.setId("block-version");
        var why = new Entry(text.get("releases.block.reason"), reason, "");
        var which = new Entry(text.get("releases.block.version", version), typed, "");
        var block = Nodes.button(
                Material2RoundAL.BLOCK,
                text.get("releases.block.now", version),
                () -> model.block(listed, reason.getText().strip()),
                "danger",
                "block-now");
        var keep = new Button(text.get("releases.block.keep"));
        keep.setMinWidth(Button.USE_PREF_SIZE);
        keep.setCancelButton(true);
        keep.setOnAction(_ -> actions.getChildren().setAll(buttons()));
        Runnable judge = () -> {
            int length = reason.getText().strip().length();
            boolean same = typed.getText().strip().equals(version);
            block.setDisable(length == 0 || length > LONGEST_REASON || !same);
            why.show(
                    length > LONGEST_REASON
                            ? Optional.of(text.get("releases.block.long", LONGEST_REASON))
                            : Optional.empty());
            boolean other = !typed.getText().isEmpty()
                    && !version.startsWith(typed.getText().strip());
            which.show(other ? Optional.of(text.get("releases.block.other", version)) : Optional.empty());
        };
        reason.textProperty().subscribe(judge);
        typed.textProperty().subscribe(judge);
        judge.run();
        Focus.give(reason);
        var key = listed.isUsed() ? "releases.block.used" : "releases.block.final";
        return Nodes.column(
                "closing", Nodes.sentence(text.get(key), "block-final"), why, which, Nodes.row("buttons", block, keep));
    }
}
