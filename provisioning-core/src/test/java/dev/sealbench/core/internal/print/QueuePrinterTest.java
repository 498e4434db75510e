package dev.sealbench.core.internal.print;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sealbench.core.LabelKind;
import dev.sealbench.core.LabelPrint;
import dev.sealbench.core.internal.label.LabelMaker;
import dev.sealbench.core.internal.label.SampleLabels;
import dev.sealbench.core.internal.print.PrintFailure.Outcome;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.print.DocFlavor;
import javax.print.PrintService;
import javax.print.StreamPrintServiceFactory;
import org.junit.jupiter.api.Test;

/// The JDK's own service that prints PostScript into a stream stands for a queue of the system.
class QueuePrinterTest {

    private static final LabelMaker MAKER = new LabelMaker();

    @Test
    void aPlateBecomesOnePageOfExactlyItsSize() throws Exception {
        var paper = new ByteArrayOutputStream();
        print(LabelKind.PLATE, service(paper));

        var postScript = paper.toString(StandardCharsets.ISO_8859_1);
        assertThat(postScript).startsWith("%!PS-Adobe").contains("%%Page: 1 1").doesNotContain("%%Page: 2");
        // 100 x 70 mm in points
        assertThat(postScript.contains("/PageSize [283.46456692913387 198.4251968503937]"))
                .isTrue();
    }

    @Test
    void thePageShowsTheLabel() throws Exception {
        try (var layout = SampleLabels.layout(MAKER, LabelKind.PLATE, 1);
                var bitmap = MAKER.bitmap(layout, 300)) {
            var page = QueuePrinter.page(layout, bitmap);
            var picture = new BufferedImage(284, 199, BufferedImage.TYPE_BYTE_GRAY);
            var graphics = picture.createGraphics();
            graphics.fillRect(0, 0, 284, 199);
            assertThat(page.getPrintable(0).print(graphics, page.getPageFormat(0), 0))
                    .isZero();
            graphics.dispose();
            assertThat(page.getNumberOfPages()).isEqualTo(1);
            assertThat(picture.getRaster().getSample(283 * 17 / 100, 48, 0)).isLessThan(128); // the line below the head
            assertThat(picture.getRaster().getSample(2, 2, 0)).isEqualTo(255);
        }
    }

    @Test
    void aLabelWithSecretsNeverGoesIntoASpoolFile() {
        var paper = new ByteArrayOutputStream();
        for (var kind : new LabelKind[] {LabelKind.ACCESS, LabelKind.RECOVERY}) {
            var failure = catchThrowableOfType(PrintFailure.class, () -> print(kind, service(paper)));
            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_READY);
            assertThat(failure).hasMessageContaining("spools in the clear");
        }
        assertThat(paper.size()).isZero();
    }

    @Test
    void aQueueThatTheSystemDoesNotKnowIsNotReady() {
        assertThat(catchThrowableOfType(PrintFailure.class, () -> print(LabelKind.PLATE, null)))
                .hasMessageContaining("is not known to this system");
    }

    @Test
    void aQueueThatFailsLeavesADoubt() {
        var broken = service(new OutputStream() {
            @Override
            public void write(int octet) throws java.io.IOException {
                throw new java.io.IOException("disk full");
            }
        });
        var failure = catchThrowableOfType(PrintFailure.class, () -> print(LabelKind.PLATE, broken));
        assertThat(failure.outcome()).isEqualTo(Outcome.IN_DOUBT);
    }

    private static PrintService service(OutputStream paper) {
        var factories = StreamPrintServiceFactory.lookupStreamPrintServiceFactories(
                DocFlavor.SERVICE_FORMATTED.PAGEABLE, "application/postscript");
        return factories[0].getPrintService(paper);
    }

    private static void print(LabelKind kind, PrintService service) throws Exception {
        var printer = new QueuePrinter("Office", () -> service, MAKER, Duration.ofSeconds(10));
        try (var job = printer.ready();
                var layout = SampleLabels.layout(MAKER, kind, 1)) {
            job.print(
                    new LabelPrint(
                            SampleLabels.SERIAL,
                            kind,
                            1,
                            Instant.EPOCH,
                            "op-7",
                            "line-1",
                            "",
                            Optional.empty(),
                            Optional.empty()),
                    layout);
        }
    }
}
