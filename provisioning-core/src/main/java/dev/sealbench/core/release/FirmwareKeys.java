package dev.sealbench.core.release;

import dev.sealbench.core.internal.document.KeyPairDigests;
import dev.sealbench.core.internal.document.Sha256;
import dev.sealbench.core.internal.document.SigningKey;
import dev.sealbench.core.internal.files.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Clock;

/// One pair of firmware keys on a release engineer's machine: ECDSA P-256 and LMS, in files under a passphrase.
///
/// A station never has these. Open them, sign, close them: while open, no other process can. Opening takes some
/// seconds (the LMS tree), and so does [#generate]. Not for several threads.
public final class FirmwareKeys implements AutoCloseable {

    /// Shortest passphrase that [#generate] takes.
    public static final int MIN_PASSPHRASE_CHARS = 12;

    private final SigningKey ecdsa;
    private final LmsPublicKey lmsPublicKey;
    private final LmsSigner lms;

    private FirmwareKeys(SigningKey ecdsa, LmsPublicKey lmsPublicKey, LmsSigner lms) {
        this.ecdsa = ecdsa;
        this.lmsPublicKey = lmsPublicKey;
        this.lms = lms;
    }

    /// Makes a new pair in an empty or new folder, and leaves it open. `passphrase` stays the caller's to wipe; `clock`
    /// dates the ledger's entries.
    ///
    /// @throws IllegalArgumentException if the passphrase is too short
    /// @throws IOException if the folder is not empty or cannot be written
    /// @throws LmsStateException if another process takes it at once
    public static FirmwareKeys generate(KeyPlace place, char[] passphrase, SecureRandom random, Clock clock)
            throws IOException, LmsStateException {
        if (passphrase.length < MIN_PASSPHRASE_CHARS) {
            throw new IllegalArgumentException("a passphrase has at least " + MIN_PASSPHRASE_CHARS + " characters");
        }
        DurableFiles.makeEmptyFolder(place.folder());
        var ecdsa = KeyFiles.createEcdsa(place, passphrase, random);
        var lms = KeyFiles.createLms(place, passphrase, random);
        try {
            var publicKey = new LmsPublicKey(lms.getPublicKey().getEncoded());
            LmsLedger.create(place, publicKey.octets(), random);
            var ledger = LmsLedger.open(place, publicKey.octets(), clock);
            return new FirmwareKeys(ecdsa, publicKey, new LmsSigner(lms, publicKey, ledger));
        } catch (IOException | LmsStateException | RuntimeException e) {
            lms.destroy();
            throw e;
        }
    }

    /// Opens a pair. `passphrase` stays the caller's to wipe; `clock` dates the ledger's entries.
    ///
    /// @throws WrongPassphraseException also when a private key does not belong to its public key
    /// @throws LmsStateException if the LMS state is a copy, older than its anchor, damaged or in use
    public static FirmwareKeys open(KeyPlace place, char[] passphrase, Clock clock)
            throws IOException, WrongPassphraseException, LmsStateException {
        var ecdsa = KeyFiles.openEcdsa(place, passphrase);
        var lmsPublicKey = new LmsPublicKey(Files.readAllBytes(place.lmsPublicKey()));
        var ledger = LmsLedger.open(place, lmsPublicKey.octets(), clock);
        try {
            var lms = KeyFiles.openLms(place, passphrase, lmsPublicKey, ledger);
            return new FirmwareKeys(ecdsa, lmsPublicKey, lms);
        } catch (IOException | WrongPassphraseException | RuntimeException e) {
            ledger.close();
            throw e;
        }
    }

    /// The ECDSA public key, SubjectPublicKeyInfo, 91 octets.
    public byte[] ecdsaPublicKey() {
        return ecdsa.publicKey().spki();
    }

    /// The LMS public key, 56 octets of RFC 8554.
    public byte[] lmsPublicKey() {
        return lmsPublicKey.octets();
    }

    /// SHA-256 of [#ecdsaPublicKey]: the first half of what a customer statement says of this pair.
    public byte[] ecdsaSha256() {
        return Sha256.of(ecdsaPublicKey());
    }

    /// SHA-256 of [#lmsPublicKey]: the second half.
    public byte[] lmsSha256() {
        return Sha256.of(lmsPublicKey());
    }

    /// How many images this pair can still sign, 0 to 1,024.
    public int signaturesLeft() {
        return lms.signaturesLeft();
    }

    @Override
    public void close() throws IOException {
        lms.close();
    }

    @Override
    public String toString() {
        return "FirmwareKeys[" + digests() + "]";
    }

    KeyPairDigests digests() {
        return new KeyPairDigests(ecdsaSha256(), lmsSha256());
    }

    SigningKey ecdsa() {
        return ecdsa;
    }

    byte[] signLms(byte[] digest) throws IOException, LmsStateException {
        return lms.sign(digest);
    }
}
