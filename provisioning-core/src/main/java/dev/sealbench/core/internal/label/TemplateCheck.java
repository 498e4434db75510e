package dev.sealbench.core.internal.label;

import dev.sealbench.core.LabelKind;
import dev.sealbench.core.internal.label.LabelTemplate.Item;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;

/// Decides whether a template may be used: all that the label is for stands on it, nothing secret stands on another
/// kind of label, and a finished label of it is readable on every printer that we know.
///
/// Stateless apart from the maker.
public final class TemplateCheck {

    private static final List<Integer> RESOLUTIONS = List.of(203, 300);
    private static final double MIN_SECRET_PT = 7;
    private static final int LONGEST_COPY = 99;

    private static final Map<LabelKind, Set<String>> NEEDED = Map.of(
            LabelKind.PLATE,
            Set.of("maker", "contact-1", "contact-2", "model", "serial", "made", "updates-until", "policy", "reprint"),
            LabelKind.ACCESS,
            Set.of("serial", "ssid", "passphrase", "web-address", "user", "password", "reprint"),
            LabelKind.RECOVERY,
            Set.of("serial", "puk", "reprint"));

    private final LabelMaker maker;

    /// Draws with this maker.
    public TemplateCheck(LabelMaker maker) {
        this.maker = maker;
    }

    /// Reads and checks a template.
    ///
    /// @param samples what to try it with; the kind that the template is for is used
    /// @throws TemplateRefused with the first thing that is wrong
    public LabelTemplate check(String json, List<TemplateSample> samples) throws TemplateRefused {
        var template = LabelTemplate.parse(json);
        requireFields(template);
        requireCodes(template);
        for (var sample : samples) {
            try (var layout = sample.layout(maker, template, LONGEST_COPY)) {
                Arrays.fill(maker.pdf(layout), (byte) 0);
                for (int dotsPerInch : RESOLUTIONS) {
                    maker.bitmap(layout, dotsPerInch).close();
                }
            } catch (LabelRefused | LabelUnreadable e) {
                throw new TemplateRefused(e.getMessage());
            } catch (IllegalArgumentException e) { // a size that is none: TextStyle and LabelBox say so in words
                throw new TemplateRefused(e.getMessage());
            }
        }
        return template;
    }

    /// A picture of a template that was checked, as PNG at 300 dots per inch; nothing on it is secret.
    ///
    /// @throws TemplateRefused if it cannot be drawn
    public byte[] picture(String json, TemplateSample sample) throws TemplateRefused {
        var out = new ByteArrayOutputStream();
        try (var layout = sample.layout(maker, LabelTemplate.parse(json), 1)) {
            ImageIO.write(maker.raster(maker.pdf(layout), LabelMaker.PROOF_DPI), "png", out);
        } catch (LabelRefused | LabelUnreadable e) {
            throw new TemplateRefused(e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("PNG into memory", e);
        }
        return out.toByteArray();
    }

    private static void requireFields(LabelTemplate template) throws TemplateRefused {
        var used = new HashSet<String>();
        boolean ratings = false;
        for (var item : template.items()) {
            if (item instanceof Item.Text text) {
                requireComplete(text);
                for (var name : TemplateText.parse(text.text()).fields()) {
                    requireAllowed(template.kind(), name, text);
                    used.add(name);
                }
            }
            ratings |= item instanceof Item.Ratings;
        }
        for (var name : NEEDED.get(template.kind()).stream().sorted().toList()) {
            if (!used.contains(name)) {
                throw new TemplateRefused("{%s} must stand on %s".formatted(name, label(template.kind())));
            }
        }
        if (ratings != (template.kind() == LabelKind.PLATE)) {
            throw new TemplateRefused("the ratings stand on the plate, and nowhere else");
        }
    }

    private static void requireComplete(Item.Text text) throws TemplateRefused {
        if (text.text() == null || text.face() == null || text.align() == null) {
            throw new TemplateRefused("a text needs text, face and align");
        }
    }

    private static void requireAllowed(LabelKind kind, String name, Item.Text text) throws TemplateRefused {
        var secretOf = LabelFields.SECRETS.get(name);
        if (secretOf != null && secretOf != kind) {
            throw new TemplateRefused(
                    "{%s} is a secret of %s and may stand on no other".formatted(name, label(secretOf)));
        }
        if (!LabelFields.TEXTS.get(kind).contains(name)) {
            throw new TemplateRefused("there is no field {%s} for %s".formatted(name, label(kind)));
        }
        if (secretOf != null && text.sizePt() < MIN_SECRET_PT) {
            throw new TemplateRefused("{%s} needs %.0f points or more: people type it".formatted(name, MIN_SECRET_PT));
        }
    }

    private static void requireCodes(LabelTemplate template) throws TemplateRefused {
        var used = new HashSet<String>();
        for (var item : template.items()) {
            if (item instanceof Item.Code code && !used.add(String.valueOf(code.code()))) {
                throw new TemplateRefused("the code %s stands there twice".formatted(code.code()));
            }
        }
        var needed = LabelFields.CODES.get(template.kind());
        for (var name : used) {
            if (!needed.contains(name)) {
                throw new TemplateRefused("the code %s does not belong on %s".formatted(name, label(template.kind())));
            }
        }
        if (used.size() != needed.size()) {
            throw new TemplateRefused("%s needs the codes %s"
                    .formatted(label(template.kind()), needed.stream().sorted().toList()));
        }
    }

    private static String label(LabelKind kind) {
        return "the %s label".formatted(kind.name().toLowerCase(Locale.ROOT));
    }
}
