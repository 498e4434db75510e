package dev.sealbench.ui.window.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.StationException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is wrong with a new work order before the station is asked.
class OrderRulesTest {

    private final OrderDraft draft = complete();
    private final List<ListedOrder> known = known();

    static OrderDraft complete() {
        var draft = new OrderDraft();
        draft.choose(Optional.of(ScriptedOrders.NORTH_22));
        draft.put(OrderField.NUMBER, "WO-2026-0152");
        draft.put(OrderField.QUANTITY, "250");
        draft.put(OrderField.GTIN, "04012345123456");
        draft.put(OrderField.PREFIX, "CP426491");
        draft.put(OrderField.FIRST, "0");
        draft.put(OrderField.LAST, "299");
        draft.put(OrderField.CSMS, "wss://ocpp.nordlicht.example/cs");
        return draft;
    }

    private static List<ListedOrder> known() {
        try {
            return ScriptedOrders.busy().orders();
        } catch (StationException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aCompleteDraftIsTheWorkOrderThatIsMeant() {
        draft.plan(Optional.of(LocalDate.parse("2026-12-01")), Optional.of(LocalDate.parse("2026-12-04")));
        assertThat(OrderRules.problems(draft, known)).isEmpty();
        var planned = draft.planned();
        assertThat(planned.order().quantity()).isEqualTo(250);
        assertThat(planned.order().release())
                .isEqualTo(ScriptedOrders.NORTH_22.releases().getFirst().image());
        assertThat(planned.order().retention().days()).isEqualTo(45);
        assertThat(planned.due()).contains(LocalDate.parse("2026-12-04"));
    }

    @ParameterizedTest
    @CsvSource({
        "NUMBER, WO 1, number",
        "NUMBER, .hidden, number",
        "NUMBER, WO-2026-0147, number-taken",
        "QUANTITY, 0, between",
        "QUANTITY, 2.5, between",
        "QUANTITY, 10000001, between",
        "QUANTITY, 99999999999999, between",
        "GTIN, 123, gtin-length",
        "GTIN, 04012345123457, gtin-check",
        "PREFIX, CP42647, prefix",
        "PREFIX, CP42649I, prefix",
        "FIRST, -1, between",
        "LAST, 10000000, between",
        "LAST, 249, few",
        "CSMS, ws://ocpp.example, csms-secure",
        "CSMS, wss://, csms-secure",
        "IDENTITY, a:b, identity",
        "FEATURE_YEARS, 0, between",
        "SECURITY_YEARS, 4, between",
        "RETENTION_DAYS, 0, between"
    })
    void aWrongTextIsNamedByItsField(OrderField field, String typed, String key) {
        draft.put(field, typed);
        assertThat(OrderRules.problems(draft, known)).containsOnlyKeys(field);
        assertThat(OrderRules.problems(draft, known).get(field).key()).isEqualTo(key);
    }

    @Test
    void theLastCounterIsNotBelowTheFirst() {
        draft.put(OrderField.FIRST, "300");
        assertThat(OrderRules.problems(draft, known).get(OrderField.LAST).key()).isEqualTo("last-before-first");
    }

    @Test
    void numbersOfAnOpenWorkOrderAreTakenAndThoseOfAClosedOneAreFree() {
        draft.put(OrderField.PREFIX, "CP426471");
        draft.put(OrderField.FIRST, "1099");
        draft.put(OrderField.LAST, "1400");
        assertThat(OrderRules.problems(draft, known).get(OrderField.FIRST))
                .isEqualTo(new OrderRules.Problem("overlap", List.of("WO-2026-0147")));

        draft.put(OrderField.PREFIX, "CP426401"); // WO-2026-0139 had 0 to 549
        draft.put(OrderField.FIRST, "0");
        assertThat(OrderRules.problems(draft, known)).isEmpty();
    }

    @Test
    void aDeviceClassWithoutReleaseSaysWhereToGetOne() {
        draft.choose(Optional.of(ScriptedOrders.NORTH_11));
        assertThat(OrderRules.problems(draft, known).get(OrderField.RELEASE).key())
                .isEqualTo("no-release");
    }

    @Test
    void theDueDayIsNotBeforeTheStart() {
        draft.plan(Optional.of(LocalDate.parse("2026-12-02")), Optional.of(LocalDate.parse("2026-12-01")));
        assertThat(OrderRules.problems(draft, known)).containsOnlyKeys(OrderField.DUE);
    }

    @Test
    void securityUpdatesLastAsLongAsFeatureUpdates() {
        draft.put(OrderField.FEATURE_YEARS, "10");
        draft.put(OrderField.SECURITY_YEARS, "9");
        assertThat(OrderRules.problems(draft, known)).containsOnlyKeys(OrderField.SECURITY_YEARS);
    }

    @Test
    void anEmptyDraftLacksEverythingThatHasNoUsualValue() {
        assertThat(OrderRules.problems(new OrderDraft(), List.of()))
                .containsOnlyKeys(
                        OrderField.NUMBER,
                        OrderField.CUSTOMER,
                        OrderField.QUANTITY,
                        OrderField.GTIN,
                        OrderField.PREFIX,
                        OrderField.FIRST,
                        OrderField.LAST,
                        OrderField.CSMS);
    }
}
