package dev.sealbench.ui.window.orders;

import dev.sealbench.core.Gtin;
import dev.sealbench.core.OcppSettings;
import dev.sealbench.core.SerialRange;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is wrong with a new work order, field by field, before the station is asked: the bounds of [WorkOrder] and its
/// parts in words of the window, and what the list of work orders shows already. The station has the last word.
///
/// Needs no toolkit.
final class OrderRules {

    private static final int MOST_UNITS = 10_000_000;
    private static final int MOST_COUNTED = 2_000;
    private static final int LAST_COUNTER = 9_999_999;
    private static final int MOST_YEARS = 30;
    private static final int LEAST_SECURITY_YEARS = 5;
    private static final int MOST_DAYS = 36_500;
    private static final int LONGEST_ADDRESS = 255;
    private static final int LONGEST_IDENTITY = 32;

    private final OrderDraft draft;
    private final List<ListedOrder> known;
    private final Map<OrderField, Problem> problems = new EnumMap<>(OrderField.class);

    /// One sentence, `orders.wrong.KEY`.
    record Problem(String key, List<Object> arguments) {}

    private OrderRules(OrderDraft draft, List<ListedOrder> known) {
        this.draft = draft;
        this.known = known;
    }

    /// The first thing that is wrong with each field; empty when the station can be asked.
    ///
    /// @param known all work orders
    static Map<OrderField, Problem> problems(OrderDraft draft, List<ListedOrder> known) {
        var rules = new OrderRules(draft, known);
        rules.number();
        rules.choices();
        rules.between(OrderField.QUANTITY, 1, MOST_UNITS);
        rules.gtin();
        rules.serials();
        rules.dates();
        rules.ocpp();
        rules.years();
        rules.between(OrderField.RETENTION_DAYS, 1, MOST_DAYS);
        return rules.problems;
    }

    private void wrong(OrderField field, String key, Object... arguments) {
        problems.putIfAbsent(field, new Problem(key, List.of(arguments)));
    }

    private boolean isFilled(OrderField field) {
        if (draft.text(field).isEmpty()) {
            wrong(field, "missing");
            return false;
        }
        return true;
    }

    private void number() {
        if (!isFilled(OrderField.NUMBER)) {
            return;
        }
        var number = draft.text(OrderField.NUMBER);
        if (!number.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,31}")) {
            wrong(OrderField.NUMBER, "number");
        }
        if (known.stream().anyMatch(order -> order.order().number().equals(number))) {
            wrong(OrderField.NUMBER, "number-taken");
        }
    }

    private void choices() {
        if (draft.choice().isEmpty()) {
            wrong(OrderField.CUSTOMER, "choose");
        } else if (draft.choice().get().releases().isEmpty()) {
            wrong(OrderField.RELEASE, "no-release");
        } else if (draft.release().isEmpty()) {
            wrong(OrderField.RELEASE, "choose");
        }
    }

    private void between(OrderField field, int least, int most) {
        if (isFilled(field)
                && draft.number(field)
                        .filter(value -> value >= least && value <= most)
                        .isEmpty()) {
            wrong(field, "between", least, most);
        }
    }

    private void gtin() {
        if (!isFilled(OrderField.GTIN)) {
            return;
        }
        var digits = draft.text(OrderField.GTIN);
        if (!digits.matches("[0-9]{8}|[0-9]{12,14}")) {
            wrong(OrderField.GTIN, "gtin-length");
        } else if (!fits(() -> new Gtin(digits))) {
            wrong(OrderField.GTIN, "gtin-check");
        }
    }

    private void serials() {
        if (isFilled(OrderField.PREFIX) && !fits(() -> new SerialRange(draft.text(OrderField.PREFIX), 0, 0))) {
            wrong(OrderField.PREFIX, "prefix");
        }
        between(OrderField.FIRST, 0, LAST_COUNTER);
        between(OrderField.LAST, 0, LAST_COUNTER);
        if (problems.containsKey(OrderField.PREFIX)
                || problems.containsKey(OrderField.FIRST)
                || problems.containsKey(OrderField.LAST)) {
            return;
        }
        if (draft.number(OrderField.LAST).orElseThrow()
                < draft.number(OrderField.FIRST).orElseThrow()) {
            wrong(OrderField.LAST, "last-before-first");
            return;
        }
        var range = draft.serials();
        if (!problems.containsKey(OrderField.QUANTITY)) {
            requireEnough(range, draft.number(OrderField.QUANTITY).orElseThrow());
        }
        overlap(range)
                .ifPresent(other ->
                        wrong(OrderField.FIRST, "overlap", other.order().number()));
    }

    private void requireEnough(SerialRange range, int quantity) {
        if (quantity > MOST_COUNTED) {
            return; // counting would hold the window; the station counts
        }
        long usable = range.serials().limit(quantity).count();
        if (usable < quantity) {
            wrong(OrderField.LAST, "few", usable, quantity);
        }
    }

    private Optional<ListedOrder> overlap(SerialRange range) {
        return known.stream()
                .filter(order -> order.closed().isEmpty())
                .filter(order -> order.order().serials().overlaps(range))
                .findFirst();
    }

    private void dates() {
        var start = draft.start();
        var due = draft.due();
        if (start.isPresent() && due.isPresent() && due.get().isBefore(start.get())) {
            wrong(OrderField.DUE, "due-before-start");
        }
    }

    private void ocpp() {
        var identity = draft.text(OrderField.IDENTITY);
        if (identity.length() > LONGEST_IDENTITY || !fits(() -> new OcppSettings("wss://a", 2, identity))) {
            wrong(OrderField.IDENTITY, "identity");
        }
        if (!isFilled(OrderField.CSMS)) {
            return;
        }
        var address = draft.text(OrderField.CSMS);
        if (!address.startsWith("wss://") || address.length() == "wss://".length()) {
            wrong(OrderField.CSMS, "csms-secure");
        } else if (address.length() > LONGEST_ADDRESS || !fits(() -> new OcppSettings(address, 2, ""))) {
            wrong(OrderField.CSMS, "csms");
        }
    }

    private void years() {
        between(OrderField.FEATURE_YEARS, 1, MOST_YEARS);
        int least = Math.max(
                LEAST_SECURITY_YEARS, draft.number(OrderField.FEATURE_YEARS).orElse(1));
        between(OrderField.SECURITY_YEARS, Math.min(least, MOST_YEARS), MOST_YEARS);
    }

    private static boolean fits(Runnable attempt) {
        try {
            attempt.run();
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
