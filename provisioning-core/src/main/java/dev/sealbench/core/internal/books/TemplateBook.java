package dev.sealbench.core.internal.books;

import dev.sealbench.core.Author;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.LabelTemplateVersion;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Label templates: versions are added, never changed.
public final class TemplateBook {

    private final Ledger ledger;

    TemplateBook(Ledger ledger) {
        this.ledger = ledger;
    }

    /// Adds the next version of the template for this kind of label.
    ///
    /// @param json checked by the caller
    public LabelTemplateVersion add(LabelKind kind, String json, Author author) throws BooksException {
        return ledger.write(author, entry -> {
            int version = nextVersion(entry.handle(), kind);
            var id = "%s-%d".formatted(kind.name().toLowerCase(Locale.ROOT), version);
            var added = new LabelTemplateVersion(id, kind, version, json, entry.now(), author.person());
            entry.handle()
                    .createUpdate("INSERT INTO label_template (template_id, kind, version, content, created_at, person,"
                            + " station_id) VALUES (:id, :kind, :version, :content, :at, :person, :station)")
                    .bind("id", id)
                    .bind("kind", kind.name())
                    .bind("version", version)
                    .bind("content", json.getBytes(StandardCharsets.UTF_8))
                    .bind("at", Rows.time(entry.now()))
                    .bind("person", author.person())
                    .bind("station", entry.station())
                    .execute();
            entry.event("label.template-saved", id);
            return added;
        });
    }

    /// Has a work order use this version, whatever is saved later.
    ///
    /// @throws BooksRefused with [Refusal.NotFound], or [Refusal.Exists] when it names another of this kind already
    public void assign(String workOrder, String templateId, Author author) throws BooksException {
        ledger.write(author, entry -> {
            requireWorkOrder(entry.handle(), workOrder);
            assign(entry, workOrder, templateId);
            return null;
        });
    }

    /// The same within a change of a work order that there is.
    static void assign(Entry entry, String workOrder, String templateId) throws BooksRefused {
        var template = find(entry.handle(), templateId)
                .orElseThrow(() -> new BooksRefused(new Refusal.NotFound("label template " + templateId)));
        var before = assigned(entry.handle(), workOrder, template.kind());
        if (before.isPresent() && before.get().id().equals(templateId)) {
            return;
        }
        if (before.isPresent()) {
            throw new BooksRefused(new Refusal.Exists("the label template of work order " + workOrder));
        }
        entry.handle()
                .createUpdate("INSERT INTO work_order_label (number, kind, template_id) VALUES (:number, :kind, :id)")
                .bind("number", workOrder)
                .bind("kind", template.kind().name())
                .bind("id", templateId)
                .execute();
        entry.event("work-order.label-template", workOrder + " " + templateId);
    }

    /// The version to use: the one that the work order names, else the latest; empty when none was ever saved.
    public Optional<LabelTemplateVersion> of(String workOrder, LabelKind kind) throws BooksException {
        return ledger.read(handle -> assigned(handle, workOrder, kind)
                .or(() -> handle.createQuery("SELECT * FROM label_template WHERE kind = :kind"
                                + " ORDER BY version DESC FETCH FIRST ROW ONLY")
                        .bind("kind", kind.name())
                        .map((row, _) -> toVersion(row))
                        .findOne()));
    }

    /// One version.
    public Optional<LabelTemplateVersion> find(String id) throws BooksException {
        return ledger.read(handle -> find(handle, id));
    }

    /// All versions, by kind, oldest first.
    public List<LabelTemplateVersion> list() throws BooksException {
        return ledger.read(handle -> handle.createQuery("SELECT * FROM label_template ORDER BY kind, version")
                .map((row, _) -> toVersion(row))
                .list());
    }

    private static Optional<LabelTemplateVersion> find(Handle handle, String id) {
        return handle.createQuery("SELECT * FROM label_template WHERE template_id = :id")
                .bind("id", id)
                .map((row, _) -> toVersion(row))
                .findOne();
    }

    private static Optional<LabelTemplateVersion> assigned(Handle handle, String workOrder, LabelKind kind) {
        return handle.createQuery("SELECT t.* FROM work_order_label w JOIN label_template t"
                        + " ON t.template_id = w.template_id WHERE w.number = :number AND w.kind = :kind")
                .bind("number", workOrder)
                .bind("kind", kind.name())
                .map((row, _) -> toVersion(row))
                .findOne();
    }

    private static int nextVersion(Handle handle, LabelKind kind) {
        return handle.createQuery("SELECT coalesce(max(version), 0) + 1 FROM label_template WHERE kind = :kind")
                .bind("kind", kind.name())
                .mapTo(Integer.class)
                .one();
    }

    private static void requireWorkOrder(Handle handle, String number) throws BooksRefused {
        int known = handle.createQuery("SELECT count(*) FROM work_order WHERE number = :number")
                .bind("number", number)
                .mapTo(Integer.class)
                .one();
        if (known == 0) {
            throw new BooksRefused(new Refusal.NotFound("work order " + number));
        }
    }

    private static LabelTemplateVersion toVersion(ResultSet row) throws SQLException {
        return new LabelTemplateVersion(
                row.getString("template_id"),
                LabelKind.valueOf(row.getString("kind")),
                row.getInt("version"),
                new String(row.getBytes("content"), StandardCharsets.UTF_8),
                Rows.instant(row, "created_at"),
                row.getString("person"));
    }
}
