package dev.sealbench.core.internal.verify;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.sealbench.core.UnitState;
import dev.sealbench.link.wire.Order;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Compares a unit's line in units.csv with what its documents prove.
///
/// @param line of units.csv
record LineCheck(NamedCsvRecord line) {

    static final String FILE = "units.csv";

    private static final HexFormat HEX = HexFormat.of();

    /// What a unit can be once it is locked.
    private static final Set<UnitState> PROVEN = Set.of(
            UnitState.RECORDED, UnitState.LABELLED, UnitState.RELEASED, UnitState.QUARANTINED, UnitState.SCRAPPED);

    /// What only a locked unit can be.
    private static final Set<UnitState> NEEDS_PROOF =
            Set.of(UnitState.RECORDED, UnitState.LABELLED, UnitState.RELEASED);

    /// @param orders of the unit, found good
    void check(List<OrderTrial> orders) throws WrongExport {
        var complete = orders.reversed().stream().filter(OrderTrial::isComplete).findFirst();
        if (complete.isEmpty() && NEEDS_PROOF.contains(state())) {
            throw wrong("is %s without %s".formatted(state(), missing(orders)));
        }
        boolean built = !line.getField("order_digest_sha256").isEmpty();
        if (built && complete.isEmpty()) {
            throw wrong("names an order that was not confirmed and proven");
        }
        if (built && !PROVEN.contains(state())) {
            throw wrong("is %s, but its order was confirmed".formatted(state()));
        }
        if (!built && NEEDS_PROOF.contains(state())) {
            throw wrong("is %s without an order in its line".formatted(state()));
        }
        if (line.getField("work_order").isEmpty()) {
            throw wrong("belongs to no work order");
        }
        if (built) {
            compare(complete.get());
        }
    }

    UnitState state() throws WrongExport {
        try {
            return UnitState.valueOf(line.getField("state"));
        } catch (IllegalArgumentException _) { // the file comes from outside
            throw wrong("has a state that there is not");
        }
    }

    private static String missing(List<OrderTrial> orders) {
        Optional<OrderTrial> last = orders.isEmpty() ? Optional.empty() : Optional.of(orders.getLast());
        if (last.isEmpty()) {
            return "an order";
        }
        if (!last.get().isConfirmed()) {
            return "a confirmation of its order";
        }
        return last.get().hasTrialReceipt() ? "a final receipt" : "a trial receipt";
    }

    private void compare(OrderTrial trial) throws WrongExport {
        var order = trial.signed().order();
        if (trial.certificateIsMissing()) {
            throw new WrongExport(trial.path() + ".der", "missing");
        }
        for (var expected : expected(trial, order).entrySet()) {
            if (!line.getField(expected.getKey()).equals(expected.getValue())) {
                throw wrong("has another %s than its order".formatted(expected.getKey()));
            }
        }
        compare("model", order.getModel());
        compare("gtin", order.getGtin());
        compare("customer", trial.signed().customer().name());
    }

    private void compare(String column, String text) throws WrongExport {
        if (!PlainCell.shows(line.getField(column), text)) {
            throw wrong("has another %s than its order".formatted(column));
        }
    }

    private static Map<String, String> expected(OrderTrial trial, Order order) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("order_digest_sha256", HEX.formatHex(trial.signed().digest()));
        fields.put("chip_ek_name", HEX.formatHex(order.getEkName().toByteArray()));
        fields.put("firmware_version", order.getFirmwareVersion());
        fields.put("firmware_sha256", HEX.formatHex(order.getFirmwareSha256().toByteArray()));
        fields.put("security_counter", Long.toString(Integer.toUnsignedLong(order.getSecurityCounter())));
        fields.put("manufactured", order.getManufactured());
        fields.put("feature_updates_until", order.getFeatureUpdatesUntil());
        fields.put("security_updates_until", order.getSecurityUpdatesUntil());
        return fields;
    }

    private WrongExport wrong(String reason) {
        return new WrongExport(FILE, line.getField("serial") + " " + reason);
    }
}
