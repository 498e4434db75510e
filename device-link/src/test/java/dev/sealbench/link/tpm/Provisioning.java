package dev.sealbench.link.tpm;

import dev.sealbench.link.LinkException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a station does with a blank TPM, with recognisable secrets; the vault's part (making the import
/// blobs) is
/// written here a second time.
final class Provisioning {

    static final byte[] CREDENTIAL_POLICY = PolicyDigests.credential(filled(32, 1), filled(32, 2));
    static final byte[] DEVICE_KEY_POLICY = PolicyDigests.deviceKey(filled(32, 3));
    static final byte[] PUK = "4711081547110815".getBytes(StandardCharsets.US_ASCII);
    static final byte[] OWNER_AUTH = secret("owner auth");
    static final byte[] LOCKOUT_AUTH = secret("lockout auth");
    static final byte[] AK_AUTH = secret("attestation auth");
    static final byte[] DEVICE_KEY_AUTH = secret("device key auth");
    static final byte[] QUESTION = filled(32, 0x51);
    static final int CREDENTIALS = 4;

    final TpmConnection connection;
    final SecureRandom random = new SecureRandom();
    final List<byte[]> credentialNames = new ArrayList<>();
    final List<Certified> certifications = new ArrayList<>();
    TpmPublic ek;
    TpmPublic srk;
    TpmPublic ak;
    DeviceKey deviceKey;
    Certified puk;

    Provisioning(TpmTransport transport) {
        connection = new TpmConnection(transport, random);
    }

    /// The whole way, certificate excepted.
    Provisioning run() throws LinkException, TpmFault {
        ek = connection.createEk();
        connection.openSession(ek);
        connection.readState();
        srk = connection.createSrk();
        ak = connection.createAk(AK_AUTH);
        for (int number = 0; number < CREDENTIALS; number++) {
            addCredential(number);
        }
        deviceKey = connection.createDeviceKey(DEVICE_KEY_POLICY, DEVICE_KEY_AUTH, QUESTION);
        connection.definePukIndex(PUK);
        connection.closeHierarchies(OWNER_AUTH, LOCKOUT_AUTH);
        puk = connection.certifyPukIndex(PUK, QUESTION);
        connection.close();
        return this;
    }

    static byte[] credentialAuth(int number) {
        return secret("credential auth " + number);
    }

    static byte[] credentialValue(int number) {
        return ("VALUE-OF-CREDENTIAL-" + number).getBytes(StandardCharsets.US_ASCII);
    }

    private void addCredential(int number) throws LinkException, TpmFault {
        var blob = importBlob(srk, number, random);
        byte[] name = TpmNames.ofPublicArea(blob.publicArea());
        int handle = TpmHandles.FIRST_CREDENTIAL + number;
        connection.importCredential(handle, blob.publicArea(), blob.duplicate(), blob.encryptedSeed(), name);
        credentialNames.add(name);
        certifications.add(connection.certify(handle, name, credentialAuth(number), QUESTION));
    }

    /// TPM 2.0 part 1, 23.3: outer wrapper only.
    static ImportBlob importBlob(TpmPublic srk, int number, SecureRandom random) {
        var seed = new byte[32];
        random.nextBytes(seed);
        byte[] value = credentialValue(number);
        byte[] area = PublicAreas.credential(CREDENTIAL_POLICY, Algorithms.sha256(seed, value));
        byte[] sensitive = new TpmWriter()
                .u16(0x0008)
                .sized(credentialAuth(number))
                .sized(seed)
                .sized(value)
                .done();
        var salt = Salt.sharedWith(srk.key(), "DUPLICATE", random);
        byte[] name = TpmNames.ofPublicArea(area);
        byte[] encrypted = new TpmWriter().sized(sensitive).done();
        byte[] keyAndZeroIv = Arrays.copyOf(kdfa128(salt.secret(), "STORAGE", name, new byte[0]), 32);
        Algorithms.encryptCfb(keyAndZeroIv, encrypted, 0, encrypted.length);
        byte[] hmacKey = Algorithms.kdfa(salt.secret(), "INTEGRITY", new byte[0], new byte[0]);
        byte[] duplicate = new TpmWriter()
                .sized(Algorithms.hmac(hmacKey, encrypted, name))
                .bytes(encrypted)
                .done();
        return new ImportBlob(area, duplicate, salt.encrypted());
    }

    /// KDFa for an AES-128 key: the length is hashed, too.
    static byte[] kdfa128(byte[] key, String label, byte[] u, byte[] v) {
        byte[] terminated = (label + "\0").getBytes(StandardCharsets.US_ASCII);
        return Arrays.copyOf(Algorithms.hmac(key, Algorithms.u32(1), terminated, u, v, Algorithms.u32(128)), 16);
    }

    static byte[] filled(int length, int value) {
        var octets = new byte[length];
        Arrays.fill(octets, (byte) value);
        return octets;
    }

    /// 32 octets that a search finds.
    private static byte[] secret(String label) {
        return Algorithms.sha256(label.getBytes(StandardCharsets.US_ASCII));
    }
}
