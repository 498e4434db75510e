package dev.sealbench.core;

import static dev.sealbench.core.TestHome.LEAD;
import static dev.sealbench.core.TestHome.add;
import static dev.sealbench.core.TestHome.entered;
import static dev.sealbench.core.TestHome.secret;
import static dev.sealbench.core.TestHome.signIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How people's secrets open the vault.
class KeySlotUseTest {

    @TempDir
    Path folder;

    private TestHome house;

    @BeforeEach
    void makeAHomeWithALeadAndAnOperator() throws Exception {
        house = TestHome.create(folder);
        try (var station = house.open();
                var lead = house.firstLead(station)) {
            add(lead, "olga", Role.OPERATOR);
        }
    }

    @Test
    void theFirstLeadIsMadeOnceAndNeedsTheVault() throws Exception {
        var fresh = TestHome.create(Files.createDirectory(folder.resolve("fresh")));
        try (var station = fresh.open();
                var wrong = entered("not the passphrase");
                var good = entered(secret("eve"))) {
            assertThat(station.hasPeople()).isFalse();
            assertThat(faultOf(() -> station.makeFirstLead("eve", "Eve", good, wrong)))
                    .isEqualTo(Fault.VAULT_UNAVAILABLE);
            assertThat(station.hasPeople()).isFalse();
            assertThat(station.isOpen()).isFalse();
            fresh.firstLead(station).close();
        }
        try (var station = fresh.open();
                var good = entered(secret("eve"));
                var passphrase = entered(TestHome.VAULT_PASSPHRASE)) {
            assertThat(faultOf(() -> station.makeFirstLead("eve", "Eve", good, passphrase)))
                    .isEqualTo(Fault.PERSON_REFUSED);
            signIn(station, LEAD).close();
        }
    }

    @Test
    void aPersonWithoutASlotGetsOneAtTheFirstSignInWhileTheVaultIsOpen() throws Exception {
        Files.delete(house.home.keySlots()); // as on a station where nobody signed in yet
        try (var station = house.open()) {
            assertThat(faultOf(() -> signIn(station, "olga"))).isEqualTo(Fault.NO_KEY_SLOT);
        }
        assertThat(house.last("person.sign-in-refused").detail()).contains(Fault.NO_KEY_SLOT.text());
    }

    @Test
    void aSlotThatIsMissingComesBackWhenSomebodyElseOpenedTheVault() throws Exception {
        var slots = Files.readAllLines(house.home.keySlots());
        assertThat(slots).hasSize(3);
        var olga = slots.get(1).startsWith(idOf("olga")) ? slots.get(1) : slots.get(2);
        Files.write(
                house.home.keySlots(),
                slots.stream().filter(line -> !line.equals(olga)).toList());
        try (var station = house.open();
                var _ = signIn(station, LEAD)) {
            signIn(station, "olga").close();
        }
        try (var station = house.open()) {
            signIn(station, "olga").close();
            assertThat(station.isOpen()).isTrue();
        }
    }

    @Test
    void aDisabledPersonDoesNotComeInWithAnOldCopyOfTheSlots() throws Exception {
        var old = Files.readAllBytes(house.home.keySlots());
        var id = idOf("olga");
        try (var station = house.open();
                var lead = signIn(station, LEAD)) {
            lead.people().disable("olga", "left the company");
        }
        assertThat(Files.readString(house.home.keySlots())).doesNotContain(id);
        Files.write(house.home.keySlots(), old);

        try (var station = house.open()) {
            assertThat(faultOf(() -> signIn(station, "olga"))).isEqualTo(Fault.NOT_SIGNED_IN);
            assertThat(station.isOpen()).isFalse();
        }
    }

    @Test
    void aChangedSlotIsRefusedAndDoesNotOpen() throws Exception {
        var text = Files.readString(house.home.keySlots());
        for (var line : text.lines().skip(1).toList()) {
            var box = line.substring(line.lastIndexOf(' ') + 1);
            var changed = (box.charAt(0) == 'A' ? 'B' : 'A') + box.substring(1);
            text = text.replace(box, changed);
        }
        Files.writeString(house.home.keySlots(), text);

        try (var station = house.open()) {
            assertThat(faultOf(() -> signIn(station, "olga"))).isEqualTo(Fault.VAULT_UNAVAILABLE);
            assertThat(station.isOpen()).isFalse();
        }
    }

    @Test
    void aNewSecretReplacesTheSlotOfTheOldOne() throws Exception {
        try (var station = house.open();
                var olga = signIn(station, "olga");
                var current = entered(secret("olga"));
                var wrong = entered("not the current secret");
                var next = entered("another secret of hers")) {
            assertThat(faultOf(() -> olga.people().changeOwnSecret(wrong, next)))
                    .isEqualTo(Fault.NOT_SIGNED_IN);
            olga.people().changeOwnSecret(current, next);
        }
        assertThat(Files.readString(house.home.keySlots()).lines()).hasSize(3);
        try (var station = house.open()) {
            assertThat(faultOf(() -> signIn(station, "olga"))).isEqualTo(Fault.NOT_SIGNED_IN);
            signIn(station, "olga", "another secret of hers").close();
            assertThat(station.isOpen()).isTrue();
        }
    }

    /// The slot is made first: the secret that the books know has its slot on either side of a power cut.
    @Test
    void aCutBetweenSlotAndBooksLocksNobodyOut() throws Exception {
        var before = Files.readAllLines(house.home.keySlots());
        try (var station = house.open();
                var lead = signIn(station, LEAD);
                var next = entered("another secret of hers")) {
            lead.people().setSecret("olga", next);
        }
        var after = Files.readAllLines(house.home.keySlots());
        // both generations of slots, as between slot and books
        before.addAll(
                after.stream().skip(1).filter(line -> !before.contains(line)).toList());
        Files.writeString(house.home.keySlots(), String.join("\n", before) + "\n");

        try (var station = house.open()) {
            signIn(station, "olga", "another secret of hers").close();
        }
        try (var station = house.open();
                var _ = signIn(station, LEAD)) {
            signIn(station, "olga", "another secret of hers").close();
        }
        assertThat(Files.readAllLines(house.home.keySlots())).as("tidied").hasSize(3);
    }

    private String idOf(String name) throws Exception {
        try (var station = house.open();
                var lead = signIn(station, LEAD)) {
            return lead.people().list().stream()
                    .filter(person -> person.name().equals(name))
                    .findFirst()
                    .orElseThrow()
                    .id();
        }
    }

    private static Fault faultOf(ThrowingCallable call) {
        var refusal = catchThrowableOfType(StationException.class, call);
        return refusal == null ? null : refusal.fault();
    }
}
