package dev.sealbench.vault.internal.keystore;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sealbench.vault.internal.random.StreamRandom;
import java.io.StreamCorruptedException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerTest {

    private static final byte[] CONTENT = "the keys".getBytes(US_ASCII);
    private static final byte[] PASSPHRASE = "correct horse".getBytes(US_ASCII);
    private static final int LEAST_COST = Container.COST_LOG2_MIN;

    private static byte[] file;

    @BeforeAll
    static void seal() {
        file = Container.seal(CONTENT, PASSPHRASE, LEAST_COST, new StreamRandom("container"));
    }

    @Test
    void opensWithItsPassphraseOnly() throws Exception {
        assertThat(Container.open(file, PASSPHRASE)).hasValue(CONTENT);
        assertThat(Container.open(file, "correct horsf".getBytes(US_ASCII))).isEmpty();
        assertThat(Container.costLog2(file)).isEqualTo(LEAST_COST);
    }

    @Test
    void everyFlippedBitIsDamageAndNotAWrongPassphrase() {
        for (int bit = 0; bit < file.length * 8; bit++) {
            var changed = file.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            damaged(changed);
        }
    }

    @Test
    void everyCutIsDamage() {
        for (int length = 0; length < file.length; length++) {
            damaged(Arrays.copyOf(file, length));
        }
        damaged(Arrays.copyOf(file, file.length + 1));
        damaged(new byte[Container.FILE_MAX_BYTES + 1]);
    }

    /// Whoever changes a file can make its digest fit again: the parameters are bounded before they cost anything, and
    /// the tags hold.
    @ParameterizedTest
    @CsvSource({
        "0, 84, another magic",
        "7, 2, a format of a later program",
        "8, 13, a cost below the least",
        "8, 30, a cost that would take all memory",
        "9, 9, another block size",
        "10, 2, another number of lanes",
    })
    void aChangeWithAFittingDigestIsDamageToo(int offset, byte value, String why) throws Exception {
        var changed = file.clone();
        changed[offset] = value;
        assertThat(changed).as(why).isNotEqualTo(file);
        damaged(refit(changed));
    }

    @Test
    void aChangedBodyWithAFittingDigestIsDamage() throws Exception {
        var changed = file.clone();
        changed[file.length - 33] ^= 1;
        damaged(refit(changed));
    }

    private static byte[] refit(byte[] changed) throws NoSuchAlgorithmException {
        int covered = changed.length - 32;
        var digest = MessageDigest.getInstance("SHA-256").digest(Arrays.copyOf(changed, covered));
        System.arraycopy(digest, 0, changed, covered, 32);
        return changed;
    }

    private static void damaged(byte[] changed) {
        assertThatThrownBy(() -> Container.open(changed, PASSPHRASE)).isInstanceOf(StreamCorruptedException.class);
    }
}
