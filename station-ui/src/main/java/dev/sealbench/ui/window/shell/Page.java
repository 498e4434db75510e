package dev.sealbench.ui.window.shell;

import dev.sealbench.core.Role;
import dev.sealbench.ui.window.WindowText;
import dev.sealbench.ui.window.scan.ScanReading;
import dev.sealbench.ui.window.scan.ScanRule;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.kordamp.ikonli.Ikon;

/// One page of the windows: a line in the rail on the left, and what stands beside it.
///
/// A new page is one class in a folder of its own that is called as its [#id], with `words.properties` and its
/// translations (keys begin with the id; the rail shows `ID.title`) and perhaps `style.css` among the resources, and
/// one line in `StationWindow.pages`. What it asks of the station it takes as a small interface of its own, so that
/// tests can script it; what may block goes through [dev.sealbench.ui.window.UiThread#away], and what is much to draw
/// comes through [dev.sealbench.ui.window.Slices].
///
/// Called on the FX thread only.
public interface Page {

    /// One word, `a-z`: the page's folder, the beginning of its keys.
    String id();

    Ikon icon();

    /// Who sees it. The core refuses whatever a role may not do; this only leaves out what would be refused.
    Set<Role> roles();

    /// The page's nodes in one language. Called again after the language was changed; what the page knows stays in
    /// the page, not in the nodes.
    Node content(WindowText text);

    /// It is seen now, for the first time or again; the focus may be put where typing begins.
    default void shown() {}

    /// It is no longer seen.
    default void hidden() {}

    /// A key of the page's own, wherever the focus is: function keys and Escape only.
    ///
    /// @return whether the key did something
    default boolean pressed(KeyCode key) {
        return false;
    }

    /// What may be scanned on it now.
    default ScanRule scanRule() {
        return ScanRule.SERIAL;
    }

    /// Takes a scan while it is seen. [ScanReading.Refused] comes here, too; the event is already written.
    ///
    /// @return whether it has a use for it; a scan without one goes to the first page
    default boolean scanned(ScanReading scan) {
        return false;
    }

    /// Whether the window may close; a page that refuses says why by itself.
    default boolean mayClose() {
        return true;
    }
}
