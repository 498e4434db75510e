package dev.sealbench.ui.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.EventRecord;
import dev.sealbench.ui.testkit.Demo;
import dev.sealbench.ui.testkit.DemoParameter;
import dev.sealbench.ui.testkit.TestStation;
import dev.sealbench.ui.testkit.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The command line signs people in, obeys their roles, and asks for the second person where two are needed.
@Tag("e2e")
@ExtendWith(DemoParameter.class)
class PeopleTest {

    private final TestStation station;

    PeopleTest(Demo demo) throws IOException {
        station = demo.newStation();
    }

    @Test
    void whoDoesNotSayWhoOrProveItIsRefused() throws Exception {
        refused(run(List.of("lena"), "unit", "list"), "--user");
        refused(run(List.of("olga"), "unit", "list", "--user", "lena", "--pass-fd", "3"), "do not belong");
        refused(run(List.of("olga"), "unit", "list", "--user", "ilse", "--pass-fd", "3"), "do not belong");
        refused(run(List.of(), "unit", "list", "--user", "lena", "--pass-fd", "9"), "file descriptor 9");
        refused(run(List.of(), "unit", "list", "--user", "lena"), "no terminal");
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
    private Tool.Result run(List<String> secrets, String... words) {
        var shell = new StringBuilder("exec \"$@\"");
        for (int i = 0; i < secrets.size(); i++) {
            var people = station.home().demoPeople();
            var file = secrets.get(i).startsWith("/") ? Path.of(secrets.get(i)) : people.resolve(secrets.get(i));
            shell.append(" %d<'%s'".formatted(i + 3, file));
        }
        var command = new ArrayList<>(List.of("setsid", "bash", "-c", shell.toString(), "bash"));
        command.addAll(station.java(words));
        return Tool.run(new ProcessBuilder(command).redirectErrorStream(false));
    }
}
