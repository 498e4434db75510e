package dev.sealbench.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sealbench.core.internal.books.Books;
import dev.sealbench.core.internal.books.LogSealer;
import dev.sealbench.core.internal.books.LostBooks;
import dev.sealbench.core.internal.books.TestEngine;
import dev.sealbench.core.internal.document.SigningKey;
import dev.sealbench.core.internal.document.TestKeys;
import dev.sealbench.core.internal.log.Checkpoint;
import dev.sealbench.core.internal.log.CheckpointKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An export while another station's newest events are not signed: its vault is closed, or its log is being compared.
/// Units are as the signed part of the logs has them, so an export is sound whatever others do.
class ExportOfSharedLogsTest {

    private static final SerialNumber UNIT = LostBooks.serials(1).getFirst();
    private static final Author AUTHOR = new Author("p-17", "sealbench 0.1.0");
    private static final String OTHER = "line-2";

    @TempDir
    Path folder;

    private TestHome house;
    private Station station;
    private Session lead;
    private Books other;
    private SigningKey othersKey;
    private int exports;

    @BeforeEach
    void makeTwoStations() throws Exception {
        var server = TestEngine.postgres();
        house = TestHome.create(folder, server);
        house.certifyDeviceCa();
        station = house.open();
        lead = house.firstLead(station);
        othersKey = TestKeys.fresh();
        other = Books.open(server.config(OTHER), house.clock);
        LostBooks.prepare(other, 5);
        for (var serial : LostBooks.serials(2)) {
            other.units().scan(serial, Optional.empty(), AUTHOR);
        }
        other.papers().enrol(house.statement(OTHER, othersKey.publicKey()), AUTHOR);
        openTheOthersVault();
        other.log().seal();
        other.log().signWith(Optional.empty());
    }

    @AfterEach
    void close() {
        lead.close();
        station.close();
        other.close();
    }

    @Test
    void aUnitIsScrappedInAnExportOnceThatIsSigned() throws Exception {
        other.units().decide(UNIT, UnitState.SCRAPPED, "dropped", AUTHOR);

        assertThat(exported("state")).isEqualTo("SCANNED");

        openTheOthersVault();
        other.log().seal();
        assertThat(exported("state")).isEqualTo("SCRAPPED");
    }

    /// Set aside and lifted here, where all is signed, it is released again by what only the other station said.
    @Test
    void aUnitIsReleasedInAnExportOnceThatIsSigned() throws Exception {
        other.units().advance(UNIT, UnitState.RELEASED, AUTHOR);
        lead.units().quarantine(UNIT.text(), "a scratch");

        assertThat(exported("state")).isEqualTo("QUARANTINED");

        lead.units().liftQuarantine(UNIT.text(), "none");
        assertThat(exported("state")).isEqualTo("QUARANTINED");
    }

    @Test
    void aRunHasFailedInAnExportOnceThatIsSigned() throws Exception {
        var run = UUID.randomUUID();
        var started = house.clock.instant();
        other.runs()
                .open(
                        new RunRecord(
                                run, UNIT, OTHER, 1, AUTHOR.person(), AUTHOR.versions(), started, Optional.empty()),
                        AUTHOR);
        var end = new RunRecord.RunEnd(
                house.clock.instant(), RunResult.UNIT_REJECTED, UnitState.SCANNED, 405, "405 used before");
        other.runs().close(run, end, AUTHOR);

        assertThat(exported("last_fault")).isEmpty();

        openTheOthersVault();
        other.log().seal();
        assertThat(exported("last_fault")).contains("405 used before");
    }

    /// Then the events say what the table does not: whoever exports is told to do it again.
    @Test
    void aLogThatIsSignedMeanwhileIsSaid() throws Exception {
        other.units().decide(UNIT, UnitState.SCRAPPED, "dropped", AUTHOR);
        openTheOthersVault();

        var refused = catchThrowableOfType(
                StationException.class,
                () -> lead.audit().export(new ExportRange.All(), out(), new ExportListener() {
                    @Override
                    public void progress(long done, long total) {
                        if (done == 2) {
                            seal();
                        }
                    }
                }));

        assertThat(refused.fault()).isEqualTo(Fault.EXPORT_NOT_WRITTEN);
        assertThat(refused.detail())
                .isEqualTo("station line-2 signed its log while the export was written: export again");
        assertThat(exported("state")).isEqualTo("SCRAPPED");
    }

    private void seal() {
        try {
            other.log().seal();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void openTheOthersVault() {
        other.log().signWith(Optional.of(new LogSealer() {
            @Override
            public Optional<byte[]> sign(long size, byte[] root) {
                var checkpoint = new Checkpoint("sealbench/" + OTHER, size, root);
                return Optional.of(CheckpointKey.sign(checkpoint, othersKey).octets());
            }

            @Override
            public void sealed(long size, byte[] note) {
                // nobody keeps it
            }
        }));
    }

    /// What a sound export says of the unit, a while later.
    private String exported(String column) throws Exception {
        house.clock.advance(Duration.ofMinutes(1));
        var out = out();
        lead.audit().export(Optional.empty(), out);
        assertThat(ExportAudit.with(house.home.vendorRoot(), List.of(), Optional.empty())
                        .verify(out))
                .isInstanceOf(AuditVerdict.Sound.class);
        var lines = Files.readAllLines(out.resolve("units.csv"));
        int index = List.of(lines.getFirst().split(",")).indexOf(column);
        return lines.stream()
                .filter(line -> line.startsWith(UNIT.text()))
                .map(line -> line.split(",", -1)[index])
                .findFirst()
                .orElseThrow();
    }

    private Path out() {
        exports++;
        return folder.resolve("out" + exports);
    }
}
