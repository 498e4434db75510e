package dev.sealbench.ui.window.labels;

import dev.sealbench.core.LabelKind;
import dev.sealbench.core.LabelTemplateReport;
import dev.sealbench.core.LabelTemplateWords;
import dev.sealbench.core.StationConfig;
import dev.sealbench.core.StationException;
import java.util.List;

/// What the page of label templates asks of the station, and nothing more. Every method may block; none is called on
/// the FX thread. Safe for several threads.
public interface LabelsStation {

    /// What is known at once. Immutable.
    ///
    /// @param templates of each kind the newest first, the program's own last
    /// @param maker what labels say of the maker from the next start on
    /// @param makerWaits whether the station works with other data of the maker until it is started again
    record Known(List<ListedTemplate> templates, StationConfig.Maker maker, boolean makerWaits) {

        /// Copies the list.
        public Known {
            templates = List.copyOf(templates);
        }
    }

    Known known() throws StationException;

    /// A template.
    ///
    /// @param id `plate-3`; `plate` for the program's own
    String template(String id) throws StationException;

    /// What a template of this kind may be made of.
    LabelTemplateWords words(LabelKind kind) throws StationException;

    /// All that is wrong with a template, and how it looks.
    LabelTemplateReport examine(String template) throws StationException;

    /// Checks it again and keeps it as the next version.
    ///
    /// @return its name
    String save(String template) throws StationException;

    /// All that would be wrong with the labels that are made now, and how the plate would look.
    LabelTemplateReport examine(StationConfig.Maker maker) throws StationException;

    void save(StationConfig.Maker maker) throws StationException;
}
