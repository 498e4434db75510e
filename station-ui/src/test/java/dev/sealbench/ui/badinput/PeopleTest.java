package dev.sealbench.ui.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.Author;
import dev.sealbench.core.EventRecord;
import dev.sealbench.core.Octets;
import dev.sealbench.core.RunRecord;
import dev.sealbench.core.RunResult;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.internal.books.Books;
import dev.sealbench.core.internal.books.BooksConfig;
import dev.sealbench.ui.testkit.Commands;
import dev.sealbench.ui.testkit.Demo;
import dev.sealbench.ui.testkit.DemoParameter;
import dev.sealbench.ui.testkit.TestStation;
import dev.sealbench.ui.testkit.Tool;
import dev.sealbench.vault.RecordContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The command line signs people in, obeys their roles, and asks for the second person where two are needed.
@Tag("e2e")
@ExtendWith(DemoParameter.class)
class PeopleTest {

    private static final Author ANOTHER = new Author("p-0123456789abcdef", "test");

    private final TestStation station;

    PeopleTest(Demo demo) throws IOException {
        station = demo.newStation();
    }

    @Test
    void whoDoesNotSayWhoOrProveItIsRefused() throws Exception {
        refused(alone(List.of("lena"), "unit", "list"), "--user");
        refused(alone(List.of("olga"), "unit", "list", "--user", "lena", "--pass-fd", "3"), "do not belong");
        refused(alone(List.of("olga"), "unit", "list", "--user", "ilse", "--pass-fd", "3"), "do not belong");
        refused(alone(List.of(), "unit", "list", "--user", "lena", "--pass-fd", "9"), "file descriptor 9");
        refused(alone(List.of(), "unit", "list", "--user", "lena"), "no terminal");
    }

    @Test
    void theRolesOfThePersonCount() throws Exception {
        var as = new String[] {"--user", "olga", "--pass-fd", "3"};
        refused(run(List.of("olga"), "user", "list", as[0], as[1], as[2], as[3]), "not in your role");
        refused(run(List.of("olga"), "audit", "export", "--out", "x", as[0], as[1], as[2], as[3]), "not in your role");

        var list = run(List.of("lena"), "user", "list", "--json", "--user", "lena", "--pass-fd", "3");
        assertThat(list.exitCode()).as(list.err()).isZero();
        assertThat(list.out()).contains("\"olga\"", "\"SECURITY_OFFICER\"").doesNotContain(station.secretOf("olga"));
        assertThat(last("access.refused").person()).startsWith("p-");
    }

    @Test
    void aNewPersonSignsInAndChangesTheSecret() throws Exception {
        var first = secret("the first secret of otto");
        var second = secret("the second secret of otto");
        var add = new String[] {
            "user",
            "add",
            "otto",
            "--display-name",
            "Otto",
            "--role",
            "OPERATOR,QA",
            "--new-pass-fd",
            "4",
            "--user",
            "lena",
            "--pass-fd",
            "3"
        };
        passed(run(List.of("lena", first), add));
        refused(run(List.of("lena", first), add), "somebody has this name");
        passed(run(List.of(first, second), "user", "secret", "--new-pass-fd", "4", "--user", "otto", "--pass-fd", "3"));
        refused(run(List.of(first), "unit", "list", "--user", "otto", "--pass-fd", "3"), "do not belong");
        passed(run(List.of(second), "unit", "list", "--user", "otto", "--pass-fd", "3"));
        passed(run(List.of("lena"), "user", "disable", "otto", "--reason", "left", "--user", "lena", "--pass-fd", "3"));
        refused(run(List.of(second), "unit", "list", "--user", "otto", "--pass-fd", "3"), "do not belong");
    }

    @Test
    void aCustomersKeysTakeTwo() throws Exception {
        var statement = station.folder().resolve("voltgrid.statement");
        try (var books = station.books()) {
            var order = books.workOrders().list().getFirst().order();
            var lock = books.customers().lock(order.vid(), order.cid()).orElseThrow();
            Files.write(statement, lock.statement().toBytes());
        }
        var add = List.of("customer", "add", statement.toString(), "--user", "sofie", "--pass-fd", "3");

        refused(run(List.of("sofie"), add.toArray(String[]::new)), "second person");
        refused(run(List.of("sofie", "sofie"), with(add, "--second", "sofie")), "your own work");
        refused(run(List.of("sofie", "olga"), with(add, "--second", "olga")), "neither lead nor security officer");
        passed(run(List.of("sofie", "lena"), with(add, "--second", "lena")));

        assertThat(last("customer.keys-confirmed").detail()).contains("confirmed by p-");
    }

    @Test
    void credentialsAreDestroyedByTwoWhoSawHowMany() throws Exception {
        revertedUnit();
        var shred = List.of("audit", "shred", "--due", "--user", "sofie", "--pass-fd", "3");
        var confirmed = new ArrayList<>(shred);
        confirmed.addAll(List.of("--confirm", "1"));
        var wrong = new ArrayList<>(shred);
        wrong.addAll(List.of("--confirm", "2"));

        for (var words : List.of(with(shred, "--second", "lena"), with(wrong, "--second", "lena"))) {
            var unconfirmed = run(List.of("sofie", "lena"), words);
            assertThat(unconfirmed.exitCode()).isEqualTo(4);
            assertThat(unconfirmed.out()).contains("set 1", "the unit was reverted");
            assertThat(unconfirmed.err()).contains("nothing was destroyed: 1 sets of credentials are due");
        }
        refused(run(List.of("sofie"), confirmed.toArray(String[]::new)), "second person");
        refused(run(List.of("sofie", "sofie"), with(confirmed, "--second", "sofie")), "your own work");
        refused(run(List.of("sofie", "olga"), with(confirmed, "--second", "olga")), "neither lead nor");
        refused(
                run(List.of("axel"), "audit", "shred", "--due", "--user", "axel", "--pass-fd", "3"),
                "not in your role");
        var open = new ArrayList<>(shred);
        open.set(2, "--work-order");
        open.add(3, workOrder());
        refused(run(List.of("sofie", "lena"), with(open, "--second", "lena")), "is still open");

        var done = run(List.of("sofie", "lena"), with(confirmed, "--second", "lena"));
        passed(done);
        assertThat(done.out()).contains("1 sets of credentials destroyed, 0 left");
        assertThat(last("credentials.destruction-agreed").detail()).contains("confirmed by p-");
        assertThat(last("unit.credentials-shredded").detail()).isEqualTo("generation 1: the unit was reverted");
        var again = run(List.of("sofie", "lena"), with(shred, "--second", "lena"));
        passed(again);
        assertThat(again.out()).contains("0 sets of credentials destroyed, 0 left");
    }

    @Test
    void whatIsLeftIsNoSuccess() throws Exception {
        var run = runningUnit();
        var shred = List.of("audit", "shred", "--due", "--confirm", "1", "--user", "sofie", "--pass-fd", "3", "--json");

        var left = run(List.of("sofie", "lena"), with(shred, "--second", "lena"));

        assertThat(left.exitCode()).isEqualTo(3);
        assertThat(left.out()).contains("\"destroyed\":0", "a run of " + Demo.SERIAL + " has not ended");
        assertThat(left.err()).contains("not finished: do what is said above, then run audit shred again");
        try (var books = booksOfAnotherStation()) {
            var end = new RunRecord.RunEnd(Instant.now(), RunResult.ABANDONED, UnitState.SCANNED, 0, "");
            books.runs().close(run, end, ANOTHER);
        }
        passed(run(List.of("sofie", "lena"), with(shred, "--second", "lena")));
    }

    /// A unit of [#revertedUnit], on which another station works.
    private UUID runningUnit() throws Exception {
        revertedUnit();
        var id = UUID.randomUUID();
        try (var books = booksOfAnotherStation()) {
            var serial = new SerialNumber(Demo.SERIAL);
            books.runs()
                    .open(
                            new RunRecord(id, serial, "line-9", 1, "p-1", "test", Instant.now(), Optional.empty()),
                            ANOTHER);
        }
        return id;
    }

    private Books booksOfAnotherStation() throws Exception {
        return Books.open(BooksConfig.h2(station.home().books(), "line-9"), Clock.systemUTC());
    }

    private String workOrder() throws Exception {
        try (var books = station.books()) {
            return books.workOrders().list().getFirst().order().number();
        }
    }

    /// A unit whose credentials the vault sealed, and that was reverted then.
    private void revertedUnit() throws Exception {
        var serial = new SerialNumber(Demo.SERIAL);
        try (var bench = station.bench()) {
            var books = bench.books();
            var drawn = bench.vault().draw(new RecordContext(new byte[] {1}), _ -> false);
            var salt = Octets.of(new byte[32]);
            books.units().scan(serial, Optional.empty(), bench.author());
            books.secrets().put(serial, Octets.of(drawn.encode()), salt, List.of(salt), bench.author());
            books.units().decide(serial, UnitState.REVERTED, "self-test failed", bench.author());
        }
    }

    @Test
    void theFirstLeadIsMadeInAHomeWithoutPeopleOnly() throws Exception {
        var secret = secret("the secret of another lead");
        refused(
                run(
                        List.of(secret, station.home().demoPassphrase().toString()),
                        "setup",
                        "first-lead",
                        "--display-name",
                        "Eve",
                        "--vault-pass-fd",
                        "4",
                        "--user",
                        "eve",
                        "--pass-fd",
                        "3"),
                "know people already");
    }

    private static String[] with(List<String> words, String option, String name) {
        var all = new ArrayList<>(words);
        all.addAll(List.of(option, name, "--second-pass-fd", "4"));
        return all.toArray(String[]::new);
    }

    private String secret(String text) throws IOException {
        var file = Files.createTempFile(station.folder(), "secret", "");
        return Files.writeString(file, text + "\n").toString();
    }

    private EventRecord last(String action) throws Exception {
        return station.events().stream()
                .filter(event -> event.action().equals(action))
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    private static void passed(Tool.Result result) {
        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
    }

    private static void refused(Tool.Result result, String why) {
        assertThat(result.exitCode()).as(result.out() + result.err()).isEqualTo(4);
        var said =
                result.err().lines().filter(line -> line.startsWith("REFUSED")).toList();
        assertThat(said).hasSize(1).allMatch(line -> line.contains(why));
        assertThat(result.out() + result.err()).doesNotContain("Exception", "\tat ");
    }

    /// @param secrets files, or people of the demonstration, at file descriptors from 3 on
    private Tool.Result run(List<String> secrets, String... words) throws IOException {
        return Commands.run(station, files(secrets), List.of(words));
    }

    /// As [#run], as a process of its own without a terminal.
    private Tool.Result alone(List<String> secrets, String... words) {
        var shell = new StringBuilder("exec \"$@\"");
        int descriptor = 3;
        for (var file : files(secrets)) {
            shell.append(" %d<'%s'".formatted(descriptor++, file));
        }
        var command = new ArrayList<>(List.of("setsid", "bash", "-c", shell.toString(), "bash"));
        command.addAll(station.java(words));
        return Tool.run(new ProcessBuilder(command).redirectErrorStream(false));
    }

    private List<Path> files(List<String> secrets) {
        return secrets.stream().map(station.home().demoPeople()::resolve).toList();
    }
}
