package dev.sealbench.vault;

import static dev.sealbench.vault.TestVaults.CONTEXT;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.vault.internal.random.StreamRandom;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// After a unit, and after the vault is locked, no object that is alive holds a secret.
class HeapCanaryTest {

    @TempDir
    Path folder;

    /// What is searched for, each octet inverted, so that the search does not find itself.
    private final Map<String, byte[]> inverted = new LinkedHashMap<>();

    @Test
    void noLiveObjectHoldsASecretAfterwards() throws Exception {
        try (var vault = TestVaults.create(folder, new StreamRandom("canary"))) {
            var secrets = TestVaults.draw(vault);
            for (var kind : SecretKind.values()) {
                remember(vault, secrets.secret(kind, CONTEXT));
            }
            var device = DeviceContext.of(secrets, new byte[DeviceContext.SIZE_BYTES]);
            for (var derivation : Derivation.values()) {
                inverted.put(derivation.name(), vault.withDerived(device, derivation, HeapCanaryTest::invert));
            }
            var control = "a control that must be found".getBytes(US_ASCII);
            inverted.put("control", invert(control));
            vault.lock();
            assertThat(foundInHeap()).containsExactly("control");
            assertThat(control).isNotEmpty(); // it lived until here
        }
    }

    private void remember(Vault vault, SecretRef secret) throws VaultException {
        var access = secret.kind().isCredential() ? KeyAccess.FOR_TWO_PERSONS : KeyAccess.FOR_CHARGER;
        inverted.put(secret.kind().name(), vault.reveal(secret, access, HeapCanaryTest::invert));
        if (secret.kind().isCredential()) {
            vault.revealText(secret, access, text -> text.length);
        }
    }

    private List<String> foundInHeap() throws Exception {
        var dump = folder.resolve("heap.hprof");
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var pid = Long.toString(ProcessHandle.current().pid());
        var process = new ProcessBuilder(jcmd, pid, "GC.heap_dump", dump.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("jcmd.log").toFile())
                .start();
        assertThat(process.waitFor()).isZero();
        var octets = Files.readAllBytes(dump);
        return inverted.entrySet().stream()
                .filter(needle -> contains(octets, needle.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean contains(byte[] octets, byte[] invertedNeedle) {
        for (int start = 0; start <= octets.length - invertedNeedle.length; start++) {
            int same = 0;
            while (same < invertedNeedle.length && octets[start + same] == (byte) ~invertedNeedle[same]) {
                same++;
            }
            if (same == invertedNeedle.length) {
                return true;
            }
        }
        return false;
    }

    private static byte[] invert(byte[] octets) {
        var inverted = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            inverted[i] = (byte) ~octets[i];
        }
        return inverted;
    }
}
