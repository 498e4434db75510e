package dev.sealbench.ui.window.orders;

import dev.sealbench.core.FirmwareRelease;
import dev.sealbench.core.Gtin;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.OcppSettings;
import dev.sealbench.core.Retention;
import dev.sealbench.core.SerialRange;
import dev.sealbench.core.SupportPeriod;
import dev.sealbench.core.WorkOrder;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A new work order while it is being entered: texts as they were typed, and what was chosen. [OrderRules] says what is
/// wrong with it. Not safe to share between threads; needs no toolkit.
final class OrderDraft {

    private final Map<OrderField, String> texts = new EnumMap<>(OrderField.class);
    private Optional<OrderChoice> choice = Optional.empty();
    private Optional<FirmwareRelease> release = Optional.empty();
    private Optional<LocalDate> start = Optional.empty();
    private Optional<LocalDate> due = Optional.empty();
    private final Map<LabelKind, String> templates = new EnumMap<>(LabelKind.class);
    private final Set<OrderField> touched = EnumSet.noneOf(OrderField.class);
    private boolean finished;
    private Retention.Policy policy = Retention.DEFAULT.policy();

    OrderDraft() {
        put(OrderField.PROFILE, "2");
        put(OrderField.FEATURE_YEARS, String.valueOf(SupportPeriod.DEFAULT.featureYears()));
        put(OrderField.SECURITY_YEARS, String.valueOf(SupportPeriod.DEFAULT.securityYears()));
        put(OrderField.RETENTION_DAYS, String.valueOf(Retention.DEFAULT.days()));
    }

    /// What was typed, without blanks around it; empty when nothing was.
    String text(OrderField field) {
        return texts.getOrDefault(field, "");
    }

    void put(OrderField field, String typed) {
        texts.put(field, typed.strip());
    }

    /// The number in a field; empty when there is none that fits an int.
    Optional<Integer> number(OrderField field) {
        try {
            return Optional.of(Integer.parseInt(text(field)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /// A person entered something there.
    void touch(OrderField field) {
        touched.add(field);
    }

    boolean isTouched(OrderField field) {
        return touched.contains(field);
    }

    /// A person thinks that it is complete: from now on whatever lacks is said.
    void finish() {
        finished = true;
    }

    boolean isFinished() {
        return finished;
    }

    Optional<OrderChoice> choice() {
        return choice;
    }

    /// Chooses customer and device class; a release of another class is no longer chosen, the newest that fits is.
    void choose(Optional<OrderChoice> chosen) {
        choice = chosen;
        release = chosen.flatMap(some -> some.releases().stream().findFirst());
        chosen.ifPresent(some -> retain(some.customer().retention()));
    }

    Optional<FirmwareRelease> release() {
        return release;
    }

    void choose(FirmwareRelease chosen) {
        release = Optional.of(chosen);
    }

    Optional<LocalDate> start() {
        return start;
    }

    Optional<LocalDate> due() {
        return due;
    }

    void plan(Optional<LocalDate> first, Optional<LocalDate> last) {
        start = first;
        due = last;
    }

    Retention.Policy policy() {
        return policy;
    }

    void keep(Retention.Policy chosen) {
        policy = chosen;
    }

    /// The version that labels of this kind are made with; [TemplateNames#LATEST] for whatever is the latest.
    String template(LabelKind kind) {
        return templates.getOrDefault(kind, TemplateNames.LATEST);
    }

    void label(LabelKind kind, String template) {
        if (template.equals(TemplateNames.LATEST)) {
            templates.remove(kind);
        } else {
            templates.put(kind, template);
        }
    }

    /// Takes what such orders usually have from the last one; number, quantity, serial numbers and dates are new each
    /// time.
    void fillLike(PlannedOrder before) {
        var last = before.order();
        templates.clear();
        templates.putAll(before.templates());
        put(OrderField.GTIN, last.gtin().digits());
        put(OrderField.PREFIX, last.serials().prefix());
        put(OrderField.CSMS, last.ocpp().csmsUrl());
        put(OrderField.PROFILE, String.valueOf(last.ocpp().securityProfile()));
        put(OrderField.IDENTITY, last.ocpp().identityPrefix());
        put(OrderField.FEATURE_YEARS, String.valueOf(last.support().featureYears()));
        put(OrderField.SECURITY_YEARS, String.valueOf(last.support().securityYears()));
        retain(last.retention());
    }

    /// Takes serial numbers that are free.
    void use(SerialRange range) {
        put(OrderField.FIRST, String.valueOf(range.firstCounter()));
        put(OrderField.LAST, String.valueOf(range.lastCounter()));
    }

    /// The work order that is meant.
    ///
    /// @throws IllegalArgumentException when a field is out of bounds
    /// @throws java.util.NoSuchElementException when a field is empty
    PlannedOrder planned() {
        var chosen = choice.orElseThrow();
        var order = new WorkOrder(
                text(OrderField.NUMBER),
                chosen.customer().vid(),
                chosen.lock().cid(),
                chosen.lock().model(),
                chosen.lock().hardwareRevision(),
                new Gtin(text(OrderField.GTIN)),
                release.orElseThrow().image(),
                number(OrderField.QUANTITY).orElseThrow(),
                serials(),
                new OcppSettings(
                        text(OrderField.CSMS), number(OrderField.PROFILE).orElseThrow(), text(OrderField.IDENTITY)),
                new SupportPeriod(
                        number(OrderField.FEATURE_YEARS).orElseThrow(),
                        number(OrderField.SECURITY_YEARS).orElseThrow()),
                new Retention(policy, number(OrderField.RETENTION_DAYS).orElseThrow()));
        return new PlannedOrder(order, start, due, templates);
    }

    /// The serial numbers that are meant; throws as [#planned].
    SerialRange serials() {
        return new SerialRange(
                text(OrderField.PREFIX),
                number(OrderField.FIRST).orElseThrow(),
                number(OrderField.LAST).orElseThrow());
    }

    private void retain(Retention retention) {
        policy = retention.policy();
        put(OrderField.RETENTION_DAYS, String.valueOf(retention.days()));
    }
}
