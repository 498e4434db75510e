package dev.sealbench.core.internal.log;

import dev.sealbench.core.internal.document.P256PublicKey;
import dev.sealbench.core.internal.document.Sha256;
import dev.sealbench.core.internal.document.SigningKey;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Signs checkpoints and opens them: ECDSA P-256 with SHA-256 over the note's text, DER (type 0x02 of
/// c2sp.org/signed-note). The key's name is the log's origin; its id, the first four octets of SHA-256 over its
/// SubjectPublicKeyInfo.
///
/// Stateless.
public final class CheckpointKey {

    private CheckpointKey() {}

    /// The checkpoint as a note with the log's signature.
    ///
    /// @throws IllegalArgumentException when the origin cannot be a key's name
    /// @throws IllegalStateException when the signer's key is another
    public static SignedNote sign(Checkpoint checkpoint, SigningKey key) {
        var text = checkpoint.text();
        var value = key.sign(text.getBytes(StandardCharsets.UTF_8));
        var signature = new SignedNote.Signature(checkpoint.origin(), keyId(key.publicKey()), value);
        return new SignedNote(text, List.of(signature));
    }

    /// The checkpoint in a note that the log `origin` signed. Signatures of others are not looked at.
    ///
    /// @param note not checked by anybody
    /// @throws NoteRefused when it is not such a note; the message is a sentence for a person
    public static Checkpoint open(byte[] note, String origin, P256PublicKey key) throws NoteRefused {
        return open(parse(note), origin, key);
    }

    /// As [#open(byte[], String, P256PublicKey)], of a log that had several keys one after the other.
    ///
    /// @param keys at least one, the newest first
    public static Checkpoint open(byte[] note, String origin, List<P256PublicKey> keys) throws NoteRefused {
        var parsed = parse(note);
        var key = keys.stream()
                .filter(each -> !parsed.of(origin, keyId(each)).isEmpty())
                .findFirst()
                .orElse(keys.getFirst());
        return open(parsed, origin, key);
    }

    /// As [#open(byte[], String, P256PublicKey)].
    public static Checkpoint open(SignedNote note, String origin, P256PublicKey key) throws NoteRefused {
        var checkpoint = read(note);
        if (!checkpoint.origin().equals(origin)) {
            throw new NoteRefused(
                    NoteRefused.Reason.OTHER_LOG,
                    "the checkpoint is of %s, not of the log %s"
                            .formatted(NoteText.quoted(checkpoint.origin(), "another log"), origin));
        }
        var signatures = note.of(origin, keyId(key));
        if (signatures.isEmpty()) {
            throw new NoteRefused(
                    NoteRefused.Reason.UNKNOWN_KEY,
                    "the checkpoint of %s is not signed with the key %s".formatted(origin, key));
        }
        for (var signature : signatures) {
            if (!key.verifies(note.signedOctets(), signature.value())) {
                throw new NoteRefused(
                        NoteRefused.Reason.BAD_SIGNATURE,
                        "the signature under the checkpoint of %s is wrong: it was changed or forged"
                                .formatted(origin));
            }
        }
        return checkpoint;
    }

    /// SHA-256 of the note as the log first signed it, without what others added; 32 octets. Orders carry it.
    ///
    /// @param note one that [#open] takes
    /// @throws NoteRefused as [#open]
    public static byte[] digest(byte[] note, String origin, P256PublicKey key) throws NoteRefused {
        var parsed = parse(note);
        open(parsed, origin, key);
        return Sha256.of(asFirstSigned(parsed, origin, key).octets());
    }

    /// The note with the log's first signature only.
    static SignedNote asFirstSigned(SignedNote note, String origin, P256PublicKey key) {
        return new SignedNote(note.text(), note.of(origin, keyId(key)).subList(0, 1));
    }

    /// What the text of a note says, whoever signed it.
    ///
    /// @throws NoteRefused MALFORMED
    static Checkpoint read(SignedNote note) throws NoteRefused {
        try {
            return Checkpoint.parse(note.text());
        } catch (NoteRefused e) {
            throw new NoteRefused(e.reason(), "the checkpoint cannot be read: " + e.getMessage());
        }
    }

    static SignedNote parse(byte[] note) throws NoteRefused {
        try {
            return SignedNote.parse(note);
        } catch (NoteRefused e) {
            throw new NoteRefused(e.reason(), "the checkpoint's note cannot be read: " + e.getMessage());
        }
    }

    static int keyId(P256PublicKey key) {
        return SignedNote.toKeyId(key.keyId());
    }
}
