package dev.sealbench.vault.internal.random;

/// The two continuous health tests of SP 800-90B, 4.4, on samples of one octet that claim 8 bits of entropy.
///
/// Both cut-offs give a false alarm once in 2^40 samples or windows, the strictest that 4.3 allows: they stop a
/// source that is broken, not one that is unlucky. A test that failed once stays failed. Not safe to share between
/// threads.
final class HealthTest {

    /// 4.4.1: C = 1 + ceil(-log2 alpha / H), alpha = 2^-40, H = 8.
    static final int REPETITION_CUTOFF = 6;
    /// 4.4.2: the window for samples that are not binary.
    static final int WINDOW_SAMPLES = 512;
    /// 4.4.2: C = 1 + critbinom(512, 2^-8, 1 - 2^-40); HealthTestTest computes it again.
    static final int PROPORTION_CUTOFF = 19;

    private int last = -1;
    private int repetitions;

    private int windowFirst;
    private int windowSeen;
    private int windowMatches;

    private String failure;

    /// Takes the next samples in the order in which the source gave them.
    ///
    /// @throws SourceFailure now and ever after, once a test failed
    void accept(byte[] samples) {
        for (var sample : samples) {
            accept(Byte.toUnsignedInt(sample));
        }
    }

    private void accept(int sample) {
        if (failure == null && repeatsTooOften(sample)) {
            failure = "repetition count test (SP 800-90B 4.4.1) failed";
        }
        if (failure == null && fillsTheWindow(sample)) {
            failure = "adaptive proportion test (SP 800-90B 4.4.2) failed";
        }
        if (failure != null) {
            throw new SourceFailure(failure);
        }
    }

    private boolean repeatsTooOften(int sample) {
        repetitions = sample == last ? repetitions + 1 : 1;
        last = sample;
        return repetitions >= REPETITION_CUTOFF;
    }

    private boolean fillsTheWindow(int sample) {
        if (windowSeen == 0) {
            windowFirst = sample;
            windowMatches = 0;
        }
        if (sample == windowFirst) {
            windowMatches++;
        }
        windowSeen = (windowSeen + 1) % WINDOW_SAMPLES;
        return windowMatches >= PROPORTION_CUTOFF;
    }
}
