package dev.sealbench.core.internal.run;

import dev.sealbench.core.internal.document.Signer;
import dev.sealbench.vault.KeyId;
import dev.sealbench.vault.Vault;
import dev.sealbench.vault.VaultException;
import java.io.IOException;
import java.io.InputStream;

/// Signs with a key of the vault. Safe to share between threads.
record VaultSigner(Vault vault, KeyId key) implements Signer {

    @Override
    public byte[] sign(byte[] message) {
        try {
            return vault.sign(key, message);
        } catch (VaultException e) {
            throw locked(e);
        }
    }

    @Override
    public byte[] sign(InputStream content) throws IOException {
        try {
            return vault.sign(key, content);
        } catch (VaultException e) {
            throw locked(e);
        }
    }

    private static IllegalStateException locked(VaultException e) {
        return new IllegalStateException("the vault was locked while the station worked", e);
    }
}
