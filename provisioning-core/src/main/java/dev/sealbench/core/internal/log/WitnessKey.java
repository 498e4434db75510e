package dev.sealbench.core.internal.log;

import dev.sealbench.core.internal.document.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// A witness as its auditors know it: name and Ed25519 public key (type 0x04, c2sp.org/tlog-cosignature).
///
/// Written as one line, `NAME+ID+KEY`. Immutable; equal when the lines are.
public final class WitnessKey {

    /// Octets of a cosignature: eight for the time, then Ed25519's.
    static final int COSIGNATURE_BYTES = Long.BYTES + 64;

    private static final byte TYPE = 0x04;
    private static final int KEY_BYTES = 32;
    // RFC 8410 4: SEQUENCE { SEQUENCE { id-Ed25519 }, BIT STRING of 33 octets }
    private static final byte[] SPKI_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final String name;
    private final byte[] key;
    private final PublicKey publicKey;

    private WitnessKey(String name, byte[] key) throws NoteRefused {
        if (!SignedNote.isKeyName(name) || key.length != KEY_BYTES) {
            throw NoteRefused.malformed("it has no name, or no key of 32 octets");
        }
        this.name = name;
        this.key = key;
        this.publicKey = publicKey(key);
    }

    /// Reads what [#line] writes.
    ///
    /// @throws NoteRefused MALFORMED when it is not a witness's key
    public static WitnessKey parse(String line) throws NoteRefused {
        try {
            var parts = List.of(line.strip().split("\\+", 3));
            if (parts.size() == 3) {
                var typeAndKey = NoteText.base64(parts.getLast());
                if (typeAndKey.length > 0 && typeAndKey[0] == TYPE) {
                    var key = new WitnessKey(parts.getFirst(), Arrays.copyOfRange(typeAndKey, 1, typeAndKey.length));
                    if (key.line().equals(line.strip())) {
                        return key;
                    }
                }
            }
        } catch (NoteRefused _) { // the line comes from a person
        }
        throw NoteRefused.malformed("this is not the key of a witness: NAME+ID+KEY, Ed25519 for cosignatures");
    }

    /// @param key of the JDK's, Ed25519
    static WitnessKey of(String name, PublicKey key) throws NoteRefused {
        var spki = key.getEncoded();
        if (spki.length != SPKI_PREFIX.length + KEY_BYTES || !Arrays.equals(spki, 0, 12, SPKI_PREFIX, 0, 12)) {
            throw NoteRefused.malformed("the key is not Ed25519");
        }
        return new WitnessKey(name, Arrays.copyOfRange(spki, SPKI_PREFIX.length, spki.length));
    }

    /// Who it is.
    public String name() {
        return name;
    }

    /// What names the key beside the name.
    public int keyId() {
        return SignedNote.toKeyId(Sha256.of((name + "\n").getBytes(StandardCharsets.UTF_8), new byte[] {TYPE}, key));
    }

    /// The verifier key of c2sp.org/signed-note: what stations and auditors are given.
    public String line() {
        var typeAndKey = ByteBuffer.allocate(1 + KEY_BYTES).put(TYPE).put(key).array();
        return "%s+%08x+%s".formatted(name, keyId(), NoteText.base64(typeAndKey));
    }

    /// When the witness cosigned the checkpoint in `note`, by its own word; its newest cosignature, when there are
    /// several.
    ///
    /// @param note whose own signature somebody else checks
    /// @throws NoteRefused when it did not, or a cosignature in its name is wrong
    public Instant cosigned(SignedNote note) throws NoteRefused {
        var signatures = note.of(name, keyId());
        if (signatures.isEmpty()) {
            throw new NoteRefused(
                    NoteRefused.Reason.UNKNOWN_KEY, "the witness %s did not cosign the checkpoint".formatted(name));
        }
        long newest = 0;
        for (var signature : signatures) {
            newest = Math.max(newest, time(note, signature.value()));
        }
        return Instant.ofEpochSecond(newest);
    }

    private long time(SignedNote note, byte[] value) throws NoteRefused {
        long time = value.length == COSIGNATURE_BYTES ? ByteBuffer.wrap(value).getLong() : -1;
        if (time < 0
                || time > Instant.MAX.getEpochSecond()
                || !verifies(message(note.text(), time), Arrays.copyOfRange(value, Long.BYTES, value.length))) {
            throw new NoteRefused(
                    NoteRefused.Reason.BAD_SIGNATURE,
                    "the cosignature of the witness %s is wrong: it was changed or forged".formatted(name));
        }
        return time;
    }

    /// What a witness signs.
    static byte[] message(String text, long time) {
        return ("cosignature/v1\ntime " + time + "\n" + text).getBytes(StandardCharsets.UTF_8);
    }

    private boolean verifies(byte[] message, byte[] signature) {
        try {
            var verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(publicKey);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (SignatureException _) { // it comes from outside
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK refuses a checked Ed25519 key", e);
        }
    }

    private static PublicKey publicKey(byte[] key) throws NoteRefused {
        var spki = Arrays.copyOf(SPKI_PREFIX, SPKI_PREFIX.length + KEY_BYTES);
        System.arraycopy(key, 0, spki, SPKI_PREFIX.length, KEY_BYTES);
        try {
            var made = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki));
            Signature.getInstance("Ed25519").initVerify(made); // says whether it is a point of the curve
            return made;
        } catch (InvalidKeySpecException | InvalidKeyException _) { // the key comes from outside
            throw NoteRefused.malformed("the key is not a point of Ed25519");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WitnessKey that && name.equals(that.name) && Arrays.equals(key, that.key);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(key);
    }

    @Override
    public String toString() {
        return line();
    }
}
