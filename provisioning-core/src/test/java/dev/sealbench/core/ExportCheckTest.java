package dev.sealbench.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real home's export, checked where it was made.
class ExportCheckTest {

    @TempDir
    private Path folder;

    private TestHome house;
    private Path out;

    @BeforeEach
    void makeHome() throws Exception {
        house = TestHome.create(folder);
        Files.createDirectories(house.home.deviceCa().getParent());
        Files.writeString(house.home.deviceCa(), "not looked at");
        out = folder.resolve("out");
    }

    @Test
    void anExportIsSoundAsLongAsNobodyTouchesIt() throws Exception {
        try (var station = house.open();
                var lead = house.firstLead(station)) {
            lead.audit().export(Optional.empty(), out);
            assertThat(lead.audit().verify(out))
                    .isInstanceOfSatisfying(
                            ExportCheck.Sound.class,
                            sound -> assertThat(sound.files()).isGreaterThan(4));

            Files.writeString(out.resolve("units.csv"), "one more line\n", StandardOpenOption.APPEND);
            assertThat(lead.audit().verify(out))
                    .isInstanceOfSatisfying(
                            ExportCheck.Wrong.class,
                            wrong -> assertThat(wrong.path()).isEqualTo("units.csv"));
        }
    }

    @Test
    void aFolderThatIsNoExportIsSaidToBeNone() throws Exception {
        try (var station = house.open();
                var lead = house.firstLead(station)) {
            assertThat(lead.audit().verify(out)).isInstanceOf(ExportCheck.Wrong.class);
        }
    }

    @Test
    void aFolderThatIsNotThereCannotTakeAnExport() throws Exception {
        try (var station = house.open();
                var lead = house.firstLead(station)) {
            var refused = catchThrowableOfType(
                    StationException.class,
                    () -> lead.audit()
                            .export(Optional.empty(), folder.resolve("gone").resolve("out")));
            assertThat(refused.fault()).isEqualTo(Fault.EXPORT_NOT_WRITTEN);
            assertThat(refused.detail()).contains("gone");
        }
    }
}
