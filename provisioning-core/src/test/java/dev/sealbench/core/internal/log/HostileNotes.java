package dev.sealbench.core.internal.log;

import dev.sealbench.core.internal.document.P256PublicKey;
import dev.sealbench.core.internal.document.SigningKey;
import dev.sealbench.core.internal.document.TestKeys;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Notes, with checkpoints or not: what is taken is written again as it was, and a checkpoint is believed only with the
/// text that was signed.
final class HostileNotes implements Supplier<List<byte[]>>, Predicate<byte[]> {

    private static final String ORIGIN = "sealbench/line-1";

    private final SigningKey key = TestKeys.fresh();
    private final SignedNote signed =
            CheckpointKey.sign(new Checkpoint(ORIGIN, 5, Merkle.root(Leaves.hashes(5)), List.of("more")), key);

    @Override
    public List<byte[]> get() {
        var cosigned = signed.with(new SignedNote.Signature("witness", 7, new byte[72]));
        var poem = new SignedNote("one\n\ntwo \u00e9\n", List.of(new SignedNote.Signature("a", 1, new byte[1])));
        return List.of(signed.octets(), cosigned.octets(), poem.octets());
    }

    @Override
    public boolean test(byte[] octets) {
        try {
            var note = SignedNote.parse(octets);
            if (!Arrays.equals(note.octets(), octets)) {
                throw new AssertionError("another note was written than was read");
            }
            open(note, key.publicKey());
            return true;
        } catch (NoteRefused e) {
            return false;
        }
    }

    private void open(SignedNote note, P256PublicKey trusted) {
        try {
            CheckpointKey.open(note, ORIGIN, trusted);
            if (!note.text().equals(signed.text())) {
                throw new AssertionError("believed: " + note.text());
            }
        } catch (NoteRefused _) { // as it should be
        }
    }
}
