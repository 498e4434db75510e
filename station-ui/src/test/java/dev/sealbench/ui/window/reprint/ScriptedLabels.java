package dev.sealbench.ui.window.reprint;

import static dev.sealbench.ui.window.Units.unit;

import dev.sealbench.core.Fault;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.LabelPrint;
import dev.sealbench.core.ScanBack;
import dev.sealbench.core.ScanBack.Answer;
import dev.sealbench.core.ScanBack.Complaint;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.StationException;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.imageio.ImageIO;

/// A printer and the books of the first unit's labels. A print is believed when [#RIGHT] is scanned.
public final class ScriptedLabels implements ReprintStation {

    static final String RIGHT = "the right code";

    private static final Instant MORNING = Instant.parse("2026-11-23T08:12:04Z");

    private final List<LabelPrint> prints = new CopyOnWriteArrayList<>();
    private final List<char[]> scanned = new CopyOnWriteArrayList<>();
    private volatile Optional<Fault> printer = Optional.empty();
    private volatile Optional<Fault> impossible = Optional.empty();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    public ScriptedLabels() {
        for (var kind : LabelKind.values()) {
            add(kind, "", true);
        }
    }

    /// The last print of a label was never scanned back.
    ScriptedLabels leftOpen(LabelKind kind) {
        add(kind, "torn", false);
        return this;
    }

    /// The printer ends so, before anything is counted.
    ScriptedLabels broken(Fault fault) {
        printer = Optional.of(fault);
        return this;
    }

    /// Labels with secrets cannot be printed.
    ScriptedLabels impossible(Fault fault) {
        impossible = Optional.of(fault);
        return this;
    }

    ScriptedLabels slow() {
        gate = new CountDownLatch(1);
        return this;
    }

    void goOn() {
        gate.countDown();
    }

    List<LabelPrint> prints() {
        return prints;
    }

    List<char[]> scanned() {
        return scanned;
    }

    @Override
    public LabelledUnit open(SerialNumber unit) throws StationException {
        if (!unit.equals(unit(1))) {
            throw new StationException(Fault.NOT_ON_THIS_STATION, unit.text());
        }
        return new LabelledUnit(unit, "CP4-22kW", "Stadtwerke Königsbrück Ladeinfrastruktur GmbH", prints);
    }

    @Override
    public byte[] preview(SerialNumber unit, LabelKind kind) throws StationException {
        if (impossible.isPresent() && kind != LabelKind.PLATE) {
            throw new StationException(impossible.get(), "");
        }
        return picture();
    }

    @Override
    public LabelPrint print(SerialNumber unit, LabelKind kind, String reason, ScanBack scanBack)
            throws StationException {
        await();
        if (printer.isPresent()) {
            throw new StationException(printer.get(), "10.20.0.31:9100 did not take the job within 10 s");
        }
        return believed(add(kind, reason, false), false, scanBack);
    }

    @Override
    public LabelPrint scanBack(SerialNumber unit, LabelKind kind, ScanBack scanBack) throws StationException {
        var last = prints.stream()
                .filter(print -> print.kind() == kind)
                .reduce((_, later) -> later)
                .orElseThrow();
        return believed(last, true, scanBack);
    }

    private LabelPrint believed(LabelPrint print, boolean inDoubt, ScanBack scanBack) throws StationException {
        var complaint = Optional.<Complaint>empty();
        for (int attempt = 1; attempt <= ScanBack.ATTEMPTS; attempt++) {
            var answer = scanBack.scanned(new ScanBack.Request(
                    print.serial(), print.kind(), print.copy(), ScanBack.Code.WIFI, attempt, inDoubt, complaint));
            switch (answer) {
                case Answer.Stopped _ -> throw new StationException(Fault.LABEL_NOT_SCANNED, "");
                case Answer.DidNotComeOut(var reason) -> throw new StationException(Fault.LABEL_NOT_WRITTEN, reason);
                case Answer.Scanned(var text) -> {
                    scanned.add(text);
                    boolean right = Arrays.equals(text, RIGHT.toCharArray());
                    Arrays.fill(text, '\0');
                    if (right) {
                        return print;
                    }
                    complaint = Optional.of(new Complaint.LabelOfOther(unit(9)));
                }
            }
        }
        throw new StationException(Fault.LABEL_NOT_BELIEVED, "");
    }

    private LabelPrint add(LabelKind kind, String reason, boolean isScanned) {
        int copy = (int) prints.stream().filter(each -> each.kind() == kind).count() + 1;
        var print = new LabelPrint(
                unit(1),
                kind,
                copy,
                MORNING,
                "p-03",
                "line-2-station-1",
                reason,
                isScanned ? Optional.of(MORNING) : Optional.empty(),
                Optional.empty());
        prints.add(print);
        return print;
    }

    private void await() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Something that looks like a label from afar.
    private static byte[] picture() {
        var image = new BufferedImage(560, 400, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, 560, 400);
        pen.setColor(Color.BLACK);
        pen.setStroke(new BasicStroke(3));
        pen.drawRect(8, 8, 544, 384);
        pen.fillRect(30, 30, 150, 150);
        pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 26));
        var lines = new ArrayList<>(List.of("EVC-HLXRTF", "••••-••••-••••", "web: ••••-••••-••••", "reprint 2"));
        for (int line = 0; line < lines.size(); line++) {
            pen.drawString(lines.get(line), 210, 60 + 44 * line);
        }
        pen.dispose();
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
