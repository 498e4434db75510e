package dev.sealbench.core;

import dev.sealbench.core.internal.document.P256PublicKey;
import dev.sealbench.core.internal.export.ExportRefused;
import dev.sealbench.core.internal.export.TrustKeys;
import dev.sealbench.core.internal.log.LogException;
import dev.sealbench.core.internal.log.Witness;
import dev.sealbench.core.internal.log.WitnessAnswer;
import dev.sealbench.core.internal.log.WitnessRound;
import java.io.IOException;
import java.nio.file.Path;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/// Watches the logs of stations from another machine: needs no home and no books.
///
/// Safe to share between threads; calls wait for each other.
public final class LogWitness implements AutoCloseable {

    private final Witness witness;
    private final Path memory;

    private LogWitness(Witness witness, Path memory) {
        this.witness = witness;
        this.memory = memory;
    }

    /// An answer to a station.
    ///
    /// @param cosigned whether the station's newest checkpoint was signed
    /// @param text a clause about it, in English
    public record Answer(String station, boolean cosigned, String text) {}

    /// Opens a witness; makes its memory and its key when they are not there.
    ///
    /// @param memory a folder of its own, readable by its owner only
    /// @param trust PEM with the public keys of vendor roots, which say which key a station has
    /// @throws StationException when another process works with the memory, or something cannot be used
    public static LogWitness open(Path memory, Path trust, Clock clock) throws StationException {
        try {
            return new LogWitness(Witness.open(memory, roots(trust), clock), memory);
        } catch (ExportRefused | LogException e) {
            throw new StationException(Fault.WITNESS_UNUSABLE, e.getMessage(), e);
        } catch (IOException e) {
            throw new StationException(Fault.WITNESS_UNUSABLE, "the file of trusted keys cannot be read", e);
        }
    }

    /// Who the witness is, as stations and auditors are told: `NAME+ID+KEY`.
    public String verifierKey() {
        return witness.key().line();
    }

    /// Answers all requests that lie in a folder shared with stations.
    ///
    /// @throws StationException when the folder or the witness's memory cannot be used
    public List<Answer> answer(Path folder) throws StationException {
        try {
            if (memory.toRealPath().startsWith(folder.toRealPath())) {
                throw new StationException(
                        Fault.WITNESS_UNUSABLE, "its memory lies in the folder that others can reach");
            }
            return WitnessRound.answer(witness, folder).stream()
                    .map(LogWitness::toAnswer)
                    .toList();
        } catch (LogException e) {
            throw new StationException(Fault.WITNESS_UNUSABLE, e.getMessage(), e);
        } catch (IOException e) {
            throw new StationException(Fault.WITNESS_UNUSABLE, "the folder of the requests cannot be read", e);
        }
    }

    @Override
    public void close() {
        witness.close();
    }

    private static Answer toAnswer(WitnessAnswer answer) {
        return switch (answer) {
            case WitnessAnswer.Cosigned(var station, var checkpoint, var _) ->
                new Answer(station, true, checkpoint.size() + " events");
            case WitnessAnswer.Refused(var station, var _, var sentence, var _) -> new Answer(station, false, sentence);
        };
    }

    private static List<P256PublicKey> roots(Path trust) throws IOException, ExportRefused, StationException {
        var roots = new ArrayList<P256PublicKey>();
        for (var key : TrustKeys.read(trust)) {
            try {
                roots.add(P256PublicKey.of((ECPublicKey) key));
            } catch (IllegalArgumentException _) { // another curve
                throw new StationException(
                        Fault.WITNESS_UNUSABLE, "trusted key %d is not on P-256".formatted(roots.size() + 1));
            }
        }
        return roots;
    }
}
