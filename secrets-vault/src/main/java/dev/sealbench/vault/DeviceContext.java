package dev.sealbench.vault;

import java.util.Arrays;

/// What one device secret is derived for (ORDER.md 3.2): EK Name (34) || serial (16 ASCII) || order salt (32), and
/// the version of the product secret that it is derived from.
///
/// Not secret. Immutable: copied in and out.
///
/// @param productSecretVersion that of the unit's [SealedSecrets], from 1
/// @param octets exactly 82
public record DeviceContext(int productSecretVersion, byte[] octets) {

    /// Octets of a context.
    public static final int SIZE_BYTES = 82;

    private static final int EK_NAME_BYTES = 34;

    /// @throws IllegalArgumentException if the version or the size is out of bounds
    public DeviceContext {
        if (productSecretVersion < 1) {
            throw new IllegalArgumentException("product secret version " + productSecretVersion);
        }
        if (octets.length != SIZE_BYTES) {
            throw new IllegalArgumentException("device context of " + octets.length + " octets");
        }
        octets = octets.clone();
    }

    /// The context of the unit whose secrets these are.
    public static DeviceContext of(SealedSecrets secrets, byte[] octets) {
        return new DeviceContext(secrets.productSecretVersion(), octets);
    }

    @Override
    public byte[] octets() {
        return octets.clone();
    }

    byte[] ekName() {
        return Arrays.copyOf(octets, EK_NAME_BYTES);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DeviceContext that
                && productSecretVersion == that.productSecretVersion
                && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return 31 * productSecretVersion + Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
        return "DeviceContext[product secret version " + productSecretVersion + "]";
    }
}
