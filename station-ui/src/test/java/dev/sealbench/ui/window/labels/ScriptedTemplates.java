package dev.sealbench.ui.window.labels;

import dev.sealbench.core.Fault;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.LabelTemplateFinding;
import dev.sealbench.core.LabelTemplateFinding.Problem;
import dev.sealbench.core.LabelTemplateReport;
import dev.sealbench.core.LabelTemplateReport.Place;
import dev.sealbench.core.LabelTemplateWords;
import dev.sealbench.core.Octets;
import dev.sealbench.core.StationConfig;
import dev.sealbench.core.StationException;
import dev.sealbench.ui.testkit.Repository;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javax.imageio.ImageIO;

/// Label templates kept in memory; drawn as boxes. What it says against them is scripted, or an element beyond the
/// right edge.
final class ScriptedTemplates implements LabelsStation {

    static final StationConfig.Maker VOLTGOED = new StationConfig.Maker(
            "Voltgoed",
            "Voltgoed B.V., Kanaalstraat 12, Utrecht, NL",
            "www.voltgoed.example",
            "www.voltgoed.example/security",
            List.of("Input: 400 V 3~, 50 Hz", "Power: 22 kW max.", "Protection: IP54, IK10"));

    private static final Map<String, String> ENGLISH =
            Map.of("made", "Made", "serial-number", "Serial number", "report", "Report a vulnerability:");

    private final Map<String, String> saved = new HashMap<>();
    private final List<String> examined = new ArrayList<>();
    private List<ListedTemplate> listed = List.of();
    private List<LabelTemplateFinding> findings = List.of();
    private Optional<StationException> failure = Optional.empty();
    private volatile CountDownLatch slow = new CountDownLatch(0);
    private StationConfig.Maker maker = VOLTGOED;

    ScriptedTemplates() {
        list(0);
    }

    /// As after some versions of the plate.
    static ScriptedTemplates withPlates(int versions) {
        var templates = new ScriptedTemplates();
        for (int version = 1; version <= versions; version++) {
            templates.saved.put("plate-" + version, own(LabelKind.PLATE));
        }
        templates.list(versions);
        return templates;
    }

    synchronized ScriptedTemplates finding(Problem problem, List<Integer> items, String about) {
        findings = List.of(new LabelTemplateFinding(problem, items, about, "as the core says it"));
        return this;
    }

    synchronized void findingNothing() {
        findings = List.of();
    }

    synchronized void failWith(Fault fault, String detail) {
        failure = Optional.of(new StationException(fault, detail));
    }

    CountDownLatch standingStill() {
        slow = new CountDownLatch(1);
        return slow;
    }

    synchronized Optional<String> saved(String id) {
        return Optional.ofNullable(saved.get(id));
    }

    synchronized StationConfig.Maker maker() {
        return maker;
    }

    synchronized List<String> examined() {
        return List.copyOf(examined);
    }

    private void list(int plates) {
        var all = new ArrayList<ListedTemplate>();
        for (int version = plates; version > 0; version--) {
            var orders = version == 1 ? List.of("WO-2026-0147") : List.<String>of();
            var at = Optional.of(Instant.parse("2026-11-20T09:41:00Z").plusSeconds(86_400L * version));
            all.add(new ListedTemplate(LabelKind.PLATE, version, at, "Lena Lehmann", version == plates, orders));
        }
        for (var kind : LabelKind.values()) {
            boolean inUse = kind != LabelKind.PLATE || plates == 0;
            all.add(new ListedTemplate(kind, 0, Optional.empty(), "", inUse, List.of()));
        }
        listed = all;
    }

    /// The program's own, from the core's sources.
    static String own(LabelKind kind) {
        var name = kind.name().toLowerCase(Locale.ROOT);
        var file = "provisioning-core/src/main/resources/dev/sealbench/core/internal/label/" + name + ".json";
        try {
            return Files.readString(Repository.file(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized Known known() throws StationException {
        fail();
        return new Known(listed, maker, !maker.equals(VOLTGOED));
    }

    @Override
    public synchronized String template(String id) throws StationException {
        fail();
        return saved(id).orElseGet(() -> own(LabelKind.valueOf(id.toUpperCase(Locale.ROOT))));
    }

    @Override
    public LabelTemplateWords words(LabelKind kind) {
        return switch (kind) {
            case PLATE ->
                new LabelTemplateWords(
                        List.of(
                                "contact-1",
                                "contact-2",
                                "gtin",
                                "made",
                                "maker",
                                "model",
                                "policy",
                                "product",
                                "reprint",
                                "serial",
                                "updates-until"),
                        List.of("gs1"),
                        Map.of("EN", ENGLISH, "DE", Map.of("made", "Hergestellt"), "NL", Map.of()));
            case ACCESS -> new LabelTemplateWords(List.of("serial"), List.of("identity", "wifi"), Map.of());
            case RECOVERY -> new LabelTemplateWords(List.of("puk", "serial"), List.of("identity"), Map.of());
        };
    }

    @Override
    public LabelTemplateReport examine(String template) throws StationException {
        await();
        synchronized (this) {
            fail();
            examined.add(template);
            return report(template, findings);
        }
    }

    @Override
    public synchronized String save(String template) throws StationException {
        fail();
        int version = 1
                + (int) saved.keySet().stream()
                        .filter(id -> id.startsWith("plate"))
                        .count();
        saved.put("plate-" + version, template);
        list(version);
        return "plate-" + version;
    }

    @Override
    public synchronized LabelTemplateReport examine(StationConfig.Maker changed) throws StationException {
        fail();
        return report(own(LabelKind.PLATE), findings);
    }

    @Override
    public synchronized void save(StationConfig.Maker changed) throws StationException {
        fail();
        maker = changed;
    }

    private void await() {
        try {
            slow.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void fail() throws StationException {
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    private static LabelTemplateReport report(String json, List<LabelTemplateFinding> findings) {
        var draft = TemplateDraft.of(json);
        var places = new HashMap<Integer, Place>();
        for (int number = 0; number < draft.elements().size(); number++) {
            var element = draft.element(number);
            places.put(
                    number,
                    new Place(
                            value(element, Part.X, 0),
                            value(element, Part.Y, 0),
                            value(element, Part.WIDTH, value(element, Part.SIDE, 0)),
                            value(
                                    element,
                                    Part.HEIGHT,
                                    value(element, Part.SIDE, value(element, Part.SIZE, 8) * 0.4))));
        }
        return new LabelTemplateReport(findings, Optional.of(picture(draft, places)), places);
    }

    private static double value(Element element, Part part, double otherwise) {
        return element.text(part).isEmpty() ? otherwise : Double.parseDouble(element.text(part));
    }

    private static Octets picture(TemplateDraft draft, Map<Integer, Place> places) {
        double dots = 300 / 25.4;
        var label = draft.element(TemplateDraft.LABEL);
        var image = new BufferedImage(
                (int) (value(label, Part.WIDTH, 100) * dots),
                (int) (value(label, Part.HEIGHT, 70) * dots),
                BufferedImage.TYPE_BYTE_GRAY);
        var graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.setColor(Color.GRAY);
        places.values()
                .forEach(place -> graphics.fillRect(
                        (int) (place.xMm() * dots), (int) (place.yMm() * dots), (int) (place.widthMm() * dots), (int)
                                Math.max(1, place.heightMm() * dots)));
        graphics.dispose();
        try (var out = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", out);
            return Octets.of(out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
