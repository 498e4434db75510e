package dev.sealbench.core.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sealbench.core.EventRecord;
import dev.sealbench.core.Fault;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.ScanBack;
import dev.sealbench.core.ScanBack.Answer;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.StepFailure;
import dev.sealbench.core.internal.books.Books;
import dev.sealbench.core.internal.books.SampleBooks;
import dev.sealbench.core.internal.label.LabelMaker;
import dev.sealbench.core.internal.label.LabelRefused;
import dev.sealbench.core.internal.label.LabelUnreadable;
import dev.sealbench.core.internal.label.SampleLabels;
import dev.sealbench.core.internal.print.PrintFailure;
import dev.sealbench.core.internal.print.PrinterDouble;
import dev.sealbench.core.internal.print.PrinterDouble.Mood;
import dev.sealbench.core.internal.print.ZplPrinter;
import dev.sealbench.vault.VaultException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// One label between the books, a printer with faults, and a person who scans the wrong things.
@Timeout(60)
class LabelRoundTest {

    private static final LabelMaker MAKER = new LabelMaker();
    private static final ZplPrinter.Times QUICK = new ZplPrinter.Times(
            Duration.ofMillis(2500), Duration.ofMillis(2500), Duration.ofMillis(2500), Duration.ofMillis(10));
    private static final String IDENTITY = "CP42647100001239-A";

    @TempDir
    Path folder;

    private final List<ScanBack.Request> asked = new ArrayList<>();
    private PrinterDouble printer;
    private Books books;

    @BeforeEach
    void open() throws Exception {
        books = SampleBooks.withUnit(folder, SampleLabels.SERIAL);
        printer = new PrinterDouble();
    }

    @AfterEach
    void close() throws Exception {
        printer.close();
        books.close();
    }

    @Test
    void aLabelIsBelievedWhenEveryCodeWasScanned() throws Exception {
        complete(scans(SampleLabels.WIFI, IDENTITY + "1"));

        assertThat(asked)
                .extracting(ScanBack.Request::code)
                .containsExactly(ScanBack.Code.WIFI, ScanBack.Code.IDENTITY);
        assertThat(printer.formats()).hasSize(1);
        assertThat(isConfirmed()).isTrue();
    }

    @Test
    void aPlateIsScannedWithOrWithoutWhatScannersPutBeforeAndAfter() throws Exception {
        for (var scan : new String[] {
            SampleLabels.GS1, "]d2" + SampleLabels.GS1, "\u001d" + SampleLabels.GS1 + "\r", SampleLabels.GS1 + "\t"
        }) {
            var print = round().print(LabelKind.PLATE, "once more", _ -> {});
            assertThat(round().scannedBack(print, false, scans(scan))).isEmpty();
        }
    }

    @Test
    void aLabelThatNobodyScansIsNotBelievedAndTheNextRunAsksForItWithoutPrinting() throws Exception {
        assertFails(Fault.LABEL_NOT_SCANNED, ScanBack.nobody());
        assertThat(isConfirmed()).isFalse();

        complete(scans(SampleLabels.WIFI, IDENTITY + "1"));
        assertThat(asked.getFirst().inDoubt()).isTrue();
        assertThat(printer.formats()).hasSize(1);
        assertThat(isConfirmed()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Mood.class,
            names = {"OUT_OF_PAPER", "HEAD_OPEN", "PAUSED", "SILENT", "GARBAGE", "HANGS_UP"})
    void aPrinterThatIsNotReadyCostsNoPrintAndNoScan(Mood mood) throws Exception {
        printer.be(mood);
        assertFails(Fault.PRINTER_NOT_READY, ScanBack.nobody());
        assertThat(books.labels().ofUnit(SampleLabels.SERIAL)).isEmpty();

        printer.be(Mood.GOOD);
        complete(scans(SampleLabels.WIFI, IDENTITY + "1"));
        assertThat(asked.getFirst().inDoubt()).isFalse();
        assertThat(printer.formats()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Mood.class,
            names = {
                "HANGS_UP_IN_THE_LABEL",
                "HANGS_UP_AFTER_THE_LABEL",
                "OUT_OF_PAPER_IN_THE_LABEL",
                "SILENT_AFTER_THE_LABEL",
                "NEVER_DONE"
            })
    void aPrintInDoubtIsAskedForAndNeverMadeTwice(Mood mood) throws Exception {
        printer.be(mood);
        assertFails(Fault.LABEL_IN_DOUBT, ScanBack.nobody());
        int received = printer.formats().size();

        printer.be(Mood.GOOD);
        assertFails(Fault.LABEL_NOT_SCANNED, ScanBack.nobody());
        complete(scans(SampleLabels.WIFI, IDENTITY + "1"));
        assertThat(asked.getFirst().inDoubt()).isTrue();
        assertThat(printer.formats()).hasSize(received);
    }

    @Test
    void onlyAPersonsWordThatNothingCameOutPrintsAgainAndTheFirstPrintIsVoid() throws Exception {
        printer.be(Mood.HANGS_UP_IN_THE_LABEL);
        assertFails(Fault.LABEL_IN_DOUBT, ScanBack.nobody());
        printer.be(Mood.GOOD);

        complete(answers(
                new Answer.DidNotComeOut("the paper was torn"), scanned(SampleLabels.WIFI), scanned(IDENTITY + "2")));

        assertThat(printer.formats()).hasSize(1);
        var prints = books.labels().ofUnit(SampleLabels.SERIAL);
        assertThat(prints).hasSize(2);
        assertThat(prints.getFirst().voided()).isPresent();
        assertThat(prints.getLast().reason()).isEqualTo("the paper was torn");
        assertThat(prints.getLast().confirmed()).isPresent();
    }

    @Test
    void aDeniedPrintIsNotMadeForEver() throws Exception {
        assertFails(Fault.LABEL_NOT_WRITTEN, request -> {
            asked.add(request);
            return new Answer.DidNotComeOut("nothing there");
        });
        assertThat(printer.formats()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WIFI:T:WPA;S:EVC-HLXRTF;P:83HL-PLPV-FNMX-CV7D-DCWX;;",
                "WIFI:T:WPA;S:EVC-HLXRTF;P:83HL-PLPV-FNMX-CV7D-DCWW;",
                "]d1WIFI:T:WPA;S:EVC-HLXRTF;P:83HL-PLPV-FNMX-CV7D-DCWW;;",
                "",
                "\u0000",
                "\u001b[2J83HL-PLPV-FNMX-CV7D-DCWW",
                "caf\u00e9",
                "01087123456789061126112321CP42647100001239"
            })
    void threeWrongScansAreNotBelievedAndWhatWasScannedStandsNowhere(String scan) throws Exception {
        assertFails(Fault.LABEL_NOT_BELIEVED, scans(scan, scan, scan));

        assertThat(isConfirmed()).isFalse();
        assertThat(refusals()).hasSize(3).noneMatch(detail -> detail.contains("83HL") || detail.contains("HLXRTF"));
    }

    @Test
    void fourThousandCharactersChangeNothingButAnEvent() throws Exception {
        var hostile = "WIFI:" + "x".repeat(4091);
        complete(scans(hostile, SampleLabels.WIFI, IDENTITY + "1"));
        assertThat(refusals())
                .containsExactly("access label, print 1: what was scanned is longer than any code of a label");
    }

    @Test
    void aWrongLabelIsNamedInOneSentence() throws Exception {
        round().print(LabelKind.ACCESS, "", _ -> {});
        round().print(LabelKind.ACCESS, "smudged", _ -> {});
        assertFails(
                Fault.LABEL_NOT_BELIEVED,
                scans(SampleLabels.WIFI, IDENTITY + "1", "CP42647100001239-R1", "CP42647100001230-A1"));
        assertThat(refusals())
                .containsExactly(
                        "access label, print 2: this is print 1, which is void; scan print 2",
                        "access label, print 2: this is the unit's recovery label, not its access label",
                        "access label, print 2: this is no code of this label");
    }

    @Test
    void theLabelAndThePlateOfAnotherUnitAreNamed() throws Exception {
        var other = SerialNumber.of("CP426471", 124).orElseThrow().text();
        assertFails(
                Fault.LABEL_NOT_BELIEVED,
                scans(SampleLabels.WIFI, other + "-A1", "010871234567890611261123" + "21" + other, SampleLabels.WIFI));
        assertThat(refusals())
                .containsExactly(
                        "access label, print 1: this label belongs to another unit, " + other,
                        "access label, print 1: this is the plate of another unit, " + other,
                        "access label, print 1: this is the label's other code");
    }

    @Test
    void whatWasScannedIsWiped() throws Exception {
        var right = SampleLabels.WIFI.toCharArray();
        var wrong = "WIFI:T:WPA;S:other;P:83HL-0000;;".toCharArray();
        complete(answers(new Answer.Scanned(wrong), new Answer.Scanned(right), scanned(IDENTITY + "1")));
        assertThat(right).containsOnly('\0');
        assertThat(wrong).containsOnly('\0');
    }

    @Test
    void aLabelThatCannotBeDrawnIsNeitherCountedNorAskedForLater() throws Exception {
        var tooWide = new LabelSource() {
            @Override
            public <T> T withLayout(LabelKind kind, int copy, Use<T> use)
                    throws LabelRefused, LabelUnreadable, PrintFailure, VaultException {
                try (var layout = SampleLabels.plate(MAKER, "W".repeat(20))) {
                    return use.with(layout);
                }
            }
        };
        var zpl = new ZplPrinter(printer.address(), 203, MAKER, QUICK);
        var round = new LabelRound(books, SampleBooks.PERSON, SampleLabels.SERIAL, tooWide, _ -> zpl);
        var failure = catchThrowableOfType(
                StepFailure.class, () -> round.complete(LabelKind.PLATE, ScanBack.nobody(), _ -> {}));
        assertThat(failure.fault()).isEqualTo(Fault.LABEL_UNREADABLE);
        assertThat(books.labels().ofUnit(SampleLabels.SERIAL)).isEmpty();
        assertThat(printer.formats()).isEmpty();
    }

    private LabelRound round() {
        var source = new LabelSource() {
            @Override
            public <T> T withLayout(LabelKind kind, int copy, Use<T> use)
                    throws LabelRefused, LabelUnreadable, PrintFailure, VaultException {
                try (var layout = SampleLabels.layout(MAKER, kind, copy)) {
                    return use.with(layout);
                }
            }
        };
        var zpl = new ZplPrinter(printer.address(), 203, MAKER, QUICK);
        return new LabelRound(books, SampleBooks.PERSON, SampleLabels.SERIAL, source, _ -> zpl);
    }

    private void complete(ScanBack scanBack) throws StepFailure {
        round().complete(LabelKind.ACCESS, scanBack, _ -> {});
    }

    private void assertFails(Fault fault, ScanBack scanBack) {
        var failure = catchThrowableOfType(StepFailure.class, () -> complete(scanBack));
        assertThat(failure).isNotNull();
        assertThat(failure.fault()).isEqualTo(fault);
    }

    private boolean isConfirmed() throws Exception {
        return books.labels()
                .last(SampleLabels.SERIAL, LabelKind.ACCESS)
                .orElseThrow()
                .confirmed()
                .isPresent();
    }

    private List<String> refusals() throws Exception {
        return books.events().ofUnit(SampleLabels.SERIAL).stream()
                .filter(event -> event.action().equals("label.scan-refused"))
                .map(EventRecord::detail)
                .toList();
    }

    private ScanBack scans(String... texts) {
        return answers(Arrays.stream(texts).map(LabelRoundTest::scanned).toArray(Answer[]::new));
    }

    private static Answer scanned(String text) {
        return new Answer.Scanned(text.toCharArray());
    }

    private ScanBack answers(Answer... answers) {
        var left = List.of(answers).iterator();
        return request -> {
            asked.add(request);
            return left.next();
        };
    }
}
