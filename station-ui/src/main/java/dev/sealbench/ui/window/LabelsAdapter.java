package dev.sealbench.ui.window;

import dev.sealbench.core.LabelKind;
import dev.sealbench.core.LabelTemplateReport;
import dev.sealbench.core.LabelTemplateVersion;
import dev.sealbench.core.LabelTemplateWords;
import dev.sealbench.core.Session;
import dev.sealbench.core.StationConfig;
import dev.sealbench.core.StationException;
import dev.sealbench.core.StationSettings;
import dev.sealbench.core.WorkOrderStatus;
import dev.sealbench.ui.window.labels.LabelsStation;
import dev.sealbench.ui.window.labels.ListedTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The real station behind the page of label templates. Safe for several threads.
final class LabelsAdapter implements LabelsStation {

    private final StationPeople people;

    LabelsAdapter(StationPeople people) {
        this.people = people;
    }

    @Override
    public Known known() throws StationException {
        var session = people.session();
        var saved = session.labels().templates();
        var open =
                session.orders().list().stream().filter(WorkOrderStatus::isOpen).toList();
        var listed = new ArrayList<ListedTemplate>();
        for (var kind : LabelKind.values()) {
            var versions = saved.stream()
                    .filter(version -> version.kind() == kind)
                    .toList()
                    .reversed();
            for (var version : versions) {
                boolean inUse = version.equals(versions.getFirst());
                listed.add(listed(session, version, inUse, open));
            }
            listed.add(new ListedTemplate(kind, 0, Optional.empty(), "", versions.isEmpty(), List.of()));
        }
        var settings = session.settings().read();
        boolean waits = settings.waiting().contains(StationSettings.Part.MAKER);
        return new Known(listed, settings.config().maker(), waits);
    }

    private static ListedTemplate listed(
            Session session, LabelTemplateVersion version, boolean inUse, List<WorkOrderStatus> open)
            throws StationException {
        var orders = open.stream()
                .filter(order -> order.templates().containsValue(version.id()))
                .map(order -> order.order().number())
                .toList();
        var person = session.people().nameOf(version.person());
        return new ListedTemplate(
                version.kind(), version.version(), Optional.of(version.saved()), person, inUse, orders);
    }

    @Override
    public String template(String id) throws StationException {
        return people.session().labels().template(id);
    }

    @Override
    public LabelTemplateWords words(LabelKind kind) throws StationException {
        return people.session().labels().templateWords(kind);
    }

    @Override
    public LabelTemplateReport examine(String template) throws StationException {
        return people.session().labels().examineTemplate(template);
    }

    @Override
    public String save(String template) throws StationException {
        return people.session().labels().saveTemplate(template).id();
    }

    @Override
    public LabelTemplateReport examine(StationConfig.Maker maker) throws StationException {
        return people.session().labels().examineMaker(maker);
    }

    @Override
    public void save(StationConfig.Maker maker) throws StationException {
        people.session().settings().setMaker(maker);
    }
}
