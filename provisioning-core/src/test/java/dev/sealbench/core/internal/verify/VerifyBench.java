package dev.sealbench.core.internal.verify;

import dev.sealbench.core.AuditVerdict;
import dev.sealbench.core.ExportAudit;
import dev.sealbench.core.internal.document.SigningKey;
import dev.sealbench.core.internal.document.TestKeys;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/// A program for measuring: `VerifyBench EXPORT TRUST`. How long an audit takes, and its signature checks beside those
/// of bare ECDSA. Signatures that an audit cannot do without: one per order, decision, quote and checkpoint, and two
/// per unit for lock and device certificate; others are not counted.
final class VerifyBench {

    private static final int ROUNDS = 5;
    private static final int CHECKS = 2_000;

    private VerifyBench() {}

    static void main(String[] arguments) throws Exception {
        int cores = Runtime.getRuntime().availableProcessors();
        double bare = bareRate(1);
        double together = bareRate(cores);
        long begun = System.nanoTime();
        var verdict = ExportAudit.with(Path.of(arguments[1]), List.of(), Optional.empty())
                .verify(Path.of(arguments[0]));
        double seconds = (System.nanoTime() - begun) / 1e9;
        if (!(verdict instanceof AuditVerdict.Sound sound)) {
            throw new IllegalStateException(verdict.toString());
        }
        var counts = sound.counts();
        double checks = counts.orders() + counts.receipts() + 2.0 * counts.units() + counts.checkpoints();
        System.out.printf(
                "verify   %,d units in %.1f s: %.0f checks/s; bare ECDSA %.0f/s on one thread, x %d cores: %.0f %%;"
                        + " %.0f/s on %d threads: %.0f %%%n",
                sound.counts().units(),
                seconds,
                checks / seconds,
                bare,
                cores,
                100 * checks / seconds / bare / cores,
                together,
                cores,
                100 * checks / seconds / together);
    }

    /// Signature checks per second of so many threads together.
    private static double bareRate(int threads) throws InterruptedException, ExecutionException {
        double rate = 0;
        try (var workers = Executors.newFixedThreadPool(threads)) {
            for (int round = 0; round < ROUNDS; round++) { // the first ones warm up
                long begun = System.nanoTime();
                for (var done : workers.invokeAll(Collections.nCopies(threads, VerifyBench::verifyMany))) {
                    done.get();
                }
                rate = Math.max(rate, threads * CHECKS / ((System.nanoTime() - begun) / 1e9));
            }
        }
        return rate;
    }

    private static Void verifyMany() throws GeneralSecurityException {
        SigningKey key = TestKeys.fresh();
        var message = new byte[200];
        var signature = key.sign(message);
        var jca = key.publicKey().asJcaKey();
        for (int i = 0; i < CHECKS; i++) {
            verify(jca, message, signature);
        }
        return null;
    }

    private static void verify(PublicKey key, byte[] message, byte[] signature) throws GeneralSecurityException {
        var verifier = Signature.getInstance("SHA256withECDSA");
        verifier.initVerify(key);
        verifier.update(message);
        if (!verifier.verify(signature)) {
            throw new IllegalStateException("a good signature");
        }
    }
}
