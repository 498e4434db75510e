package dev.sealbench.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sealbench.core.LabelPrinterConfig.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelPrinterConfigTest {

    private static final LabelPrinterConfig ZPL = new LabelPrinterConfig(Type.ZPL, "printer.example:9100", 203);

    private static final StationConfig DEMO = new StationConfig(
            "line-1",
            false,
            true,
            new TreeMap<>(),
            List.of(),
            "board",
            "labels",
            new StationConfig.Maker("Maker", "Street", "mail", "policy", List.of("230 V")));

    @TempDir
    Path folder;

    @Test
    void settingsOfBeforeHaveTheFolderAndAreReadable() throws Exception {
        var file = folder.resolve("station.json");
        DEMO.write(file);
        var old = Files.readString(file).replaceAll(",\\s*\"printers\" *: *\\{ *}", "");
        assertThat(old).doesNotContain("printers");
        Files.writeString(file, old);

        assertThat(StationConfig.read(file)).isEqualTo(DEMO);
    }

    @Test
    void printersAreWrittenAndRead() throws Exception {
        var file = folder.resolve("station.json");
        var config = DEMO.withPrinters(
                Map.of(LabelKind.PLATE, new LabelPrinterConfig(Type.QUEUE, "Office", 0), LabelKind.ACCESS, ZPL));
        config.write(file);

        assertThat(StationConfig.read(file)).isEqualTo(config);
        assertThat(ZPL.host()).isEqualTo("printer.example");
        assertThat(ZPL.port()).isEqualTo(9100);
        assertThat(config.withSlots(Map.of()).printers()).isEqualTo(config.printers());
    }

    @Test
    void aProductionStationNeverLeavesLabelsInAFolder() throws Exception {
        var file = folder.resolve("station.json");
        DEMO.write(file);
        var production = Files.readString(file)
                .replaceAll("\"production\" *: *false", "\"production\" : true")
                .replaceAll("\"allowSimulator\" *: *true", "\"allowSimulator\" : false");
        Files.writeString(file, production);

        assertThatThrownBy(() -> StationConfig.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a production station prints its labels");
        Files.writeString(
                file,
                production.replaceAll(
                        "\"printers\" *: *\\{ *}",
                        "\"printers\": {\"PLATE\": Z, \"ACCESS\": Z, \"RECOVERY\": Z}"
                                .replace("Z", "{\"type\":\"ZPL\",\"address\":\"p:9100\",\"dotsPerInch\":300}")));
        assertThat(StationConfig.read(file).printers()).hasSize(3);
    }

    @Test
    void aPrintQueueIsForPlatesOnly() {
        var queue = new LabelPrinterConfig(Type.QUEUE, "Office", 0);
        assertThat(DEMO.withPrinters(Map.of(LabelKind.PLATE, queue)).printers()).hasSize(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEMO.withPrinters(Map.of(LabelKind.ACCESS, queue)))
                .withMessageContaining("spool in the clear");
    }

    @ParameterizedTest
    @CsvSource({
        "ZPL, printer.example, 203",
        "ZPL, printer.example:0, 203",
        "ZPL, printer.example:65536, 203",
        "ZPL, printer.example:9100/x, 203",
        "ZPL, printer.example:9100, 72",
        "QUEUE, '', 0",
        "QUEUE, Office, 203",
        "FOLDER, x, 0"
    })
    void aPrinterThatIsNoneIsRefused(Type type, String address, int dotsPerInch) {
        assertThatIllegalArgumentException().isThrownBy(() -> new LabelPrinterConfig(type, address, dotsPerInch));
    }
}
