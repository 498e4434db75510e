package dev.sealbench.core.internal.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class PcrPredictionTest {

    private static final HexFormat HEX = HexFormat.of();

    private final FactoryData board =
            new FactoryData(TestKeys.fresh().publicKey(), Samples.octets(16, 7), 3, "virt-charger");

    @Test
    void anExtendIsTheHashOfOldAndNew() {
        // echo -n 64 zero octets | openssl dgst -sha256
        assertThat(HEX.formatHex(PcrPrediction.extend(new byte[32], new byte[32])))
                .isEqualTo("f5a5fd42d16a20302798ef6ed309979b43003d2320d9f0e8ea9831a92759fb4b");
        assertThatThrownBy(() -> PcrPrediction.extend(new byte[32], new byte[20]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /// The units of images.txt give authority and lock content as the firmware's side computed them.
    @Test
    void authorityAndLockContentAreThoseOfTheSharedVectors() throws IOException {
        int seen = 0;
        for (var line : TestFiles.vectors("images.txt")) {
            if (!line.startsWith("unit ")) {
                continue;
            }
            var unit = line.split(" ");
            var customer = HEX.parseHex(unit[2] + unit[3] + "%02x".formatted(unit[6].length() / 128) + unit[6]);
            assertThat(HEX.formatHex(PcrPrediction.authority(customer))).isEqualTo(unit[7]);
            assertThat(HEX.formatHex(PcrPrediction.lockContent(customer))).isEqualTo(unit[8]);
            seen++;
        }
        assertThat(seen).isPositive();
    }

    @Test
    void theFourRegistersComeFromBoardImageAndCustomer() {
        var customer = new Samples().customer;
        var prediction = PcrPrediction.of(Samples.octets(32, 1), board, Samples.octets(32, 2), customer);

        assertThat(prediction.pcr0())
                .isEqualTo(Sha256.of(Sha256.of(new byte[32], Samples.octets(32, 1)), Sha256.of(board.encode())));
        assertThat(prediction.pcr4()).isEqualTo(Sha256.of(new byte[32], Samples.octets(32, 2)));
        assertThat(prediction.pcr7Application())
                .isEqualTo(Sha256.of(prediction.pcr7Loader(), Sha256.of("application".getBytes())));
        assertThat(prediction.quoteDigest())
                .isEqualTo(Sha256.of(prediction.pcr0(), prediction.pcr4(), prediction.pcr7Application()));
    }

    @Test
    void anotherKeyListIsAnotherAuthority() {
        var pairs = new ArrayList<>(new Samples().customer.keyPairs());
        var before = PcrPrediction.of(new byte[32], board, new byte[32], Samples.customer(pairs));
        pairs.add(Samples.pair(3));
        var after = PcrPrediction.of(new byte[32], board, new byte[32], Samples.customer(pairs));
        assertThat(after.pcr7Loader()).isNotEqualTo(before.pcr7Loader());
        assertThat(after.lockContent()).isNotEqualTo(before.lockContent());
    }

    @Test
    void factoryDataHasTheLayoutOfTheContract() {
        var sector = board.encode();
        assertThat(sector).hasSize(256).startsWith('S', 'B', 'F', 'D', 1, 0, 0, 0, 4);
        assertThat(HEX.formatHex(sector, 8, 73))
                .isEqualTo(HEX.formatHex(board.vendorRoot().point()));
        assertThat(HEX.formatHex(sector, 73, 76)).isEqualTo("000000");
        assertThat(HEX.formatHex(sector, 76, 96)).isEqualTo("07".repeat(16) + "03000000");
        assertThat(new String(sector, 96, 12)).isEqualTo("virt-charger");
        assertThat(HEX.formatHex(sector, 108, 224)).isEqualTo("00".repeat(116));
        assertThat(HEX.formatHex(sector, 224, 256)).isEqualTo(HEX.formatHex(Sha256.of(Arrays.copyOf(sector, 224))));
    }
}
