package dev.sealbench.ui.window.parts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.ui.window.Fx;
import dev.sealbench.ui.window.Nodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Cards come a few in each pulse; what is shown meanwhile and marked is what was asked for last.
class PickListTest {

    private static final List<String> MANY =
            IntStream.range(0, 40).mapToObj(each -> "card " + each).toList();

    private final List<String> picked = new ArrayList<>();

    @BeforeAll
    static void start() {
        Fx.start();
    }

    @Test
    void theFirstCardsComeBeforeTheOthers() {
        var list = list();
        int first = Fx.call(() -> {
            list.show(MANY, Optional.of("card 39"));
            return list.getItems().size();
        });

        assertThat(first).isLessThan(MANY.size());
        assertThat(Fx.call(() -> List.copyOf(list.getItems()))).isEqualTo(MANY);
        assertThat(Fx.call(() -> list.getSelectionModel().getSelectedItem())).isEqualTo("card 39");
        assertThat(picked).as("nobody picked it").isEmpty();
    }

    @Test
    void whatIsAskedForMeanwhileCounts() {
        var list = list();
        var others = List.of("card 0", "other 1", "other 2");
        Fx.run(() -> {
            list.show(MANY, Optional.of("card 3"));
            list.show(others, Optional.of("other 1"));
        });

        assertThat(Fx.call(() -> List.copyOf(list.getItems()))).isEqualTo(others);
        assertThat(Fx.call(() -> list.getSelectionModel().getSelectedItem())).isEqualTo("other 1");
    }

    @Test
    void theSameOnesAskedForAgainKeepComingAndTheLastMarkCounts() {
        var list = list();
        int meanwhile = Fx.call(() -> {
            list.show(MANY, Optional.of("card 3"));
            list.show(MANY, Optional.of("card 5"));
            return list.getItems().size();
        });

        assertThat(meanwhile).isLessThan(MANY.size());
        assertThat(Fx.call(() -> List.copyOf(list.getItems()))).isEqualTo(MANY);
        assertThat(Fx.call(() -> list.getSelectionModel().getSelectedItem())).isEqualTo("card 5");
        assertThat(picked).isEmpty();
    }

    @Test
    void noneAtAllAreNone() {
        var list = list();
        Fx.run(() -> list.show(MANY, Optional.empty()));
        Fx.run(() -> list.show(List.of(), Optional.empty()));

        assertThat(Fx.call(() -> List.copyOf(list.getItems()))).isEmpty();
    }

    private PickList<String> list() {
        return Fx.call(() -> new PickList<>(Nodes::label, each -> each, picked::add));
    }
}
