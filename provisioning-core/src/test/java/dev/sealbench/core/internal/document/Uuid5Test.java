package dev.sealbench.core.internal.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class Uuid5Test {

    @Test
    void theExampleOfRfc9562AppendixA4() {
        assertThat(Uuid5.of(Uuid5.DNS_NAMESPACE, "www.example.com"))
                .isEqualTo(UUID.fromString("2ed6657d-e927-568b-95e1-2665a8aea6a2"));
    }

    @Test
    void anotherNameOrNamespaceGivesAnother() {
        var vid = Uuid5.vid("example.com");
        assertThat(Uuid5.vid("example.org")).isNotEqualTo(vid);
        assertThat(Uuid5.cid(vid, "CP42/3")).isNotEqualTo(Uuid5.cid(Uuid5.vid("example.org"), "CP42/3"));
        assertThat(Uuid5.cid(vid, "CP42/3").version()).isEqualTo(5);
        assertThat(Uuid5.cid(vid, "CP42/3").variant()).isEqualTo(2);
    }

    @Test
    void octetsAndBack() {
        var uuid = Uuid5.DNS_NAMESPACE;
        assertThat(Uuid5.bytes(uuid)).startsWith(0x6b, 0xa7, 0xb8, 0x10).hasSize(16);
        assertThat(Uuid5.ofBytes(Uuid5.bytes(uuid))).isEqualTo(uuid);
        assertThatThrownBy(() -> Uuid5.ofBytes(new byte[15])).isInstanceOf(IllegalArgumentException.class);
    }
}
