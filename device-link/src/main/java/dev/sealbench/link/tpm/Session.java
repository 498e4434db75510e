package dev.sealbench.link.tpm;

import java.security.MessageDigest;
import java.security.SecureRandom;

/// An unbound HMAC session salted to a key whose holder is known (TPM 2.0 part 1, 19.6): what travels in it is
/// authentic, and parameters can be encrypted. Not thread-safe.
final class Session {

    static final int NONCE_BYTES = 16;

    // TPMA_SESSION, part 2, 8.4
    static final int CONTINUE = 1;
    static final int DECRYPT = 1 << 5;
    static final int AUDIT = 1 << 7;

    private final int handle;
    private final byte[] key;
    private byte[] nonceTpm;
    private byte[] nonceCaller = {};

    /// `secret` is the salt, wiped here; the nonces are those of TPM2_StartAuthSession.
    Session(int handle, byte[] secret, byte[] nonceTpm, byte[] nonceCaller) {
        this.handle = handle;
        this.nonceTpm = nonceTpm;
        this.key = Algorithms.kdfa(secret, "ATH", nonceTpm, nonceCaller);
        Algorithms.wipe(secret);
    }

    int handle() {
        return handle;
    }

    /// A fresh nonce for the next command.
    void renew(SecureRandom random) {
        nonceCaller = new byte[NONCE_BYTES];
        random.nextBytes(nonceCaller);
    }

    /// TPMS_AUTH_COMMAND for a command with `cpHash`. `authValue` is that of the authorised entity, stripped.
    byte[] authorise(byte[] cpHash, byte[] authValue, int attributes) {
        byte[] hmacKey = Algorithms.join(key, authValue);
        byte[] hmac = Algorithms.hmac(hmacKey, cpHash, nonceCaller, nonceTpm, new byte[] {(byte) attributes});
        Algorithms.wipe(hmacKey);
        return new TpmWriter()
                .u32(handle)
                .sized(nonceCaller)
                .u8(attributes)
                .sized(hmac)
                .done();
    }

    /// True when the TPM's answer is authentic; then its nonce is the next one to use.
    boolean accepts(AuthResponse answer, byte[] rpHash, byte[] authValue) {
        byte[] hmacKey = Algorithms.join(key, authValue);
        byte[] wanted = Algorithms.hmac(
                hmacKey, rpHash, answer.nonceTpm(), nonceCaller, new byte[] {(byte) answer.attributes()});
        Algorithms.wipe(hmacKey);
        if (!MessageDigest.isEqual(wanted, answer.hmac())) {
            return false;
        }
        nonceTpm = answer.nonceTpm();
        return true;
    }

    /// Encrypts the first parameter of a command, a TPM2B at the start of `parameters`, in place (part 1, 21.3).
    void encryptFirst(byte[] parameters, byte[] authValue) {
        byte[] secret = Algorithms.join(key, authValue);
        byte[] keyAndIv = Algorithms.kdfa(secret, "CFB", nonceCaller, nonceTpm);
        int end = Short.BYTES + ((parameters[0] & 0xff) << Byte.SIZE | parameters[1] & 0xff);
        Algorithms.encryptCfb(keyAndIv, parameters, Short.BYTES, end);
        Algorithms.wipe(secret, keyAndIv);
    }

    void wipe() {
        Algorithms.wipe(key);
    }

    @Override
    public String toString() {
        return "Session[0x%08x]".formatted(handle);
    }

    /// TPMS_AUTH_RESPONSE.
    record AuthResponse(byte[] nonceTpm, int attributes, byte[] hmac) {

        static AuthResponse read(TpmReader reader) throws TpmFault {
            return new AuthResponse(
                    reader.sized(Algorithms.DIGEST_BYTES), reader.u8(), reader.sized(Algorithms.DIGEST_BYTES));
        }
    }
}
