package dev.sealbench.ui.window;

import dev.sealbench.core.Fault;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.Outcome;
import dev.sealbench.core.RunListener;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.StationException;
import dev.sealbench.core.Step;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/// A station whose runs go as a script per slot says; a run without a script stands still until [#release].
final class ScriptedProvisioning implements Provisioning {

    private static final Duration TOOK = Duration.ofSeconds(67);

    private final int slots;
    private final boolean simulator;
    private final Map<Integer, Script> scripts = new ConcurrentHashMap<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger passed = new AtomicInteger();
    private volatile boolean previewsFail;

    ScriptedProvisioning(int slots, boolean simulator) {
        this.slots = slots;
        this.simulator = simulator;
    }

    /// How a run goes.
    @FunctionalInterface
    interface Script {
        Outcome run(SerialNumber unit, RunListener listener);
    }

    static Outcome passed(SerialNumber unit) {
        return new Outcome.Passed(unit.text(), "c0ffee", Step.LABEL, TOOK);
    }

    static Outcome failed(SerialNumber unit, Step step, Fault fault) {
        return switch (fault.acts()) {
            case UNIT -> new Outcome.UnitRejected(unit.text(), step, fault, "", TOOK);
            case STATION -> new Outcome.StationFaulted(unit.text(), step, fault, "", TOOK);
            case OPERATOR, LEAD -> new Outcome.Refused(unit.text(), step, fault, "", TOOK);
        };
    }

    ScriptedProvisioning on(int slot, Script script) {
        scripts.put(slot, script);
        return this;
    }

    /// A run that tells `told` and then stands still until [#release], when it passes.
    ScriptedProvisioning standingAt(int slot, Consumer<RunListener> told) {
        return on(slot, (unit, listener) -> {
            told.accept(listener);
            waitForRelease();
            return passed(unit);
        });
    }

    ScriptedProvisioning withoutPreviews() {
        previewsFail = true;
        return this;
    }

    /// Lets every run that stands still pass.
    void release() {
        released.countDown();
    }

    @Override
    public BenchHeader header() {
        var order = new BenchHeader.OpenOrder("WO-2026-0147", "CP4-22kW", 12 + passed.get(), 1_000);
        return new BenchHeader(
                "line-2-station-1",
                simulator,
                IntStream.rangeClosed(1, slots).boxed().toList(),
                List.of(order));
    }

    @Override
    public Outcome provision(int slot, SerialNumber serial, RunListener listener) {
        var outcome = scripts.getOrDefault(slot, this::stand).run(serial, listener);
        if (outcome instanceof Outcome.Passed) {
            passed.incrementAndGet();
        }
        return outcome;
    }

    @Override
    public byte[] preview(SerialNumber serial, LabelKind kind) throws StationException {
        if (previewsFail) {
            throw new StationException(Fault.LABEL_UNREADABLE, "");
        }
        // 203 dpi are 8 dots per millimetre
        return drawn(kind.toString(), serial.printed(), 800, kind == LabelKind.PLATE ? 560 : 480);
    }

    private Outcome stand(SerialNumber unit, RunListener listener) {
        listener.started(Step.SCAN);
        waitForRelease();
        return passed(unit);
    }

    private void waitForRelease() {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] drawn(String title, String serial, int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, width, height);
        pen.setColor(Color.BLACK);
        pen.setStroke(new BasicStroke(4));
        pen.drawRect(20, 20, width - 40, height - 40);
        pen.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 64));
        pen.drawString(title, 50, 110);
        pen.setFont(new Font(Font.MONOSPACED, Font.PLAIN, 40));
        pen.drawString(serial, 50, 190);
        pen.drawString("**** **** ****", 50, 300);
        pen.fillRect(width - 270, height - 270, 220, 220);
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
