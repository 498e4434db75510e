package dev.sealbench.core;

import static dev.sealbench.core.TestHome.LEAD;
import static dev.sealbench.core.TestHome.add;
import static dev.sealbench.core.TestHome.signIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real home, and a witness that it meets in a folder only.
class WitnessOfAHomeTest {

    @TempDir
    Path folder;

    private TestHome house;
    private Path shared;
    private LogWitness witness;

    @BeforeEach
    void makeBoth() throws Exception {
        house = TestHome.create(folder);
        try (var station = house.open();
                var lead = house.firstLead(station)) {
            add(lead, "olga", Role.OPERATOR);
        }
        shared = Files.createDirectory(folder.resolve("shared"));
        witness = LogWitness.open(
                folder.resolve("memory"), folder.resolve("vendor").resolve("vendor-root.pub.pem"), house.clock);
    }

    @AfterEach
    void close() {
        witness.close();
    }

    @Test
    void theWitnessFollowsTheLog() throws Exception {
        long signed = 0;
        for (var name : List.of("otto", "oscar")) {
            var first = ask(name);
            assertThat(first.cosigned()).isEqualTo(signed);
            assertThat(first.asked()).isTrue();
            assertThat(first.trouble()).isEmpty();
            assertThat(witness.answer(shared))
                    .containsExactly(new LogWitness.Answer("line-1", true, first.events() + " events"));
            signed = first.events();
        }
        assertThat(ask("olaf").at()).contains(house.clock.instant());
    }

    @Test
    void aDatabaseThatWasPutBackWithAllThatLiesBesideItIsNoticed() throws Exception {
        ask("otto");
        witness.answer(shared);
        var yesterday = copy(house.home.directory(), folder.resolve("yesterday"));
        for (var name : List.of("oscar", "olaf", "omar")) {
            ask(name);
        }
        witness.answer(shared);
        copy(yesterday, house.home.directory());

        assertThat(look().trouble().orElseThrow()).contains("older books were put back");
        Files.delete(shared.resolve("line-1.cosigned"));
        assertThat(look().asked()).isTrue();
        assertThat(witness.answer(shared)).singleElement().satisfies(answer -> {
            assertThat(answer.cosigned()).isFalse();
            assertThat(answer.text()).contains("older books were put back");
        });
        assertThat(look().trouble().orElseThrow()).contains("older books were put back");
    }

    @Test
    void aKeyThatIsNoneIsRefused() throws Exception {
        try (var station = house.open();
                var lead = signIn(station, LEAD)) {
            var refusal = catchThrowableOfType(
                    StationException.class, () -> lead.audit().askWitness(shared, "nobody"));
            assertThat(refusal.fault()).isEqualTo(Fault.SETTING_REFUSED);
            var absent = catchThrowableOfType(
                    StationException.class,
                    () -> lead.audit().askWitness(folder.resolve("nowhere"), witness.verifierKey()));
            assertThat(absent.fault()).isEqualTo(Fault.WITNESS_UNUSABLE);
        }
    }

    /// What the station says after a person more is in its log.
    private WitnessSaid ask(String newcomer) throws Exception {
        try (var station = house.open();
                var lead = signIn(station, LEAD)) {
            add(lead, newcomer, Role.OPERATOR);
            return lead.audit().askWitness(shared, witness.verifierKey());
        }
    }

    private WitnessSaid look() throws Exception {
        try (var station = house.open();
                var lead = signIn(station, LEAD)) {
            return lead.audit().askWitness(shared, witness.verifierKey());
        }
    }

    /// The files of the home, without its folders' others.
    private static Path copy(Path from, Path to) throws Exception {
        try (var files = Files.walk(from)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return to;
    }
}
