package dev.sealbench.core;

import dev.sealbench.core.internal.label.TemplateCheck;
import dev.sealbench.core.internal.run.Bench;
import dev.sealbench.core.internal.run.Desks;
import dev.sealbench.core.internal.run.Labels;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Labels of booked units. Safe to share between threads.
public final class LabelDesk {

    private final Bench bench;
    private final Session session;
    private final Labels labels;

    LabelDesk(Bench bench, Session session, Labels labels) {
        this.bench = bench;
        this.session = session;
        this.labels = labels;
    }

    /// Prints a label again where the label folder is the printer, or without anybody to scan it.
    ///
    /// @param reason 1 to 256 characters
    /// @return the print
    public LabelPrint print(String scanned, LabelKind kind, String reason) throws StationException {
        return print(scanned, kind, reason, ScanBack.nobody());
    }

    /// Prints a label again: counted, with the reason, marked as a reprint, scanned back. The prints before are void.
    ///
    /// @param reason 1 to 256 characters
    /// @param scanBack who scans what a printer printed; not asked where the label folder is the printer
    /// @return the print
    public LabelPrint print(String scanned, LabelKind kind, String reason, ScanBack scanBack) throws StationException {
        return noted(scanned, kind, serial -> labels.reprint(serial, kind, reason, scanBack));
    }

    /// Has the last print of a label scanned back, which an earlier run or reprint left open. Prints nothing.
    public LabelPrint scanBack(String scanned, LabelKind kind, ScanBack scanBack) throws StationException {
        return noted(scanned, kind, serial -> labels.scanBack(serial, kind, scanBack));
    }

    /// Where the sealed file of a print lies; empty when it went to a printer.
    public Optional<Path> file(LabelPrint print) throws StationException {
        session.require(Permission.REPRINT_LABEL);
        return labels.file(print);
    }

    /// The picture for a screen, PNG at 203 dpi, secrets masked.
    public byte[] preview(String scanned, LabelKind kind) throws StationException {
        session.require(Permission.PREVIEW_LABEL);
        return worked(scanned, kind, serial -> labels.preview(serial, kind, false));
    }

    /// As [#preview], of the print that [#print] would make now.
    public byte[] previewReprint(String scanned, LabelKind kind) throws StationException {
        session.require(Permission.REPRINT_LABEL);
        return worked(scanned, kind, serial -> labels.preview(serial, kind, true));
    }

    @FunctionalInterface
    private interface Work<T> {
        T with(SerialNumber serial) throws StepFailure;
    }

    private <T> T noted(String scanned, LabelKind kind, Work<T> work) throws StationException {
        session.require(Permission.REPRINT_LABEL);
        return Desks.noted(bench, "label.refused", () -> worked(scanned, kind, work));
    }

    private <T> T worked(String scanned, LabelKind kind, Work<T> work) throws StationException {
        var serial = Desks.serial(scanned);
        requireFinished(serial);
        try (var _ = session.working()) {
            labels.requireCredentials(serial, kind);
            return work.with(serial);
        } catch (StepFailure e) {
            throw new StationException(e.fault(), e.detail(), e);
        }
    }

    /// Checks a template without keeping it.
    ///
    /// @return which label it is for
    /// @throws StationException with the first thing that is wrong
    public LabelKind checkTemplate(String json) throws StationException {
        session.require(Permission.LABEL_TEMPLATES);
        return labels.templates().check(json);
    }

    /// All that is wrong with a template, and how it looks; what cannot be read as a template is a finding, too.
    public LabelTemplateReport examineTemplate(String json) throws StationException {
        session.require(Permission.LABEL_TEMPLATES);
        return labels.templates().examine(json);
    }

    /// How the templates that are used now would look with other data of the maker, and what is wrong then.
    public LabelTemplateReport examineMaker(StationConfig.Maker maker) throws StationException {
        session.require(Permission.LABEL_TEMPLATES);
        return labels.templates().examine(maker);
    }

    /// What a template may be made of.
    public LabelTemplateWords templateWords(LabelKind kind) throws StationException {
        session.require(Permission.LABEL_TEMPLATES);
        return TemplateCheck.words(kind);
    }

    /// A picture of a template, PNG, with the values of a unit that does not exist.
    ///
    /// @throws StationException as [#checkTemplate]
    public byte[] previewTemplate(String json) throws StationException {
        session.require(Permission.LABEL_TEMPLATES);
        return labels.templates().preview(json);
    }

    /// Checks a template and keeps it as the next version; labels of work orders that name none are made with it from
    /// now on.
    ///
    /// @throws StationException as [#checkTemplate]
    public LabelTemplateVersion saveTemplate(String json) throws StationException {
        session.require(Permission.LABEL_TEMPLATES);
        return Desks.noted(bench, "label.refused", () -> labels.templates().save(json));
    }

    /// All versions that were saved, by kind, oldest first.
    public List<LabelTemplateVersion> templates() throws StationException {
        session.require(Permission.LABEL_TEMPLATES);
        return labels.templates().list();
    }

    /// A template as JSON.
    ///
    /// @param id `plate-3` for a saved version; `plate` for the one that is used when none was saved
    public String template(String id) throws StationException {
        session.require(Permission.LABEL_TEMPLATES);
        return labels.templates().json(id);
    }

    /// Has a work order's labels made with this version, whatever is saved later. Once for each kind.
    public void assignTemplate(String workOrder, String id) throws StationException {
        session.require(Permission.LABEL_TEMPLATES);
        Desks.noted(bench, "label.refused", () -> {
            labels.templates().assign(workOrder, id);
            return null;
        });
    }

    private void requireFinished(SerialNumber serial) throws StationException {
        var unit = Desks.ask(() -> bench.books().units().find(serial))
                .orElseThrow(() -> new StationException(Fault.NOT_ON_THIS_STATION, serial.text()));
        boolean finished = unit.state().isOnTheWay() && unit.state().compareTo(UnitState.RECORDED) >= 0;
        if (!finished) {
            throw new StationException(Fault.WRONG_STATE, "it is " + unit.state() + " and has no labels");
        }
    }
}
