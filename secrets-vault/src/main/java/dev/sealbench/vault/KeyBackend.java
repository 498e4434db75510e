package dev.sealbench.vault;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// Where the keys are: a file here, a security module elsewhere. All that a vault does comes down to these.
///
/// Safe to share between threads. Everything about keys throws [VaultException.Locked] when locked, and
/// [VaultException.UnknownVersion] for a product secret that is not there. Results are the caller's to wipe.
interface KeyBackend {

    boolean locked();

    void lock();

    void unlock(Passphrase passphrase) throws IOException, VaultException;

    void changePassphrase(Passphrase current, Passphrase next) throws IOException, VaultException;

    int productSecretVersion() throws VaultException;

    int rotateProductSecret(Passphrase passphrase) throws IOException, VaultException;

    List<BackupShare> backup(Passphrase passphrase, int threshold, int count) throws IOException, VaultException;

    byte[] publicKey(KeyId key) throws VaultException;

    byte[] sign(KeyId key, byte[] message) throws VaultException;

    byte[] sign(KeyId key, InputStream content) throws IOException, VaultException;

    /// HMAC-SHA-256 of `message` under [KeyId#FINGERPRINT].
    byte[] fingerprint(byte[] message) throws VaultException;

    /// HMAC-SHA-256 of `message` under that version of [KeyId#PRODUCT_SECRET].
    byte[] productHmac(int version, byte[] message) throws VaultException;

    /// AES-256-GCM under a key that is derived from that version of the product secret.
    byte[] wrap(WrapKey key, byte[] plain, byte[] associated) throws VaultException;

    /// Undoes [#wrap].
    ///
    /// @throws VaultException.TamperedRecord if box, key or `associated` is another
    byte[] unwrap(WrapKey key, byte[] box, byte[] associated) throws VaultException;

    /// [KeyId#ENVELOPE] or [KeyId#RECORD], of one version of the product secret.
    record WrapKey(KeyId key, int productSecretVersion) {

        /// The label of ORDER.md 3.1 that derives it; the context is empty.
        String label() {
            return switch (key) {
                case ENVELOPE -> "envelope";
                case RECORD -> "record";
                case PRODUCT_SECRET, FINGERPRINT, STATION_ORDER, DEVICE_CA ->
                    throw new IllegalArgumentException(key + " does not wrap");
            };
        }
    }
}
