package dev.sealbench.vault;

import dev.sealbench.vault.internal.keystore.Container;

/// How a new vault file is made. Immutable.
///
/// @param scryptCostLog2 what a guess of the passphrase costs: 14 (16 MiB, for tests) to 20 (1 GiB). The owner pays
/// it     once at each opening. Nothing else slows guessing down, because a file can be copied
public record VaultConfig(int scryptCostLog2) {

    /// @throws IllegalArgumentException if the cost is out of bounds
    public VaultConfig {
        if (scryptCostLog2 < Container.COST_LOG2_MIN || scryptCostLog2 > Container.COST_LOG2_MAX) {
            throw new IllegalArgumentException("scrypt cost 2^" + scryptCostLog2);
        }
    }

    /// 128 MiB for each guess.
    public static VaultConfig standard() {
        return new VaultConfig(17);
    }
}
