package dev.sealbench.ui.window.quality;

import dev.sealbench.core.Role;
import dev.sealbench.ui.window.UiThread;
import dev.sealbench.ui.window.WindowText;
import dev.sealbench.ui.window.shell.Page;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2RoundAL;

/// How the line does, of the days and the work order that a person chose. The books are asked whenever the page is
/// opened or the choice changes; an answer to a choice of before is dropped. FX thread only.
public final class QualityPage implements Page, QualityView.Actions {

    private final QualityStation station;
    private final Clock clock;
    private QualityFilter filter;
    private QualityFilter seenFilter;
    private QualityState state = new QualityState.Reading();
    private List<String> orders = List.of();
    private Optional<QualityView> view = Optional.empty();
    private boolean asNumbers;
    private int asked;

    /// What the books say of a choice.
    private record Answer(List<String> orders, QualityState.Seen seen) {}

    public QualityPage(QualityStation station, Clock clock) {
        this.station = station;
        this.clock = clock;
        this.filter = QualityFilter.today(today());
        this.seenFilter = filter;
    }

    @Override
    public String id() {
        return "quality";
    }

    @Override
    public Ikon icon() {
        return Material2RoundAL.INSIGHTS;
    }

    @Override
    public Set<Role> roles() {
        return Set.of(Role.QA, Role.LEAD, Role.AUDITOR);
    }

    @Override
    public Node content(WindowText text) {
        var fresh = new QualityView(new QualityText(text), this);
        view = Optional.of(fresh);
        show();
        return fresh.node();
    }

    @Override
    public void shown() {
        refresh();
    }

    /// F5 asks again.
    @Override
    public boolean pressed(KeyCode key) {
        if (key == KeyCode.F5) {
            refresh();
        }
        return key == KeyCode.F5;
    }

    @Override
    public void span(Span span) {
        choose(filter.with(span, today()));
    }

    @Override
    public void days(LocalDate first, LocalDate last) {
        choose(filter.with(first, last));
    }

    @Override
    public void order(Optional<String> number) {
        choose(filter.with(number));
    }

    @Override
    public void numbers(boolean instead) {
        asNumbers = instead;
        show();
    }

    private void choose(QualityFilter chosen) {
        if (!chosen.equals(filter)) {
            filter = chosen;
            refresh();
        }
    }

    @Override
    public void refresh() {
        int question = ++asked;
        var period = filter.period(today(), QualityText.zone());
        if (period.isEmpty()) {
            show(new QualityState.WrongDays());
            return;
        }
        if (!(state instanceof QualityState.Seen && filter.equals(seenFilter))) {
            show(new QualityState.Reading()); // else the figures of before stand until the new ones are there
        }
        var order = filter.workOrder();
        UiThread.away(
                () -> {
                    var at = clock.instant();
                    var report = station.report(period.get(), order);
                    return new Answer(station.workOrders(), QualityState.Seen.of(report, at));
                },
                answer -> {
                    if (question == asked) {
                        orders = answer.orders();
                        seenFilter = filter;
                        show(answer.seen());
                    }
                },
                e -> {
                    if (question == asked) {
                        show(new QualityState.Failed(e));
                    }
                });
    }

    private void show(QualityState now) {
        state = now;
        show();
    }

    private void show() {
        view.ifPresent(shown -> {
            shown.show(filter, today(), orders);
            shown.show(state, asNumbers);
        });
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), QualityText.zone());
    }
}
