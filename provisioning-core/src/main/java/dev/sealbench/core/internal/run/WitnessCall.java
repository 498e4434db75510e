package dev.sealbench.core.internal.run;

import dev.sealbench.core.Fault;
import dev.sealbench.core.StationException;
import dev.sealbench.core.WitnessSaid;
import dev.sealbench.core.internal.books.LogCheckpoint;
import dev.sealbench.core.internal.log.LogException;
import dev.sealbench.core.internal.log.Merkle;
import dev.sealbench.core.internal.log.NoteRefused;
import dev.sealbench.core.internal.log.SignedNote;
import dev.sealbench.core.internal.log.WitnessFolder;
import dev.sealbench.core.internal.log.WitnessKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// The station's talk with a witness: docs/witness.md.
public final class WitnessCall {

    private static final String OTHER_LOG =
            "the witness signed another log than these books hold: older books were put back, or events were changed";

    private final Bench bench;
    private final WitnessFolder folder;

    private WitnessCall(Bench bench, WitnessFolder folder) {
        this.bench = bench;
        this.folder = folder;
    }

    /// Reads what the witness said, compares it with the books, and asks for the newest checkpoint.
    ///
    /// @param folder shared with the witness
    /// @param witness its key, `NAME+ID+KEY`
    /// @throws StationException when the key is none, the folder cannot be used, or the log was never signed
    public static WitnessSaid make(Bench bench, Path folder, String witness) throws StationException {
        try {
            var key = WitnessKey.parse(witness);
            var station = bench.config().stationId();
            return new WitnessCall(
                            bench,
                            new WitnessFolder(folder, station, bench.orderKey().publicKey(), key))
                    .make();
        } catch (NoteRefused e) {
            throw new StationException(Fault.SETTING_REFUSED, e.getMessage(), e);
        } catch (LogException e) {
            throw new StationException(Fault.BOOKS_UNAVAILABLE, e.getMessage(), e);
        } catch (IOException e) {
            throw new StationException(Fault.WITNESS_UNUSABLE, "the shared folder cannot be read or written", e);
        }
    }

    private WitnessSaid make() throws StationException, IOException, LogException {
        var log = bench.books().log();
        var newest = Desks.ask(() -> {
                    log.seal();
                    return log.newest();
                })
                .orElseThrow(() -> new StationException(Fault.WRONG_STATE, "the log was never signed"));
        var nodes = Desks.ask(() -> log.nodes(newest.station(), newest.size()));
        var said = folder.read();
        if (said.cosigned().isPresent() && !WitnessFolder.agrees(said.cosigned().get(), nodes, newest.size())) {
            return answer(newest, said, false, Optional.of(OTHER_LOG));
        }
        var asked = ask(newest, nodes);
        return answer(newest, said, asked, said.trouble().map(WitnessFolder.Trouble::sentence));
    }

    private boolean ask(LogCheckpoint newest, Merkle.Nodes nodes) throws IOException, LogException {
        var note = SignedNote.parse(newest.note().toBytes());
        return folder.ask(bench.stationStatement().toByteArray(), note, nodes);
    }

    private static WitnessSaid answer(
            LogCheckpoint newest, WitnessFolder.Said said, boolean asked, Optional<String> trouble) {
        return new WitnessSaid(
                newest.size(),
                said.cosigned().map(cosigned -> cosigned.checkpoint().size()).orElse(0L),
                said.cosigned().map(WitnessFolder.Cosigned::at),
                asked,
                trouble);
    }
}
