package dev.sealbench.link.internal.talk;

import static dev.sealbench.link.internal.talk.BurnWindow.Meaning.IMPOSSIBLE;
import static dev.sealbench.link.internal.talk.BurnWindow.Meaning.PROGRESS;
import static dev.sealbench.link.internal.talk.BurnWindow.Meaning.RETURN;
import static dev.sealbench.link.internal.talk.BurnWindow.Meaning.STALE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What acknowledgements mean (PROTOCOL.md 6.4), and how much is sent after losses.
class BurnWindowTest {

    private static final int FRAME = 100;

    private final BurnWindow window = new BurnWindow(10_000, 1_000);
    /// Wraps in the middle of each test.
    private int sequence = 0xfffe;

    @Test
    void aGapSendsBackToItsBegin() {
        int first = send(4);
        assertThat(window.acknowledged(100, first)).isEqualTo(PROGRESS);
        assertThat(window.acknowledged(100, first + 2 & 0xffff))
                .as("frame 1 was lost")
                .isEqualTo(RETURN);
        assertThat(window.nextOffset()).isEqualTo(100);
    }

    @Test
    void whatIsSaidOfFramesFromBeforeTheReturnDoesNotSendBackAgain() {
        int first = send(6);
        window.acknowledged(100, first);
        window.acknowledged(100, first + 2 & 0xffff);
        int second = send(3);
        assertThat(window.acknowledged(100, first + 5 & 0xffff)).isEqualTo(STALE);
        assertThat(window.nextOffset()).isEqualTo(400);
        assertThat(window.acknowledged(100, second + 1 & 0xffff))
                .as("lost once more")
                .isEqualTo(RETURN);
    }

    @Test
    void aCopyOfWhatTheChargerHadDoesNotSendBack() {
        int first = send(3);
        window.silence();
        int second = send(1);
        assertThat(window.acknowledged(300, second))
                .as("it had all three, its answers were lost")
                .isEqualTo(PROGRESS);
        int third = send(2);
        window.silence();
        int fourth = send(1);
        assertThat(window.acknowledged(400, third)).isEqualTo(PROGRESS);
        assertThat(window.acknowledged(400, fourth)).as("a copy of the third").isEqualTo(STALE);
        assertThat(first).isNotEqualTo(fourth);
    }

    @Test
    void anAcknowledgementThatArrivesTwiceSaysNothingNew() {
        int first = send(3);
        assertThat(window.acknowledged(100, first)).isEqualTo(PROGRESS);
        assertThat(window.acknowledged(100, first)).isEqualTo(STALE);
        assertThat(window.acknowledged(100, first + 2 & 0xffff)).isEqualTo(RETURN);
        assertThat(window.acknowledged(100, first + 2 & 0xffff)).isEqualTo(STALE);
    }

    @Test
    void whatWasNeverSentCannotBeExpected() {
        send(2);
        assertThat(window.acknowledged(201, sequence)).isEqualTo(IMPOSSIBLE);
        assertThat(window.acknowledged(-1, sequence)).isEqualTo(IMPOSSIBLE);
    }

    @Test
    void afterASilenceOneFrameAsks() {
        send(3);
        window.silence();
        int probe = send(1);
        assertThat(window.sendableBytes(FRAME, Integer.MAX_VALUE)).isZero();
        window.acknowledged(100, probe);
        assertThat(window.sendableBytes(FRAME, Integer.MAX_VALUE)).isEqualTo(FRAME);
    }

    @Test
    void lossesMakeFramesShortAndTheFlowThinAndGoodFramesUndoIt() {
        var flow = new BurnFlow(4_000, 100_000);
        flow.lost(20_000);
        assertThat(flow.frameBytes()).isEqualTo(2_000);
        assertThat(flow.inFlightBytes()).isEqualTo(10_000);
        for (int i = 0; i < 10; i++) {
            flow.lost(20_000);
        }
        assertThat(flow.frameBytes()).isEqualTo(250);
        assertThat(flow.inFlightBytes()).isEqualTo(1_000);
        flow.arrived();
        assertThat(flow.frameBytes()).isEqualTo(266);
        assertThat(flow.inFlightBytes()).isEqualTo(1_062);
        for (int i = 0; i < 2_000; i++) {
            flow.arrived();
        }
        assertThat(flow.frameBytes()).isEqualTo(4_000);
        assertThat(flow.inFlightBytes()).isEqualTo(100_000);
    }

    /// Sends `frames`; returns the sequence of the first.
    private int send(int frames) {
        int first = sequence;
        for (int i = 0; i < frames; i++) {
            int bytes = window.sendableBytes(FRAME, Integer.MAX_VALUE);
            assertThat(bytes).isEqualTo(FRAME);
            window.sent(bytes, sequence);
            sequence = sequence + 1 & 0xffff;
        }
        return first;
    }
}
