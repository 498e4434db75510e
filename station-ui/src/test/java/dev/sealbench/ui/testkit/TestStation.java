package dev.sealbench.ui.testkit;

import dev.sealbench.core.EventRecord;
import dev.sealbench.core.Outcome;
import dev.sealbench.core.RunListener;
import dev.sealbench.core.Station;
import dev.sealbench.core.StationConfig;
import dev.sealbench.core.StationException;
import dev.sealbench.core.StationHome;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.internal.books.Books;
import dev.sealbench.core.internal.books.BooksConfig;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.core.internal.books.BooksPlace;
import dev.sealbench.core.internal.run.Bench;
import dev.sealbench.core.internal.run.BenchOpening;
import dev.sealbench.link.ChargerLink;
import dev.sealbench.link.LinkException;
import dev.sealbench.link.LinkTimes;
import dev.sealbench.link.PortAddress;
import dev.sealbench.ui.Main;
import dev.sealbench.vault.Passphrase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/// One station: its home, its slots, its labels. Commands run in a Java of their own, as a user's do.
///
/// @param folder holds home, labels, slot-1, slot-2
/// @param chips how many units were made for it
public record TestStation(Path folder, AtomicInteger chips) {

    static final int SLOTS = 2;

    /// Who opens a station in tests that are not about people: what is done there is a lead's work, too.
    private static final String LEAD = "lena";

    /// Where the station keeps what is its own.
    public StationHome home() {
        return new StationHome(folder.resolve("home"));
    }

    /// Where the charger on slot 1 appears.
    public Path port() {
        return port(1);
    }

    /// Where label files go.
    public Path labels() {
        return folder.resolve("labels");
    }

    /// Opens the station inside this process and signs a lead in. The caller closes it.
    public OpenStation open() throws IOException, StationException {
        return open(Clock.systemUTC());
    }

    /// As [#open], at another time.
    public OpenStation open(Clock clock) throws IOException, StationException {
        return open(LEAD, secretOf(LEAD), clock);
    }

    /// As [#open], with somebody else signed in.
    public OpenStation open(String name) throws IOException, StationException {
        return open(name, secretOf(name), Clock.systemUTC());
    }

    /// As [#open], with what somebody typed.
    public OpenStation open(String name, String secret, Clock clock) throws StationException {
        return OpenStation.of(Station.open(home(), clock), name, secret);
    }

    /// What a person of the demonstration signs in with; `NAME.badge` is the badge.
    public String secretOf(String name) throws IOException {
        return Files.readString(home().demoPeople().resolve(name)).strip();
    }

    /// Opens what is behind the station's door, inside this process. The caller closes it.
    public Bench bench() throws IOException, StationException {
        try (var in = Files.newInputStream(home().demoPassphrase());
                var passphrase = Passphrase.read(in)) {
            var opening = BenchOpening.begin(home(), Clock.systemUTC());
            try {
                return opening.open(passphrase, "setup");
            } catch (StationException | RuntimeException e) {
                opening.close();
                throw e;
            }
        }
    }

    /// Says where slot 1 is from now on.
    public void connect(PortAddress slot) throws IOException {
        configure(slot.toString());
    }

    /// Takes the unit on slot 1 as far as it goes, inside this process.
    public Outcome provision(String serial) throws IOException, StationException {
        try (var station = open()) {
            return station.provision(1, serial, Optional.empty(), RunListener.silent());
        }
    }

    /// Where the books have the unit; empty when they never saw it.
    public Optional<UnitState> stateOf(String serial) throws IOException, StationException {
        try (var station = open()) {
            return station.units().list(Optional.empty()).stream()
                    .filter(unit -> unit.serial().text().equals(serial))
                    .map(unit -> unit.state())
                    .findFirst();
        }
    }

    /// The whole log. The station may be open in this process.
    public List<EventRecord> events() throws BooksException, IOException {
        var events = new ArrayList<EventRecord>();
        try (var books = books()) {
            books.events().forEach(booksConfig().station(), 1, events::add);
        }
        return List.copyOf(events);
    }

    /// The books by themselves; the caller closes them.
    public Books books() throws BooksException, IOException {
        return Books.open(booksConfig(), Clock.systemUTC());
    }

    /// What the charger on slot 1 says of its life once it answers: `blank`, `trial`, `locked`; empty when there is
    /// none.
    public String lifecycle() {
        try (var link = ChargerLink.open(PortAddress.parse(port().toString()), LinkTimes.standard())) {
            return link.awaitHello(VirtualCharger.BOOT).lifecycle().toString();
        } catch (LinkException e) {
            return "";
        }
    }

    /// Runs one command to its end; `--home` and the person whose work it is are added. Provisioning is a process
    /// of its own, all else runs in this one.
    public Tool.Result command(String... words) {
        if (words[0].equals("provision")) {
            return Tool.run(builder(Main.class, words).redirectErrorStream(false));
        }
        var person = whoseWork(words);
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--user", person, "--pass-fd", "3"));
        try {
            return Commands.run(this, List.of(home().demoPeople().resolve(person)), all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Starts to provision the demonstration's unit on slot 1 behind another command, say strace, or
    /// none. The process is Java's own: killing it kills the station.
    public Process provisioning(List<String> wrapper) throws IOException {
        var builder = builder(Main.class, "provision", "--slot", "1", "--serial", Demo.SERIAL);
        builder.command().addAll(0, wrapper);
        return builder.redirectOutput(folder.resolve("provision.log").toFile()).start();
    }

    /// A command that `main` will run, not started yet; output and errors together.
    public ProcessBuilder builder(Class<?> main, String... words) {
        var person = whoseWork(words);
        var command = new ArrayList<>(List.of("bash", "-c", "exec \"$@\" 3<\"$0\""));
        command.add(home().demoPeople().resolve(person).toString());
        command.addAll(java(main, words));
        command.addAll(List.of("--user", person, "--pass-fd", "3"));
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    /// The words of a Java of its own that runs one command in this home; nobody is signed in.
    public List<String> java(String... words) {
        return java(Main.class, words);
    }

    private List<String> java(Class<?> main, String... words) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of("-Djava.awt.headless=true", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(words));
        command.addAll(List.of("--home", home().directory().toString()));
        return command;
    }

    /// As scripts/station has it.
    private static String whoseWork(String... words) {
        return switch (words[0]) {
            case "provision" -> "olga";
            case "label" -> "quinn";
            case "audit" -> "axel";
            default -> LEAD;
        };
    }

    /// Has slots and labels in its own folder.
    void useOwnFolder() throws IOException {
        configure(port().toString());
    }

    /// Slot 1 gets this text as its port, whatever it is.
    public void configure(String slot1) throws IOException {
        var slots = new TreeMap<Integer, String>();
        for (int slot = 1; slot <= SLOTS; slot++) {
            slots.put(slot, slot == 1 ? slot1 : port(slot).toString());
        }
        var config = StationConfig.read(home().config());
        new StationConfig(
                        config.stationId(),
                        config.production(),
                        config.allowSimulator(),
                        slots,
                        config.romSha256(),
                        config.board(),
                        labels().toString(),
                        config.maker(),
                        config.signIn(),
                        config.printers(),
                        config.witness(),
                        config.database())
                .write(home().config());
    }

    /// Where the charger on a slot appears.
    public Path port(int slot) {
        return folder.resolve("slot-" + slot);
    }

    private BooksConfig booksConfig() throws BooksException, IOException {
        return BooksPlace.of(home(), StationConfig.read(home().config()));
    }
}
