package dev.sealbench.vault;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/// Keeps the keys of one station, and seals and opens the secrets of units with them. No key ever comes out.
///
/// Everything is done at the level of "HMAC under that key", "sign with that key", "wrap under that key", so that a
/// security module can hold the keys. Secrets are lent to a function and wiped when it returns or throws; a function
/// that keeps the array keeps zeros. What the JDK and Bouncy Castle copy inside of themselves is left to the
/// collector.
///
/// Everything but [#lock], [#locked], [#unlock] and [#close] throws [VaultException.Locked] when the vault is locked.
/// Safe to share between threads; nothing is held while a secret is lent, so a function may use the vault again.
public interface Vault extends AutoCloseable {

    /// The fewest characters of a passphrase that is set; an older, shorter one still opens its vault.
    int PASSPHRASE_MIN_CHARS = 12;

    /// Makes a vault file with fresh keys and leaves it open. The file is on disk when this returns.
    ///
    /// @throws IOException if it cannot be written; FileAlreadyExistsException if there is a file
    /// @throws VaultException.WeakPassphrase if the passphrase is too short
    /// @throws VaultException.NoRandomness if the operating system's source fails its health test
    static Vault create(Path file, Passphrase passphrase, VaultConfig config) throws IOException, VaultException {
        return create(file, passphrase, config, Randomness.system());
    }

    /// As [#create(Path, Passphrase, VaultConfig)] with a generator of the caller's, which is not tested.
    static Vault create(Path file, Passphrase passphrase, VaultConfig config, SecureRandom random)
            throws IOException, VaultException {
        return new SealingVault(KeystoreKeys.create(file, passphrase, config, random), random);
    }

    /// Opens a vault file.
    ///
    /// @throws IOException if it cannot be read, or others may read it
    /// @throws VaultException.WrongPassphrase if the file is whole and the passphrase is another
    /// @throws VaultException.DamagedVault if the file is not whole
    /// @throws VaultException.NoRandomness if the operating system's source fails its health test
    static Vault open(Path file, Passphrase passphrase) throws IOException, VaultException {
        return open(file, passphrase, Randomness.system());
    }

    /// As [#open(Path, Passphrase)] with a generator of the caller's, which is not tested.
    static Vault open(Path file, Passphrase passphrase, SecureRandom random) throws IOException, VaultException {
        return new SealingVault(KeystoreKeys.open(file, passphrase, random), random);
    }

    /// Makes a vault file from backup shares: the product secrets and the fingerprint key are the old ones, the
    /// signing keys are fresh, and must be enrolled again.
    ///
    /// @throws IOException as [#create(Path, Passphrase, VaultConfig)]
    /// @throws VaultException.BadShares if the shares are too few, damaged, or not of one backup
    static Vault restore(Path file, Passphrase passphrase, VaultConfig config, List<BackupShare> shares)
            throws IOException, VaultException {
        var random = Randomness.system();
        return new SealingVault(KeystoreKeys.restore(file, passphrase, config, shares, random), random);
    }

    /// Whether the keys are out of memory.
    boolean locked();

    /// Takes the keys out of memory, as when the operator logs out. A loan that was made goes on; a second call is
    /// harmless.
    void lock();

    /// Opens the vault again, with what its file holds now.
    ///
    /// @throws IOException and VaultException as [#open(Path, Passphrase)]
    void unlock(Passphrase passphrase) throws IOException, VaultException;

    /// Sets another passphrase. Copies of the old file still open with the old one.
    ///
    /// @throws IOException if the file cannot be replaced; it is then as it was
    /// @throws VaultException.WrongPassphrase if `current` is not the passphrase
    /// @throws VaultException.WeakPassphrase if `next` is too short
    void changePassphrase(Passphrase current, Passphrase next) throws IOException, VaultException;

    /// The newest version of the product secret, from 1: the one that [#draw] and [#seal] use.
    int productSecretVersion() throws VaultException;

    /// Adds a product secret and returns its version. The old ones stay, for what was made with them. Back up again.
    ///
    /// @throws IOException if the file cannot be replaced; it is then as it was
    /// @throws VaultException.WrongPassphrase if that is not the passphrase
    int rotateProductSecret(Passphrase passphrase) throws IOException, VaultException;

    /// Splits product secrets and fingerprint key into `count` shares (2 to 255), any `threshold` (2 to `count`) of
    /// which restore them and fewer of which say nothing. Signing keys are not in it. The caller closes the shares.
    ///
    /// @throws IOException if the vault file cannot be read
    /// @throws VaultException.WrongPassphrase if that is not the passphrase
    List<BackupShare> backup(Passphrase passphrase, int threshold, int count) throws IOException, VaultException;

    /// The public key of a signing key: SubjectPublicKeyInfo DER, 91 octets.
    ///
    /// @throws IllegalArgumentException if the key does not sign
    byte[] publicKey(KeyId key) throws VaultException;

    /// ECDSA P-256 with SHA-256 over `message`, as DER of at most 72 octets; the same message gives the same
    /// signature (RFC 6979).
    ///
    /// @throws IllegalArgumentException if the key does not sign
    byte[] sign(KeyId key, byte[] message) throws VaultException;

    /// As [#sign(KeyId, byte[])], over all that `content` holds, up to its end: the vault makes the digest itself, so
    /// nobody gets one signed whose octets it did not see.
    ///
    /// @throws IOException if `content` cannot be read
    byte[] sign(KeyId key, InputStream content) throws IOException, VaultException;

    /// Draws the secrets of one unit and seals them. No input but chance: the context only locks the record.
    ///
    /// A credential whose fingerprint `alreadyIssued` knows is drawn again, as is one that another credential of
    /// the same unit has. The caller makes the fingerprints unique in the books before any effect.
    ///
    /// @throws VaultException.NoRandomness if the source failed, or a credential was known several times in a row
    SealedSecrets draw(RecordContext context, Predicate<Fingerprint> alreadyIssued) throws VaultException;

    /// Lends the sealed octets of a secret and wipes them afterwards.
    ///
    /// @throws IllegalArgumentException if `access` does not open secrets of that kind
    /// @throws VaultException.TamperedRecord if the record was changed, or the context is not the one it was
    ///     sealed with
    /// @throws VaultException.ShreddedRecord if the data key was forgotten
    /// @throws VaultException.UnknownVersion if the product secret is not in this vault
    <T> T reveal(SecretRef secret, KeyAccess access, Function<byte[], T> use) throws VaultException;

    /// Lends a credential as people read it and wipes it afterwards: web log-in as four groups of four with hyphens,
    /// PUK as four groups of four with spaces, passphrase with the hyphens that are part of it, OCPP as it is.
    ///
    /// @throws IllegalArgumentException and VaultException as [#reveal]; also if it is not a credential
    <T> T revealText(SecretRef secret, KeyAccess access, Function<char[], T> use) throws VaultException;

    /// Wraps a credential for the TPM that holds the storage root key, with the authValue of ORDER.md 3.3. Each call
    /// makes another object with another Name.
    ///
    /// @param srkPublicArea TPMT_PUBLIC, without size; the caller knows that it lives in the TPM of `device`
    /// @param policyDigest authPolicy, 32 octets (ORDER.md 4.1)
    /// @throws IllegalArgumentException if it is not a credential, or its product secret is not the device's
    /// @throws VaultException.UnfitTpmKey if the public area is not that of ORDER.md 4
    /// @throws VaultException for what [#reveal] throws
    SealedBlob importBlob(SecretRef secret, DeviceContext device, byte[] srkPublicArea, byte[] policyDigest)
            throws VaultException;

    /// Wraps the device secret for the TPM of `device`, as an order carries it.
    ///
    /// @param ekPublicArea TPMT_PUBLIC, without size; its Name must be the one in `device`
    /// @param srkName 34 octets
    /// @throws VaultException.UnfitTpmKey if it is not an EK by template L-2, or another than `device` names
    /// @throws VaultException.UnknownVersion if the product secret is not in this vault
    Activation activation(DeviceContext device, byte[] ekPublicArea, byte[] srkName) throws VaultException;

    /// Wraps the caller's challenge (16 to 32 octets), to see whether EK and SRK live in one TPM.
    ///
    /// @throws VaultException.UnfitTpmKey if it is not an EK by template L-2
    Activation challenge(byte[] ekPublicArea, byte[] srkName, byte[] challenge) throws VaultException;

    /// Lends a value that is derived from the device secret and wipes it afterwards. It is an authValue: at most 32
    /// octets, without trailing zero octets (ORDER.md 3.4).
    ///
    /// @throws VaultException.UnknownVersion if the product secret is not in this vault
    <T> T withDerived(DeviceContext device, Derivation derivation, Function<byte[], T> use) throws VaultException;

    /// Lends the authValue of a credential in the TPM, as [#withDerived] does: to have the AK certify the object.
    ///
    /// @throws IllegalArgumentException if it is not a credential
    /// @throws VaultException.UnknownVersion if the product secret is not in this vault
    <T> T withCredentialAuth(DeviceContext device, SecretKind kind, Function<byte[], T> use) throws VaultException;

    /// Whether `proof` shows that the charger holds the credential (ORDER.md 5.3). Takes the same time whatever the
    /// octets are.
    ///
    /// @param nonce 32 octets
    /// @throws IllegalArgumentException if it is not a credential, or its product secret is not the device's
    /// @throws VaultException for what [#reveal] throws
    boolean proofHolds(SecretRef secret, DeviceContext device, byte[] nonce, byte[] proof) throws VaultException;

    /// HMAC-SHA-256 of a value under the fingerprint key, to find it again by. Values of different contexts never have
    /// the same fingerprint, and none has that of a credential.
    Fingerprint fingerprint(RecordContext context, Passphrase value) throws VaultException;

    /// Seals a further record of at most 16 MiB; `plain` is the caller's to wipe.
    byte[] seal(RecordContext context, byte[] plain) throws VaultException;

    /// Lends the content of what [#seal] made and wipes it afterwards.
    ///
    /// @throws VaultException.TamperedRecord if it was changed, or the context is not the one it was sealed with
    /// @throws VaultException.UnknownVersion if the product secret is not in this vault
    <T> T open(RecordContext context, byte[] sealed, Function<byte[], T> use) throws VaultException;

    /// As [#lock].
    @Override
    void close();
}
