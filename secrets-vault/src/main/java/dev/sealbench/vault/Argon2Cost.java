package dev.sealbench.vault;

import dev.sealbench.vault.internal.crypto.Argon2id;

/// What a guess of a person's secret costs: Argon2id, RFC 9106. One lane, because the programs that guess have more
/// processors than a station. Immutable.
///
/// @param memoryKib 19,456 (19 MiB) to 1,048,576 (1 GiB)
/// @param passes 2 to 16
public record Argon2Cost(int memoryKib, int passes) {

    /// @throws IllegalArgumentException when out of bounds
    public Argon2Cost {
        if (memoryKib < Argon2id.MEMORY_MIN_KIB || memoryKib > Argon2id.MEMORY_MAX_KIB) {
            throw new IllegalArgumentException("Argon2id memory of " + memoryKib + " KiB");
        }
        if (passes < Argon2id.PASSES_MIN || passes > Argon2id.PASSES_MAX) {
            throw new IllegalArgumentException("Argon2id passes: " + passes);
        }
    }

    /// 64 MiB, 3 passes: the second recommendation of RFC 9106, 4, with one lane instead of four.
    public static Argon2Cost standard() {
        return new Argon2Cost(1 << 16, 3);
    }

    /// 19 MiB, 2 passes: the least that is accepted; for demonstrations and tests.
    public static Argon2Cost least() {
        return new Argon2Cost(Argon2id.MEMORY_MIN_KIB, Argon2id.PASSES_MIN);
    }
}
