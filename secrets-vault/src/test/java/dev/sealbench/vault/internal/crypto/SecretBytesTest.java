package dev.sealbench.vault.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SecretBytesTest {

    @Test
    void aLoanIsWipedAlsoWhenItsUseThrows() {
        var kept = new AtomicReference<byte[]>();
        try (var secret = new SecretBytes(new byte[] {1, 2, 3})) {
            assertThat(secret.<Integer, RuntimeException>lend(loan -> loan.length))
                    .isEqualTo(3);
            assertThatThrownBy(() -> secret.lend(loan -> {
                        kept.set(loan);
                        throw new IllegalStateException("use failed");
                    }))
                    .hasMessage("use failed");
            assertThat(kept.get()).containsOnly(0);
            assertThat(secret.<Byte, RuntimeException>lend(loan -> loan[2])).isEqualTo((byte) 3);
        }
    }

    @Test
    void closingWipesTheOctetsAndEndsTheLending() {
        var owned = new byte[] {1, 2, 3};
        var secret = new SecretBytes(owned);
        secret.close();
        assertThat(owned).containsOnly(0);
        assertThatThrownBy(() -> secret.lend(loan -> loan)).isInstanceOf(IllegalStateException.class);
        assertThat(secret).hasToString("SecretBytes[hidden]");
    }
}
