package dev.sealbench.vault.internal.crypto;

import javax.crypto.SecretKey;

/// A key for the JDK that unlike `SecretKeySpec` keeps no copy of its own; the JDK wipes the one that it asks for.
///
/// @param algorithm as the JDK names it
/// @param octets lent: the caller wipes them
record LentKey(String algorithm, byte[] octets) implements SecretKey {

    @Override
    public String getAlgorithm() {
        return algorithm;
    }

    @Override
    public String getFormat() {
        return "RAW";
    }

    @Override
    public byte[] getEncoded() {
        return octets.clone();
    }

    @Override
    public String toString() {
        return "LentKey[hidden]";
    }
}
