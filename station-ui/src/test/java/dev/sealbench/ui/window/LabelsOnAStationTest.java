package dev.sealbench.ui.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sealbench.core.Fault;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.LabelTemplateFinding;
import dev.sealbench.core.LabelTemplateFinding.Problem;
import dev.sealbench.core.StationConfig;
import dev.sealbench.core.StationException;
import dev.sealbench.ui.testkit.Demo;
import dev.sealbench.ui.testkit.DemoParameter;
import dev.sealbench.ui.testkit.OpenStation;
import dev.sealbench.ui.testkit.TestStation;
import dev.sealbench.ui.window.labels.ListedTemplate;
import dev.sealbench.ui.window.orders.PlannedOrder;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The page of label templates in front of a real station without chargers: the labels are the core's.
@ExtendWith(DemoParameter.class)
class LabelsOnAStationTest {

    private static final Duration DRAWN = Duration.ofSeconds(30);

    private final TestStation home;

    LabelsOnAStationTest(Demo demo) throws IOException {
        this.home = demo.newStation();
    }

    @Test
    void aLeadChangesThePlateAndWhatTheStationCannotReadIsNotSaved() throws Exception {
        try (var windows = new RealWindows(home)) {
            var lead = windows.person();
            windows.signIn("lena");
            windows.page("Labels");
            lead.untilSeen("All that name no version", DRAWN);
            lead.fire(".change-template");
            lead.untilSeen("Nothing is changed yet.", DRAWN);
            lead.enter("#part-width", "90");
            lead.untilSeen("Less than 2 mm from the edge", DRAWN);
            assertThat(lead.picture("station-labels-wrong", 1280, 800)).isEmpty();
            lead.enter("#part-width", "110,5");
            lead.untilSeen("It can be saved", DRAWN);
            assertThat(lead.picture("station-labels", 1280, 800)).isEmpty();
            lead.fire(".save-template");
            lead.untilSeen("plate-1 is saved", DRAWN);

            var saved = new LabelsAdapter(windows.people()).template("plate-1");
            assertThat(saved).contains("\"widthMm\" : 110.5");
        }
    }

    @Test
    void versionsAreListedWithWhoSavedThemAndTheOpenOrdersThatNameThem() throws Exception {
        try (var open = home.open()) {
            var people = new StationPeople(open.station());
            people.welcome(open.session());
            var labels = new LabelsAdapter(people);
            assertThat(labels.known().templates())
                    .extracting(ListedTemplate::id)
                    .containsExactly("plate", "access", "recovery");
            var own = labels.template("plate");
            assertThat(labels.save(own)).isEqualTo("plate-1");
            assertThat(labels.save(own)).isEqualTo("plate-2");

            var orders = new OrdersAdapter(people);
            assertThat(orders.templates()).containsExactly("plate-2", "plate-1");
            var first = orders.orders().getFirst();
            var serials = orders.nextFree(Demo.PREFIX, 5).orElseThrow();
            var next = PagesOnAStationTest.next(first, serials, "WO-LABELS");
            var planned = new PlannedOrder(next.order(), next.start(), next.due(), Map.of(LabelKind.PLATE, "plate-1"));
            orders.open(planned);
            assertThat(orders.orders().getLast().planned()).isEqualTo(planned);

            var plates = labels.known().templates().stream()
                    .filter(each -> each.kind() == LabelKind.PLATE)
                    .toList();
            assertThat(plates).extracting(ListedTemplate::inUse).containsExactly(true, false, false);
            assertThat(plates.get(0).orders()).isEmpty();
            assertThat(plates.get(1).orders()).containsExactly("WO-LABELS");
            assertThat(plates.get(1).person()).startsWith("Lena");
            orders.close("WO-LABELS", "only to look at");
            assertThat(labels.known().templates().get(1).orders()).isEmpty();
        }
    }

    @Test
    void theMakersDataAreTriedAndWaitForTheNextStart() throws Exception {
        try (var open = home.open()) {
            var people = new StationPeople(open.station());
            people.welcome(open.session());
            var labels = new LabelsAdapter(people);
            var maker = labels.known().maker();
            var tooLong = named(maker, "Voltgoed International Charging Equipment");
            assertThat(labels.examine(tooLong).findings())
                    .extracting(LabelTemplateFinding::problem)
                    .contains(Problem.TOO_WIDE);
            assertThatExceptionOfType(StationException.class)
                    .isThrownBy(() -> labels.save(tooLong))
                    .satisfies(refusal -> assertThat(refusal.fault()).isEqualTo(Fault.SETTING_REFUSED));
            assertThat(labels.known().makerWaits()).isFalse();

            labels.save(named(maker, "Voltgoed"));
            assertThat(labels.known().makerWaits()).isTrue();
            assertThat(labels.known().maker().name()).isEqualTo("Voltgoed");
        }
    }

    private static StationConfig.Maker named(StationConfig.Maker like, String name) {
        return new StationConfig.Maker(name, like.address(), like.contact(), like.policyUrl(), like.ratings());
    }

    @Test
    void nobodyButALeadIsToldAnythingOfTemplates() throws Exception {
        try (var open = home.open();
                var olga = OpenStation.signIn(open.station(), "olga", home.secretOf("olga"))) {
            var people = new StationPeople(open.station());
            people.welcome(olga);
            var labels = new LabelsAdapter(people);
            assertThatExceptionOfType(StationException.class)
                    .isThrownBy(labels::known)
                    .satisfies(refusal -> assertThat(refusal.fault()).isEqualTo(Fault.NOT_ALLOWED));
        }
    }

    /// Every kind of finding has a sentence, and every field of every kind of label a name.
    @Test
    void everythingThatTheCoreMaySayHasWords() throws Exception {
        var english = new WindowText(Locale.ENGLISH);
        for (var problem : Problem.values()) {
            assertThat(english.get("labels.wrong." + problem, "x")).isNotBlank();
        }
        try (var open = home.open()) {
            for (var kind : LabelKind.values()) {
                var words = open.session().labels().templateWords(kind);
                words.fields()
                        .forEach(field ->
                                assertThat(english.get("labels.field." + field)).isNotBlank());
                words.codes().forEach(code -> {
                    assertThat(english.get("labels.code." + code)).isNotBlank();
                    assertThat(english.get("labels.value.CODE." + code)).isNotBlank();
                });
                assertThat(words.captions()).containsOnlyKeys("EN", "NL", "DE");
            }
        }
    }
}
