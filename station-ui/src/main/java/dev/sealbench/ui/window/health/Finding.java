package dev.sealbench.ui.window.health;

import dev.sealbench.ui.window.WindowText;
import java.util.Locale;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2RoundAL;
import org.kordamp.ikonli.material2.Material2RoundMZ;

/// One thing about the station that was looked at. Immutable.
///
/// @param severity whether somebody has to act
/// @param area what it is about
/// @param what it is, one sentence in English, as the core says it
/// @param mend what to do, one sentence in English; empty when it is well
public record Finding(Severity severity, Area area, String what, String mend) {

    /// The worst comes first.
    public enum Severity {
        /// No unit can be finished like this.
        WRONG,
        /// Work goes on; somebody should act before it stops.
        WARNING,
        /// All is well.
        GOOD
    }

    /// What a finding is about; the names are the core's.
    public enum Area {
        SLOT(Material2RoundAL.EV_STATION),
        DATABASE(Material2RoundMZ.STORAGE),
        PRINTER(Material2RoundMZ.PRINT),
        VAULT(Material2RoundAL.LOCK),
        CLOCK(Material2RoundMZ.SCHEDULE),
        HOME(Material2RoundAL.FOLDER),
        CONFIGURATION(Material2RoundMZ.SETTINGS),
        DISK(Material2RoundMZ.SAVE),
        PAPERS(Material2RoundAL.ASSIGNMENT),
        RELEASE(Material2RoundMZ.MEMORY),
        PEOPLE(Material2RoundMZ.PEOPLE);

        private final Ikon icon;

        Area(Ikon icon) {
            this.icon = icon;
        }

        Ikon icon() {
            return icon;
        }
    }

    public boolean isGood() {
        return severity == Severity.GOOD;
    }

    /// `what` as a sentence of its own.
    String sentence(WindowText text) {
        return asSentence(text.said(what));
    }

    /// `mend` as a sentence of its own.
    String advice(WindowText text) {
        return asSentence(text.said(mend));
    }

    private static String asSentence(String clause) {
        var words = clause.strip();
        if (words.isEmpty()) {
            return "";
        }
        var begun = words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
        return begun.matches(".*[.!?]") ? begun : begun + ".";
    }
}
