package dev.sealbench.core.internal.log;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What a log asks a witness: the body of add-checkpoint, c2sp.org/tlog-witness. Believes nothing.
///
/// What [#parse] takes, [#octets] writes again. Immutable.
///
/// @param oldSize of the checkpoint that the witness cosigned last; 0 when none
/// @param proof that its leaves are the first of the new tree; hashes of 32 octets, at most [#MAX_PROOF]
/// @param note the new checkpoint
public record WitnessRequest(long oldSize, List<byte[]> proof, SignedNote note) {

    /// Hashes of a proof.
    public static final int MAX_PROOF = 63;

    /// Octets of a request that are read: a note, and what stands before it.
    public static final int MAX_BYTES = SignedNote.MAX_BYTES + 4_096;

    private static final String OLD = "old ";

    /// @throws IllegalArgumentException when it cannot be written
    public WitnessRequest {
        proof = List.copyOf(proof);
        if (oldSize < 0
                || proof.size() > MAX_PROOF
                || proof.stream().anyMatch(hash -> hash.length != Merkle.HASH_BYTES)) {
            throw new IllegalArgumentException("a request has a size and at most 63 hashes of 32 octets");
        }
    }

    /// A request of a log for its newest checkpoint.
    ///
    /// @throws LogException when `nodes` cannot make the proof
    /// @throws IllegalArgumentException when the old tree is the larger one
    public static WitnessRequest of(long oldSize, SignedNote newest, Merkle.Nodes nodes) throws LogException {
        long size = CheckpointKey.read(newest).size();
        return new WitnessRequest(oldSize, Merkle.consistency(nodes, oldSize, size), newest);
    }

    /// Reads a request.
    ///
    /// @throws NoteRefused MALFORMED when it is not written as the format demands
    public static WitnessRequest parse(byte[] octets) throws NoteRefused {
        var whole = NoteText.decode(octets, MAX_BYTES);
        int split = whole.indexOf("\n\n");
        if (!whole.startsWith(OLD) || split < 0) {
            throw NoteRefused.malformed("it is not an old size, a proof, an empty line and a checkpoint");
        }
        var lines = whole.substring(OLD.length(), split).split("\n", MAX_PROOF + 2);
        if (lines.length > MAX_PROOF + 1) {
            throw NoteRefused.malformed("its proof has more than %d hashes".formatted(MAX_PROOF));
        }
        long oldSize = NoteText.size(lines[0]);
        var proof = new ArrayList<byte[]>(lines.length);
        for (var line : List.of(lines).subList(1, lines.length)) {
            proof.add(NoteText.hash(line));
        }
        var note = SignedNote.parse(whole.substring(split + 2).getBytes(StandardCharsets.UTF_8));
        return new WitnessRequest(oldSize, proof, note);
    }

    /// The request as it is sent.
    public byte[] octets() {
        var head = new StringBuilder(OLD).append(oldSize).append('\n');
        proof.forEach(hash -> head.append(NoteText.base64(hash)).append('\n'));
        var request = new ByteArrayOutputStream();
        request.writeBytes(head.append('\n').toString().getBytes(StandardCharsets.UTF_8));
        request.writeBytes(note.octets());
        return request.toByteArray();
    }
}
