package dev.sealbench.vault;

import java.util.HexFormat;

/// A credential wrapped for one TPM: the arguments of TPM2_Import, with an empty encryption key and a null algorithm.
///
/// Only the TPM that holds the storage root key opens it. A listener learns nothing but sizes. The arrays are the
/// receiver's; nothing else refers to them.
///
/// @param publicArea TPMT_PUBLIC (78 octets), without the size that TPM2B_PUBLIC has
/// @param duplicate content of TPM2B_PRIVATE, without its size
/// @param encryptedSeed content of TPM2B_ENCRYPTED_SECRET (68 octets), without its size
/// @param name the Name that the object will have (34 octets); it commits to the sealed value
public record SealedBlob(byte[] publicArea, byte[] duplicate, byte[] encryptedSeed, byte[] name) {

    @Override
    public String toString() {
        return "SealedBlob[" + HexFormat.of().formatHex(name) + "]";
    }
}
