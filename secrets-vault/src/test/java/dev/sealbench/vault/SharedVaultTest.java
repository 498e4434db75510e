package dev.sealbench.vault;

import static dev.sealbench.vault.TestVaults.CONTEXT;
import static dev.sealbench.vault.TestVaults.passphrase;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedVaultTest {

    private static final int SLOTS = 4;
    private static final int UNITS = 20;

    @TempDir
    Path folder;

    private final AtomicBoolean done = new AtomicBoolean();
    private final AtomicInteger refusals = new AtomicInteger();

    @Test
    void slotsShareOneVault() throws Exception {
        try (var vault = TestVaults.create(folder);
                var threads = Executors.newFixedThreadPool(SLOTS)) {
            var slots = new ArrayList<Future<Integer>>();
            for (int slot = 0; slot < SLOTS; slot++) {
                slots.add(threads.submit(() -> drawAndOpen(vault)));
            }
            for (var slot : slots) {
                assertThat(slot.get()).isEqualTo(UNITS);
            }
        }
    }

    /// Locking under the feet of a unit gives that unit an answer that it can act on, never half a secret.
    @Test
    void lockingMeanwhileIsAlwaysHeardAsLocked() throws Exception {
        try (var vault = TestVaults.create(folder);
                var threads = Executors.newFixedThreadPool(SLOTS)) {
            var sealed = TestVaults.draw(vault).secret(SecretKind.OCPP, CONTEXT);
            var expected = vault.reveal(sealed, KeyAccess.FOR_HAND_OVER, byte[]::clone);
            var slots = new ArrayList<Future<Integer>>();
            for (int slot = 0; slot < SLOTS; slot++) {
                slots.add(threads.submit(untilDone(vault, sealed, expected)));
            }
            for (int i = 0; i < 10 || i < 1_000 && refusals.get() == 0; i++) {
                vault.lock();
                vault.unlock(passphrase());
            }
            done.set(true);
            for (var slot : slots) {
                assertThat(slot.get()).isNotNegative();
            }
            assertThat(refusals).as("the lock was met at least once").hasPositiveValue();
        }
    }

    private Callable<Integer> untilDone(Vault vault, SecretRef sealed, byte[] expected) {
        return () -> {
            int opened = 0;
            while (!done.get()) {
                try {
                    assertThat(vault.reveal(sealed, KeyAccess.FOR_HAND_OVER, byte[]::clone))
                            .isEqualTo(expected);
                    opened++;
                } catch (VaultException.Locked e) {
                    refusals.incrementAndGet();
                }
            }
            return opened;
        };
    }

    private static int drawAndOpen(Vault vault) throws VaultException {
        int opened = 0;
        for (int i = 0; i < UNITS; i++) {
            var secret = TestVaults.draw(vault).secret(SecretKind.WEB_LOGIN, CONTEXT);
            opened += vault.<Integer>reveal(secret, KeyAccess.FOR_LABEL, loan -> loan.length) / 16;
        }
        return opened;
    }
}
