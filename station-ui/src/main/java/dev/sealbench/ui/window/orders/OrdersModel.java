package dev.sealbench.ui.window.orders;

import dev.sealbench.core.SerialRange;
import dev.sealbench.ui.window.UiThread;
import dev.sealbench.ui.window.parts.Said;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// What goes on with work orders, in no language: the list, which one is looked at, and the new one that is being
/// entered. Tells `changed` whenever something is to be shown differently. FX thread only.
final class OrdersModel {

    /// What the page shows.
    enum Place {
        LIST,
        FORM,
        REVIEW
    }

    private final OrdersStation station;
    private final Clock clock;
    private Runnable changed = () -> {};
    private Place place = Place.LIST;
    private Optional<List<ListedOrder>> orders = Optional.empty();
    private List<OrderChoice> choices = List.of();
    private List<String> templates = List.of();
    private Optional<String> selected = Optional.empty();
    private Optional<Said> said = Optional.empty();
    private boolean closedShown;
    private boolean busy;
    private OrderDraft draft = new OrderDraft();
    private Map<OrderField, String> refused = Map.of();

    OrdersModel(OrdersStation station, Clock clock) {
        this.station = station;
        this.clock = clock;
    }

    /// @param listener called on the FX thread
    void onChange(Runnable listener) {
        changed = listener;
    }

    Place place() {
        return place;
    }

    /// Whether something is being asked of the station that a second click must not ask again.
    boolean isBusy() {
        return busy;
    }

    Optional<Said> said() {
        return said;
    }

    /// Empty until the station has told them.
    Optional<List<ListedOrder>> orders() {
        return orders;
    }

    List<ListedOrder> known() {
        return orders.orElse(List.of());
    }

    boolean isClosedShown() {
        return closedShown;
    }

    long count(boolean closed) {
        return known().stream()
                .filter(order -> order.closed().isPresent() == closed)
                .count();
    }

    /// Open ones: the one that is due first comes first; closed ones: the last one closed comes first.
    List<ListedOrder> shown() {
        var order = closedShown
                ? Comparator.comparing((ListedOrder each) -> each.closed().orElseThrow())
                        .reversed()
                : Comparator.comparing(
                                (ListedOrder each) -> each.planned().due().orElse(LocalDate.MAX))
                        .thenComparing(ListedOrder::opened);
        return known().stream()
                .filter(each -> each.closed().isPresent() == closedShown)
                .sorted(order)
                .toList();
    }

    /// The one whose details are shown: the one that was picked, else the first.
    Optional<ListedOrder> selected() {
        var shown = shown();
        return shown.stream()
                .filter(order -> selected.equals(Optional.of(order.order().number())))
                .findFirst()
                .or(() -> shown.stream().findFirst());
    }

    List<OrderChoice> choices() {
        return choices;
    }

    /// Versions of label templates that may be named, the latest of each kind first.
    List<String> templates() {
        return templates;
    }

    OrderDraft draft() {
        return draft;
    }

    /// What the station said against the last draft; one sentence in English each.
    Map<OrderField, String> refused() {
        return refused;
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneId.systemDefault());
    }

    /// Asks the station for the list again.
    void refresh() {
        said = Optional.empty();
        changed.run();
        UiThread.away(
                station::orders,
                list -> {
                    orders = Optional.of(list);
                    changed.run();
                },
                e -> {
                    said = Optional.of(new Said.Refused(e));
                    changed.run();
                });
    }

    void select(String number) {
        selected = Optional.of(number);
        said = Optional.empty();
        changed.run();
    }

    void showClosed(boolean closed) {
        closedShown = closed;
        selected = Optional.empty();
        changed.run();
    }

    /// Begins a new work order.
    void begin() {
        ask(() -> new Offer(station.choices(), station.templates()), offer -> {
            var found = offer.choices();
            choices = found;
            templates = offer.templates();
            draft = new OrderDraft();
            refused = Map.of();
            if (found.size() == 1) {
                choose(found.getFirst());
            }
            go(Place.FORM);
        });
    }

    private record Offer(List<OrderChoice> choices, List<String> templates) {}

    /// Chooses customer and device class, and takes over what their last order had.
    void choose(OrderChoice choice) {
        draft.choose(Optional.of(choice));
        known().stream()
                .map(ListedOrder::planned)
                .filter(planned ->
                        planned.order().vid().equals(choice.customer().vid())
                                && planned.order().cid().equals(choice.lock().cid()))
                .reduce((_, later) -> later)
                .ifPresent(draft::fillLike);
    }

    /// Asks for free serial numbers; `found` gets them when there are any.
    void suggest(String prefix, int quantity, Consumer<SerialRange> found) {
        UiThread.away(
                () -> station.nextFree(prefix, quantity),
                range -> range.ifPresent(found),
                _ -> {}); // a suggestion only: without it the numbers are typed
    }

    /// Has the station check the draft, and goes on to the review when it has nothing against it.
    void review() {
        if (!OrderRules.problems(draft, known()).isEmpty()) {
            return;
        }
        var planned = draft.planned();
        ask(() -> station.check(planned), findings -> {
            refused = sentences(findings);
            go(findings.isEmpty() ? Place.REVIEW : Place.FORM);
        });
    }

    /// Back to what was entered; nothing of it is lost.
    void edit() {
        go(Place.FORM);
    }

    /// Back to the list; what was entered is dropped.
    void leave() {
        draft = new OrderDraft();
        refused = Map.of();
        go(Place.LIST);
    }

    void open() {
        var planned = draft.planned();
        var number = planned.order().number();
        ask(
                () -> {
                    station.open(planned);
                    return station.orders();
                },
                list -> {
                    orders = Optional.of(list);
                    closedShown = false;
                    selected = Optional.of(number);
                    draft = new OrderDraft();
                    go(Place.LIST);
                    say(Said.done("orders.opened", number));
                });
    }

    void close(String number, String reason) {
        ask(
                () -> {
                    station.close(number, reason);
                    return station.orders();
                },
                list -> {
                    orders = Optional.of(list);
                    selected = Optional.empty();
                    say(Said.done("orders.closed", number));
                });
    }

    private <T> void ask(Callable<T> question, Consumer<T> answered) {
        if (busy) {
            return;
        }
        busy = true;
        said = Optional.empty();
        changed.run();
        UiThread.away(
                question,
                answer -> {
                    busy = false;
                    answered.accept(answer);
                    changed.run();
                },
                e -> {
                    busy = false;
                    say(new Said.Refused(e));
                });
    }

    private void go(Place next) {
        place = next;
        said = Optional.empty();
        changed.run();
    }

    private void say(Said words) {
        said = Optional.of(words);
        changed.run();
    }

    private static Map<OrderField, String> sentences(List<OrderFinding> findings) {
        var sentences = new EnumMap<OrderField, String>(OrderField.class);
        findings.forEach(finding -> sentences.putIfAbsent(finding.field(), finding.text()));
        return sentences;
    }
}
