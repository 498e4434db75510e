package dev.sealbench.core.internal.log;

import dev.sealbench.core.internal.document.P256PublicKey;
import dev.sealbench.core.internal.log.ExchangeFolder.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The station's side of the folder that it shares with a witness: writes `STATION.request`, reads `STATION.cosigned`
/// and `STATION.refused`.
///
/// What lies there is believed when the station's own key and the witness's key signed it. A refusal is not signed:
/// it is shown, and says where the next request begins, no more. Immutable.
public final class WitnessFolder {

    private static final String SIZE = "size ";
    private static final int MAX_SENTENCE = 400;

    private final ExchangeFolder folder;
    private final String station;
    private final P256PublicKey orderKey;
    private final WitnessKey witness;

    /// @param folder shared with the witness
    /// @param station whose log it is
    /// @param orderKey signs the log's checkpoints
    /// @param witness who should cosign them
    /// @throws IllegalArgumentException when no file can be named after the station
    public WitnessFolder(Path folder, String station, P256PublicKey orderKey, WitnessKey witness) {
        this.folder = new ExchangeFolder(folder);
        this.station = ExchangeFolder.requireStation(station);
        this.orderKey = Objects.requireNonNull(orderKey);
        this.witness = Objects.requireNonNull(witness);
    }

    /// What the witness said last.
    ///
    /// @param cosigned the newest checkpoint that it cosigned, as far as this folder tells
    /// @param trouble a sentence that a person should see
    /// @param asked whether a request waits for its answer
    public record Said(Optional<Cosigned> cosigned, Optional<Trouble> trouble, boolean asked) {}

    /// A checkpoint of this log that the witness cosigned; all of it was checked.
    ///
    /// @param note the whole note
    /// @param at when, by the witness's clock
    public record Cosigned(Checkpoint checkpoint, SignedNote note, Instant at) {}

    /// Why there is no newer one.
    ///
    /// @param sentence for a person
    /// @param remembered size of the tree that the witness cosigned last, by its unsigned word; 0 when it is silent
    public record Trouble(String sentence, long remembered) {}

    /// Reads what the witness said.
    ///
    /// @throws IOException when the folder cannot be read
    public Said read() throws IOException {
        var trouble = refusal();
        Optional<Cosigned> cosigned = Optional.empty();
        try {
            cosigned = cosigned();
        } catch (NoteRefused e) {
            trouble = Optional.of(new Trouble("the answer of the witness is not believed: " + e.getMessage(), 0));
        }
        return new Said(cosigned, trouble, folder.has(station, Kind.REQUEST) || folder.has(station, Kind.TAKEN));
    }

    /// Whether the log in hand still begins with what the witness cosigned. When not, books older than the
    /// cosignature were put back, or events were changed.
    ///
    /// @param nodes of the log in hand
    /// @param size its leaves
    /// @throws LogException when `nodes` cannot tell
    public static boolean agrees(Cosigned cosigned, Merkle.Nodes nodes, long size) throws LogException {
        var checkpoint = cosigned.checkpoint();
        return checkpoint.size() <= size && Arrays.equals(Merkle.root(nodes, checkpoint.size()), checkpoint.root());
    }

    /// Asks the witness to cosign the newest checkpoint, unless it did.
    ///
    /// @param statement the station's, a serialised envelope, for the witness to believe the key
    /// @param newest signed with the station's key
    /// @param nodes of the log in hand, which has as many leaves at least
    /// @return whether there was something to ask
    /// @throws IOException when the folder cannot be written
    /// @throws LogException when `newest` is not a checkpoint of this log, or `nodes` cannot make the proof
    public boolean ask(byte[] statement, SignedNote newest, Merkle.Nodes nodes) throws IOException, LogException {
        var checkpoint = CheckpointKey.open(newest, Checkpoint.origin(station), orderKey);
        var said = read();
        if (said.trouble().isEmpty()
                && said.cosigned()
                        .filter(cosigned -> cosigned.checkpoint().sameTree(checkpoint))
                        .isPresent()) {
            return false;
        }
        long oldSize = oldSize(said, checkpoint.size());
        folder.write(station, Kind.STATEMENT, statement);
        folder.write(
                station, Kind.REQUEST, WitnessRequest.of(oldSize, newest, nodes).octets());
        return true;
    }

    /// Where the witness stands: by its last word, when that can be, else by its last signature.
    private static long oldSize(Said said, long size) {
        long signed =
                said.cosigned().map(cosigned -> cosigned.checkpoint().size()).orElse(0L);
        long told = said.trouble().map(Trouble::remembered).orElse(0L);
        long best = Math.max(signed, told);
        return best <= size ? best : Math.min(signed, size);
    }

    private Optional<Cosigned> cosigned() throws IOException, NoteRefused {
        var octets = folder.read(station, Kind.COSIGNED);
        if (octets.isEmpty()) {
            return Optional.empty();
        }
        var note = CheckpointKey.parse(octets.get());
        var checkpoint = CheckpointKey.open(note, Checkpoint.origin(station), orderKey);
        return Optional.of(new Cosigned(checkpoint, note, witness.cosigned(note)));
    }

    private Optional<Trouble> refusal() throws IOException {
        try {
            var octets = folder.read(station, Kind.REFUSED);
            if (octets.isEmpty()) {
                return Optional.empty();
            }
            var lines =
                    List.of(NoteText.decode(octets.get(), SignedNote.MAX_BYTES).split("\n"));
            if (lines.size() == 2 && lines.getLast().startsWith(SIZE) && isSentence(lines.getFirst())) {
                var remembered = NoteText.size(lines.getLast().substring(SIZE.length()));
                return Optional.of(new Trouble(lines.getFirst(), remembered));
            }
        } catch (NoteRefused _) { // as below
        }
        return Optional.of(new Trouble("the witness refused, and its answer cannot be read", 0));
    }

    /// Nothing that would fill the screen, hide or execute.
    private static boolean isSentence(String line) {
        return line.length() <= MAX_SENTENCE
                && line.codePoints()
                        .noneMatch(point -> Character.isISOControl(point)
                                || Character.getType(point) == Character.FORMAT
                                || Character.getType(point) == Character.LINE_SEPARATOR
                                || Character.getType(point) == Character.PARAGRAPH_SEPARATOR);
    }
}
