package dev.sealbench.ui.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.Fault;
import dev.sealbench.core.StationException;
import dev.sealbench.ui.testkit.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Sentences that the core builds are said in three languages: each that is in its source and may come to a window
/// has a Dutch and a German text, and none is left over.
class SentencesTest {

    private static final Path SAID =
            Repository.file("station-ui/src/main/resources/dev/sealbench/ui/window/sentences.txt");

    /// Steps of a run.
    private static final List<String> RUN_CLASSES = List.of(
            "Attestation",
            "AttestStep",
            "BookedUnit",
            "BurnStep",
            "Certificates",
            "Connected",
            "Decider",
            "Genuineness",
            "IdentifyStep",
            "KeyStep",
            "Label",
            "LockStep",
            "OrderStep",
            "OrderWriting",
            "Provisioner",
            "RecordStep",
            "ReleaseChoice",
            "ScanStep",
            "Templates",
            "Trials",
            "UnitEvidence",
            "Update");

    /// Of link and vault, what speaks to people; the rest ends a sentence of these, for whoever mends the charger.
    private static final Set<String> SHOWN = Set.of(
            "link/LinkException.java",
            "link/Lifecycle.java",
            "link/PortAddress.java",
            "link/Program.java",
            "link/Status.java",
            "vault/VaultException.java");

    /// Where in the core sentences are that no window shows, and why. Whatever is not named here has to be translated.
    private static final Map<String, String> NOT_SHOWN = notShown();

    /// What stands in a file whose other sentences are shown, and is written to the log or into a document.
    private static final Set<String> NOT_SAID = Set.of(
            // the log's details
            "idle time: {0} -> {1} minutes",
            "vault time: {0} -> {1} minutes",
            "maker: {0} -> {1}",
            "printer of {0}: {1} -> {2}",
            "printer of {0}: {1}, {2} {3}",
            "slot {0}: {1} -> {2}",
            "ZPL {0}, {1} dpi",
            "queue {0}",
            ", the first lead",
            ", confirmed by {0}",
            "sealbench 0.1.0",
            // an export's manifest and pages
            "all units",
            "units first scanned from {0} to before {1}",
            "{0} units by serial number",
            "page {0}",
            // the paper of a test print, names of print jobs
            "Test print",
            "test print",
            "Not a unit's label: throw it away.",
            "Printer of: {0}",
            "{0} plate {1}",
            // signing a release, which no station does
            "the record would be signed by another pair",
            "a TLV area has at most 65,535 octets",
            // words inside
            "ecdsa {0} / lms {1}",
            "; SQL statement",
            "the configuration was checked");

    /// What the core puts together from parts that are no sentences, or a window says itself.
    private static final Set<String> BUILT =
            Set.of("{0}, {1}", "{0}: {1}", "{0} or {1}", "blank {0}", "on trial {0}", "locked {0}", "slot {0}");

    private static final Set<String> LANGUAGES = Set.of("nl", "de");
    private static final Pattern PLACE = Pattern.compile("\\{\\d}");

    private final WindowText dutch = new WindowText(Locale.of("nl"));
    private final WindowText german = new WindowText(Locale.GERMAN);

    private static Map<String, String> notShown() {
        var why = new LinkedHashMap<String, String>();
        put(why, "words.fault.N; WordsTest", "Fault");
        put(why, "windows have words of their own for it", "Outcome", "UnitProof", "ScanBack", "SerialNumber");
        put(why, "windows have words of their own for it", "internal/document/ReceiptCheck", "CheckCharacter");
        put(why, "said on the terminal only", "PassphraseSource", "DemoSetup", "Doctor", "internal/setup/");
        put(why, "said on the terminal only", "internal/books/BooksC", "BooksAdmin");
        put(why, "said on the terminal only", "internal/run/UnitFinder", "internal/run/Shredding", "DueCredentials");
        put(why, "for the programmer", "internal/books/ShredOnlyTrigger");
        put(why, "for the programmer", "internal/books/AppendOnlyTrigger", "internal/books/NewEvent");
        put(why, "for the programmer", "internal/document/Uuid5");
        put(why, "SQL", "internal/books/UnitPages", "internal/books/QualityBook", "internal/books/StationRights");
        put(why, "somebody edits station.json, and sees it at the start", "DatabaseConfig");
        put(why, "a run's tile shows the fault alone", "internal/journal/", "internal/trust/", "StepFailure");
        put(
                why,
                "a run's tile and the unit's page show the fault alone",
                RUN_CLASSES.stream().map("internal/run/"::concat).toArray(String[]::new));
        put(
                why,
                "a run's tile and the unit's page show the fault alone",
                "internal/books/DocumentBook",
                "internal/books/SecretBook",
                "internal/books/RunBook",
                "internal/document/Decisions",
                "internal/document/FactoryData",
                "internal/document/Order",
                "internal/document/PcrPrediction",
                "internal/document/Receipt",
                "internal/document/SignedOrder",
                "internal/document/Signing",
                "internal/document/JcaSigner");
        put(why, "the page for labels has words of its own; elsewhere the fault alone", "internal/label/");
        put(why, "said on the terminal only", "internal/verify/", "ExportAudit", "LogWitness", "WitnessConfig");
        put(why, "said on the terminal only", "internal/run/WitnessCall", "internal/log/Checkpoint");
        put(why, "said on the terminal only", "internal/log/ExchangeFolder", "internal/log/NoteText");
        put(why, "said on the terminal only", "internal/books/Compaction", "internal/books/Postgres", "VaultRestore");
        put(why, "said on the terminal only", "internal/run/VaultBackup", "internal/run/OldPages");
        put(why, "said on the terminal only", "internal/log/SignedNote", "internal/log/WitnessKey");
        put(why, "said on the terminal only", "internal/log/WitnessM", "internal/log/WitnessR");
        put(why, "for the programmer", "internal/log/EventLeaf", "internal/log/Frontier", "internal/log/Merkle");
        put(why, "for the programmer", "internal/log/Tile");
        put(why, "documents in English", "internal/export/ExportReadme", "internal/export/SummaryPdf");
        put(why, "the release engineer's machine has no windows", "release/Lms", "release/Firmware", "release/Key");
        put(why, "the release engineer's machine has no windows", "release/EncryptedKeyFile", "release/ImageReport");
        put(why, "the release engineer's machine has no windows", "release/ImageWriter", "release/ImageIdentity");
        put(why, "the release engineer's machine has no windows", "release/SbomComponent", "release/WrongPass");
        put(why, "the release engineer's machine has no windows", "internal/files/");
        put(why, "customers are imported on the command line", "internal/run/CustomerImport");
        put(why, "values that a window checks first, with words of its own", "ChipId", "Customer", "ExportRange");
        put(why, "values that a window checks first, with words of its own", "FirmwareRelease", "Gtin", "LowerHex");
        put(why, "values that a window checks first, with words of its own", "OcppSettings", "Period", "Retention");
        put(why, "values that a window checks first, with words of its own", "SupportPeriod");
        return why;
    }

    private static void put(Map<String, String> why, String reason, String... places) {
        for (var place : places) {
            why.put("core/" + place, reason);
        }
    }

    private static boolean isShown(String file) {
        return SHOWN.contains(file)
                || file.startsWith("core/") && NOT_SHOWN.keySet().stream().noneMatch(file::startsWith);
    }

    @Test
    void everySentenceThatAWindowMayShowIsTranslated() throws IOException {
        var translated = entries().keySet();
        var missing = new TreeSet<String>();
        spoken().forEach((file, sentences) -> {
            if (isShown(file)) {
                sentences.stream()
                        .filter(sentence -> !translated.contains(sentence) && !NOT_SAID.contains(sentence))
                        .forEach(sentence -> missing.add(file + ": " + sentence));
            }
        });
        assertThat(missing).isEmpty();
    }

    @Test
    void noTranslationIsOfASentenceThatNobodySays() throws IOException {
        var all = spoken().values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        assertThat(all).hasSizeGreaterThan(500); // it looked
        assertThat(entries().keySet().stream().filter(key -> key.indexOf(' ') > 0 && !BUILT.contains(key)))
                .isSubsetOf(all);
    }

    @Test
    void whatIsNotShownIsThere() throws IOException {
        var files = spoken().keySet();
        assertThat(NOT_SHOWN.keySet())
                .allSatisfy(place -> assertThat(files).as(place).anyMatch(file -> file.startsWith(place)));
        assertThat(files).containsAll(SHOWN);
        var all = spoken().values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        assertThat(NOT_SAID).isSubsetOf(all);
    }

    @Test
    void everySentenceHasBothLanguagesAndTheSamePlaces() throws IOException {
        assertThat(entries()).isNotEmpty();
        entries().forEach((english, translations) -> {
            assertThat(translations.keySet()).as(english).isEqualTo(LANGUAGES);
            translations
                    .values()
                    .forEach(text -> assertThat(places(text)).as(text).isEqualTo(places(english)));
        });
    }

    @Test
    void aSentenceInASentenceIsTranslatedToo() {
        assertThat(dutch.said("work order WO-7 is not in the books"))
                .isEqualTo("werkorder WO-7 staat niet in de boeken");
        assertThat(german.said("printer 10.0.0.7:9100 is out of paper: load labels"))
                .isEqualTo("Drucker 10.0.0.7:9100 hat kein Papier: Etiketten einlegen");
        assertThat(german.said(new StationException(Fault.NOT_ALLOWED, "WORK_ORDERS is for OPERATOR or LEAD")))
                .contains(": Aufträge öffnen und schließen: nur Bedienung oder Schichtleitung. ");
    }

    @Test
    void whatPeopleAndDevicesWroteStaysAsItIs() {
        assertThat(dutch.said("work order $1 {0} \\Q is not in the books"))
                .isEqualTo("werkorder $1 {0} \\Q staat niet in de boeken");
        assertThat(dutch.said("what nobody ever said")).isEqualTo("what nobody ever said");
        var flood = "a: ".repeat(5_000);
        assertThat(dutch.said(flood)).isEqualTo(flood);
        assertThat(dutch.said("")).isEmpty();
    }

    @Test
    void numbersAreThoseOfTheLanguage() {
        assertThat(dutch.said("free disk space is 20,480 MiB")).isEqualTo("vrije schijfruimte is 20.480 MiB");
    }

    @Test
    void englishIsWhatTheCoreSaid() {
        var english = new WindowText(Locale.ENGLISH);
        assertThat(english.said("free disk space is 20,480 MiB")).isEqualTo("free disk space is 20,480 MiB");
        assertThat(english.said(new StationException(Fault.SETTING_REFUSED, "there is no slot 9")))
                .isEqualTo("This setting cannot be used: there is no slot 9. Correct it.");
    }

    private static List<String> places(String text) {
        return PLACE.matcher(text).results().map(MatchResult::group).sorted().toList();
    }

    private static Map<String, Set<String>> spoken() throws IOException {
        var files = new ArrayList<Path>();
        for (var module : List.of("provisioning-core", "device-link", "secrets-vault")) {
            try (var walk = Files.walk(Repository.file(module + "/src/main/java/dev/sealbench"))) {
                walk.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
            }
        }
        return SpokenSentences.in(files).entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().toString().replaceFirst(".*/java/dev/sealbench/", ""),
                        Map.Entry::getValue));
    }

    /// English to language to text.
    private static Map<String, Map<String, String>> entries() throws IOException {
        var entries = new LinkedHashMap<String, Map<String, String>>();
        var english = "";
        for (var line : Files.readAllLines(SAID)) {
            if (line.startsWith("en ")) {
                english = line.substring(3);
                assertThat(entries.put(english, new HashMap<>())).as(english).isNull();
            } else if (Stream.of("nl ", "de ").anyMatch(line::startsWith)) {
                entries.get(english).put(line.substring(0, 2), line.substring(3));
            } else {
                assertThat(line).matches("(#.*)?");
            }
        }
        return entries;
    }
}
