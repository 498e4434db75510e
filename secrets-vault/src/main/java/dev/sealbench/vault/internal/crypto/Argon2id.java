package dev.sealbench.vault.internal.crypto;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Argon2id version 1.3 (RFC 9106). Stateless, safe to share between threads.
public final class Argon2id {

    /// The least memory: OWASP's minimum for Argon2id, 19 MiB at two passes.
    public static final int MEMORY_MIN_KIB = 19 << 10;
    /// A row or a file that asks for more is damaged or hostile.
    public static final int MEMORY_MAX_KIB = 1 << 20;
    /// With the least memory.
    public static final int PASSES_MIN = 2;
    /// As with the memory.
    public static final int PASSES_MAX = 16;

    private Argon2id() {}

    /// Parameters as RFC 9106 names them: m, t and p, without the bounds above, so that the vectors of the RFC fit.
    public record Cost(int memoryKib, int passes, int lanes) {}

    /// `size` octets from `secret` and `salt`; `purpose` is the RFC's associated data. All of it stays the caller's.
    public static byte[] derive(byte[] secret, byte[] salt, byte[] purpose, Cost cost, int size) {
        return derive(secret, salt, new byte[0], purpose, cost, size);
    }

    static byte[] derive(byte[] secret, byte[] salt, byte[] pepper, byte[] purpose, Cost cost, int size) {
        var parameters = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memoryKib())
                .withIterations(cost.passes())
                .withParallelism(cost.lanes())
                .withSalt(salt)
                .withSecret(pepper)
                .withAdditional(purpose)
                .build();
        var generator = new Argon2BytesGenerator();
        generator.init(parameters);
        var out = new byte[size];
        generator.generateBytes(secret, out);
        parameters.clear(); // Bouncy Castle's copies of salt and purpose; the generator wiped its memory itself
        return out;
    }
}
