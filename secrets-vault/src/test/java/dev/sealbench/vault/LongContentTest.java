package dev.sealbench.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LongContentTest {

    @TempDir
    Path folder;

    /// RFC 6979: one message has one signature, so both ways can be compared.
    @Test
    void aStreamIsSignedAsItsOctetsAre() throws Exception {
        try (var vault = TestVaults.create(folder)) {
            for (int size : new int[] {0, 1, 65_535, 65_536, 200_001}) {
                var content = new byte[size];
                Arrays.fill(content, (byte) size);
                assertThat(vault.sign(KeyId.STATION_ORDER, new ByteArrayInputStream(content)))
                        .as("%d octets", size)
                        .isEqualTo(vault.sign(KeyId.STATION_ORDER, content));
            }
        }
    }

    @Test
    void whatCannotBeReadIsNotSigned() throws Exception {
        var broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("unplugged");
            }
        };
        try (var vault = TestVaults.create(folder)) {
            assertThatThrownBy(() -> vault.sign(KeyId.STATION_ORDER, broken))
                    .isInstanceOf(IOException.class)
                    .hasMessage("unplugged");
            assertThatThrownBy(() -> vault.sign(KeyId.ENVELOPE, broken)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
