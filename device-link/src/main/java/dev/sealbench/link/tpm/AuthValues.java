package dev.sealbench.link.tpm;

import java.util.Arrays;
import tss.tpm.TPM_HANDLE;

/// Handles with the Name and authValue of what they stand for, as TSS.Java's commands take them.
final class AuthValues {

    private AuthValues() {}

    /// A hierarchy or a permanent handle whose auth is empty. Never one of TSS.Java's own constants: those are mutable
    /// and shared by every charger of the station.
    static TPM_HANDLE permanent(int handle) {
        return TPM_HANDLE.from(handle);
    }

    /// An object or index with its Name; empty auth.
    static TPM_HANDLE named(int handle, byte[] name) {
        var entity = TPM_HANDLE.from(handle);
        entity.Name = name;
        return entity;
    }

    /// As [#named(int, byte[])], with a copy of `lentAuth` that [#forget] wipes.
    static TPM_HANDLE named(int handle, byte[] name, byte[] lentAuth) {
        var entity = named(handle, name);
        entity.AuthValue = stripped(lentAuth);
        return entity;
    }

    static void forget(TPM_HANDLE entity) {
        if (entity.AuthValue != null) {
            Algorithms.wipe(entity.AuthValue);
            entity.AuthValue = null;
        }
    }

    /// What the TPM keeps of an authValue: it drops trailing zero octets (ORDER.md 3.4). A copy.
    static byte[] stripped(byte[] authValue) {
        if (authValue == null) {
            return new byte[0];
        }
        int length = authValue.length;
        while (length > 0 && authValue[length - 1] == 0) {
            length--;
        }
        return Arrays.copyOf(authValue, length);
    }
}
