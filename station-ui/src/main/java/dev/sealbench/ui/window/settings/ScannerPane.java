package dev.sealbench.ui.window.settings;

import dev.sealbench.ui.window.Nodes;
import dev.sealbench.ui.window.WindowText;
import dev.sealbench.ui.window.scan.ScanReading;
import dev.sealbench.ui.window.scan.ScanRule;
import dev.sealbench.ui.window.scan.Wedge;
import java.util.Optional;
import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.kordamp.ikonli.material2.Material2RoundMZ;

/// Tries a scanner out: what arrives and how it would be read. Shows the characters of a serial number only; of all
/// else, which may be a badge or a secret, kinds and pace. Keeps nothing. FX thread only.
final class ScannerPane extends Card {

    private final ScanPace pace = new ScanPace();
    private final Label read = Nodes.sentence("", "settings-read");
    private final VBox facts = Nodes.column("settings-facts");
    private final EventHandler<KeyEvent> typed = this::typed;
    private final EventHandler<KeyEvent> pressed = this::pressed;
    private Optional<Window> window = Optional.empty();

    ScannerPane(WindowText text) {
        super(text, text.get("settings.section.SCANNER"), text.get("settings.scanner.hint"));
        getChildren()
                .addAll(
                        Nodes.row(
                                "settings-scan",
                                Nodes.icon(Material2RoundMZ.QR_CODE_SCANNER),
                                Nodes.sentence(text.get("settings.scanner.scan"), "settings-scan-words")),
                        read,
                        facts);
        Nodes.present(read, false);
        // the window hears keys before the filter of the scene takes a scanner's away
        sceneProperty().flatMap(scene -> scene.windowProperty()).subscribe(this::listen);
    }

    /// Says how it was read; wipes it.
    void show(ScanReading scan) {
        Nodes.present(read, true);
        switch (scan) {
            case ScanReading.Code(var characters) -> {
                read.setText(meaning(characters));
                ScanRule.wipe(characters);
            }
            case ScanReading.Refused(var why) -> read.setText(text.get("scan.refused." + why.name()));
            case ScanReading.Serial(var unit) -> read.setText(text.get("settings.scanner.serial", unit.printed()));
            case ScanReading.Slot(int number) -> read.setText(text.get("settings.scanner.slot", number));
        }
    }

    private String meaning(char[] characters) {
        return switch (ScanRule.SERIAL.read(characters)) {
            case ScanReading.Serial(var unit) -> text.get("settings.scanner.serial", unit.printed());
            case ScanReading.Slot(int number) -> text.get("settings.scanner.slot", number);
            case ScanReading.Refused _, ScanReading.Code _ -> other(characters);
        };
    }

    private String other(char[] characters) {
        var badge = ScanRule.BADGE.read(characters);
        if (badge instanceof ScanReading.Code(var copy)) {
            ScanRule.wipe(copy);
            return text.get("settings.scanner.badge");
        }
        return text.get("settings.scanner.label");
    }

    private void listen(Window now) {
        window.ifPresent(before -> {
            before.removeEventFilter(KeyEvent.KEY_TYPED, typed);
            before.removeEventFilter(KeyEvent.KEY_PRESSED, pressed);
        });
        window = Optional.ofNullable(now);
        window.ifPresent(after -> {
            after.addEventFilter(KeyEvent.KEY_TYPED, typed);
            after.addEventFilter(KeyEvent.KEY_PRESSED, pressed);
        });
    }

    private void typed(KeyEvent event) {
        for (char character : event.getCharacter().toCharArray()) {
            if (character != '\r' && character != '\n' && character != '\t') {
                pace.key(character, System.nanoTime());
            }
        }
    }

    private void pressed(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.TAB) {
            var arrived = pace.end();
            if (arrived.characters() > 0) {
                show(arrived, event.getCode());
            }
        }
    }

    private void show(ScanPace.Arrived arrived, KeyCode suffix) {
        boolean fast = arrived.averageMillis() <= Wedge.Settings.usual().gapMillis();
        if (!fast) {
            Nodes.present(read, false); // somebody typed: there is no reading
        }
        facts.getChildren()
                .setAll(
                        fact("settings.scanner.characters", text.get("settings.number", arrived.characters())),
                        fact("settings.scanner.shape", arrived.shape()),
                        fact(
                                "settings.scanner.pace",
                                text.get("settings.scanner.millis", arrived.averageMillis(), arrived.longestMillis())),
                        fact("settings.scanner.suffix", suffix.getName()),
                        result(fast, text.get(fast ? "settings.scanner.fast" : "settings.scanner.slow")));
    }

    private Node fact(String key, String value) {
        var words = Nodes.sentence(value, "settings-value");
        return Nodes.row("settings-fact", Nodes.label(text.get(key), "settings-fact-name"), words);
    }
}
