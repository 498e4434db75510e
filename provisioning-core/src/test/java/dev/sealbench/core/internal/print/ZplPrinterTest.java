package dev.sealbench.core.internal.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sealbench.core.LabelKind;
import dev.sealbench.core.LabelPrint;
import dev.sealbench.core.internal.label.LabelMaker;
import dev.sealbench.core.internal.label.SampleLabels;
import dev.sealbench.core.internal.print.PrintFailure.Outcome;
import dev.sealbench.core.internal.print.PrinterDouble.Mood;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// A printer that fails in every way that one can, at once or in the middle.
@Timeout(30)
class ZplPrinterTest {

    private static final ZplPrinter.Times QUICK = new ZplPrinter.Times(
            Duration.ofMillis(1200), Duration.ofMillis(2000), Duration.ofMillis(2000), Duration.ofMillis(20));

    private static final LabelMaker MAKER = new LabelMaker();

    @Test
    void aReadyPrinterGetsTheLabelOnce() throws Exception {
        try (var printer = new PrinterDouble()) {
            print(printer);
            assertThat(printer.formats()).hasSize(1);
            assertThat(printer.cancels()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "OUT_OF_PAPER, is out of paper",
        "HEAD_OPEN, print head open",
        "PAUSED, is paused",
        "OUT_OF_RIBBON, out of ribbon",
        "BUFFER_FULL, buffer full",
        "SILENT, check power",
        "GARBAGE, check power",
        "ENDLESS, check power",
        "HANGS_UP, check power"
    })
    void aPrinterThatIsNotReadyGetsNothingAndThePersonASentence(Mood mood, String words) throws Exception {
        try (var printer = new PrinterDouble()) {
            printer.be(mood);
            var failure = catchThrowableOfType(PrintFailure.class, () -> print(printer));
            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_READY);
            assertThat(failure).hasMessageContaining(words);
            assertThat(printer.formats()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Mood.class,
            names = {
                "HANGS_UP_IN_THE_LABEL",
                "HANGS_UP_AFTER_THE_LABEL",
                "OUT_OF_PAPER_IN_THE_LABEL",
                "SILENT_AFTER_THE_LABEL",
                "NEVER_DONE",
                "STUCK"
            })
    void aPrinterThatFailsInTheMiddleLeavesADoubtAndIsNotSentTheLabelAgain(Mood mood) throws Exception {
        try (var printer = new PrinterDouble()) {
            printer.be(mood);
            var failure = catchThrowableOfType(PrintFailure.class, () -> print(printer));
            assertThat(failure.outcome()).isEqualTo(Outcome.IN_DOUBT);
            assertThat(printer.formats()).hasSizeLessThanOrEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Mood.class,
            names = {"OUT_OF_PAPER_IN_THE_LABEL", "NEVER_DONE"})
    void aPrinterThatStillListensIsToldToForgetTheLabel(Mood mood) throws Exception {
        try (var printer = new PrinterDouble()) {
            printer.be(mood);
            catchThrowableOfType(PrintFailure.class, () -> print(printer));
            for (int i = 0; i < 50 && printer.cancels() == 0; i++) {
                Thread.sleep(20);
            }
            assertThat(printer.cancels()).isEqualTo(1);
        }
    }

    @Test
    void aSlowPrinterIsWaitedFor() throws Exception {
        try (var printer = new PrinterDouble()) {
            printer.be(Mood.SLOW);
            print(printer);
            assertThat(printer.formats()).hasSize(1);
        }
    }

    @Test
    void aPortWhereNobodyListensIsNotReady() throws Exception {
        int port;
        try (var server = new ServerSocket(0)) {
            port = server.getLocalPort();
        }
        var printer = new ZplPrinter(InetSocketAddress.createUnresolved("127.0.0.1", port), 203, MAKER, QUICK);
        assertThat(catchThrowableOfType(PrintFailure.class, printer::ready).outcome())
                .isEqualTo(Outcome.NOT_READY);
    }

    @Test
    void aPrinterThatFailedIsFreeForTheNextLabel() throws Exception {
        try (var printer = new PrinterDouble()) {
            printer.be(Mood.SILENT_AFTER_THE_LABEL);
            catchThrowableOfType(PrintFailure.class, () -> print(printer));
            printer.be(Mood.GOOD);
            print(printer);
            assertThat(printer.formats()).hasSize(2);
        }
    }

    @Test
    void fourSlotsAtOnceGetTheirLabelsOneAfterTheOther() throws Exception {
        try (var printer = new PrinterDouble();
                var slots = Executors.newFixedThreadPool(4)) {
            var prints = new ArrayList<Callable<Void>>();
            for (int slot = 0; slot < 4; slot++) {
                prints.add(() -> {
                    print(printer);
                    return null;
                });
            }
            for (var done : slots.invokeAll(prints)) {
                done.get();
            }
            assertThat(printer.formats()).hasSize(4).allMatch(format -> format.startsWith("^XA^PW"));
        }
    }

    private static void print(PrinterDouble to) throws Exception {
        var printer = new ZplPrinter(to.address(), 203, MAKER, QUICK);
        try (var job = printer.ready();
                var layout = SampleLabels.layout(MAKER, LabelKind.ACCESS, 1)) {
            var print = new LabelPrint(
                    SampleLabels.SERIAL,
                    LabelKind.ACCESS,
                    1,
                    Instant.EPOCH,
                    "op-7",
                    "line-1",
                    "",
                    Optional.empty(),
                    Optional.empty());
            job.print(print, layout);
        }
    }
}
