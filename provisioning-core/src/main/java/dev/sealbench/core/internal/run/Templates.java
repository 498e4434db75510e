package dev.sealbench.core.internal.run;

import dev.sealbench.core.Fault;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.LabelTemplateReport;
import dev.sealbench.core.LabelTemplateVersion;
import dev.sealbench.core.StationConfig;
import dev.sealbench.core.StationException;
import dev.sealbench.core.WorkOrderStatus;
import dev.sealbench.core.internal.label.LabelMaker;
import dev.sealbench.core.internal.label.LabelTemplate;
import dev.sealbench.core.internal.label.TemplateCheck;
import dev.sealbench.core.internal.label.TemplateRefused;
import dev.sealbench.core.internal.label.TemplateSample;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Label templates: checked with the maker's own data and every model that is being made, then kept.
public final class Templates {

    private static final String SAMPLE_MODEL = "Wallbox One 22";

    private final Bench bench;
    private final TemplateCheck check;

    Templates(Bench bench, LabelMaker maker) {
        this.bench = bench;
        this.check = new TemplateCheck(maker);
    }

    /// @throws StationException with the first thing that is wrong
    public LabelKind check(String json) throws StationException {
        try {
            return check.check(json, samples()).kind();
        } catch (TemplateRefused e) {
            throw new StationException(Fault.TEMPLATE_REFUSED, e.getMessage(), e);
        }
    }

    /// All that is wrong, and a picture of what can be drawn.
    public LabelTemplateReport examine(String json) throws StationException {
        return check.examine(json, samples());
    }

    /// The templates that labels are made with now, tried with another maker's data: the first one that it does not
    /// suit, else the plate's.
    public LabelTemplateReport examine(StationConfig.Maker maker) throws StationException {
        var samples = samples(maker);
        for (var json : inUse()) {
            var report = check.examine(json, samples);
            if (!report.isGood()) {
                return report;
            }
        }
        return check.examine(newest(LabelKind.PLATE), samples);
    }

    private List<String> inUse() throws StationException {
        var used = new LinkedHashSet<String>();
        for (var kind : LabelKind.values()) {
            used.add(newest(kind));
        }
        for (var order : Desks.ask(() -> bench.books().workOrders().list())) {
            for (var id : order.isOpen() ? order.templates().values() : List.<String>of()) {
                used.add(json(id));
            }
        }
        return List.copyOf(used);
    }

    private String newest(LabelKind kind) throws StationException {
        return list().stream()
                .filter(version -> version.kind() == kind)
                .reduce((_, later) -> later)
                .map(LabelTemplateVersion::json)
                .orElseGet(() -> LabelTemplate.builtIn(kind));
    }

    /// As PNG, with the values of a unit that does not exist.
    public byte[] preview(String json) throws StationException {
        check(json);
        try {
            return check.picture(json, samples().getFirst());
        } catch (TemplateRefused e) {
            throw new StationException(Fault.TEMPLATE_REFUSED, e.getMessage(), e);
        }
    }

    /// Checks, then adds a version.
    public LabelTemplateVersion save(String json) throws StationException {
        var kind = check(json);
        return Desks.ask(() -> bench.books().templates().add(kind, json, bench.author()));
    }

    /// All saved versions.
    public List<LabelTemplateVersion> list() throws StationException {
        return Desks.ask(() -> bench.books().templates().list());
    }

    /// The JSON of a version, or, for a kind alone, of our own template.
    public String json(String id) throws StationException {
        for (var kind : LabelKind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(id)) {
                return LabelTemplate.builtIn(kind);
            }
        }
        return Desks.ask(() -> bench.books().templates().find(id))
                .map(LabelTemplateVersion::json)
                .orElseThrow(() -> new StationException(Fault.TEMPLATE_REFUSED, "there is no template of this name"));
    }

    /// Has a work order use a version.
    public void assign(String workOrder, String id) throws StationException {
        Desks.ask(() -> {
            bench.books().templates().assign(workOrder, id, bench.author());
            return null;
        });
    }

    private List<TemplateSample> samples() throws StationException {
        return samples(bench.config().maker());
    }

    private List<TemplateSample> samples(StationConfig.Maker maker) throws StationException {
        var models = Desks.ask(() -> bench.books().workOrders().list()).stream()
                .filter(WorkOrderStatus::isOpen)
                .map(status -> status.order().model());
        var samples = new ArrayList<TemplateSample>();
        for (var model :
                Stream.concat(models, Stream.of(SAMPLE_MODEL)).distinct().toList()) {
            samples.add(
                    new TemplateSample(LabelFacts.maker(maker), LabelFacts.ratings(maker), maker.policyUrl(), model));
        }
        return samples;
    }
}
