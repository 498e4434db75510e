package dev.sealbench.ui.window.line;

import javafx.beans.value.ObservableBooleanValue;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.LineUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Two rising tones after a pass, two low ones after anything else, made when they are played. Silent on a computer
/// without a sound device. Returns at once; FX thread only.
final class Tones {

    private static final Logger LOG = LoggerFactory.getLogger(Tones.class);
    private static final float RATE_HZ = 44_100;
    private static final double TONE_SECONDS = 0.16;
    private static final double LOUDNESS = 0.35;
    private static final int BYTES_PER_SAMPLE = 2;

    private final ObservableBooleanValue wanted;

    Tones(ObservableBooleanValue wanted) {
        this.wanted = wanted;
    }

    void play(boolean pass) {
        if (wanted.get()) {
            Thread.ofVirtual().start(() -> sound(pass ? new double[] {660, 990} : new double[] {330, 220}));
        }
    }

    private static void sound(double... hertz) {
        var format = new AudioFormat(RATE_HZ, 8 * BYTES_PER_SAMPLE, 1, true, false);
        try (var line = AudioSystem.getSourceDataLine(format)) {
            line.open(format);
            line.start();
            for (double tone : hertz) {
                var samples = samples(tone);
                line.write(samples, 0, samples.length);
            }
            line.drain();
        } catch (LineUnavailableException | IllegalArgumentException e) {
            LOG.debug("no sound: {}", e.getMessage());
        }
    }

    /// Little-endian, swelling and fading, so that it does not click.
    static byte[] samples(double hertz) {
        int count = (int) (RATE_HZ * TONE_SECONDS);
        var bytes = new byte[count * BYTES_PER_SAMPLE];
        for (int i = 0; i < count; i++) {
            double swell = Math.sin(Math.PI * i / count);
            int value = (int) (Short.MAX_VALUE * LOUDNESS * swell * Math.sin(2 * Math.PI * hertz * i / RATE_HZ));
            bytes[2 * i] = (byte) value;
            bytes[2 * i + 1] = (byte) (value >> 8);
        }
        return bytes;
    }
}
