package dev.sealbench.vault;

import static dev.sealbench.vault.TestVaults.CONTEXT;
import static dev.sealbench.vault.TestVaults.hex;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sealbench.vault.internal.random.StreamRandom;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A TPM that others wrote takes what the vault makes, and refuses it when a bit is another.
class TpmAcceptanceTest {

    private static final byte[] SERIAL_AND_SALT = "CP42647100001239-salt-salt-salt-salt-salt-salt-s".getBytes(US_ASCII);
    /// What tpm2-tools put before a credential: its magic and version 1.
    private static final byte[] CREDENTIAL_HEADER = hex("badcc0de00000001");

    @TempDir
    static Path folder;

    private static SoftwareTpm tpm;
    private static Vault vault;
    private static SealedSecrets secrets;
    private static DeviceContext device;
    private static byte[] ekPublicArea;
    private static byte[] srkPublicArea;
    private static byte[] srkName;
    private static byte[] policyDigest;

    @BeforeAll
    static void startTpmAndVault() throws Exception {
        tpm = SoftwareTpm.start(folder);
        tpm.must("tpm2_createek -Q -c ek.ctx -G ecc -u ek.pub");
        tpm.must("tpm2_readpublic -Q -c ek.ctx -n ek.name");
        tpm.must("tpm2_createprimary -Q -C o -G ecc256:aes128cfb -c srk.ctx -a"
                + " fixedtpm|fixedparent|sensitivedataorigin|userwithauth|noda|restricted|decrypt");
        tpm.must("tpm2_readpublic -Q -c srk.ctx -f tss -o srk.pub -n srk.name");
        ekPublicArea = withoutSize(tpm.read("ek.pub"));
        srkPublicArea = withoutSize(tpm.read("srk.pub"));
        srkName = tpm.read("srk.name");
        policyDigest = policyDigest();

        vault = TestVaults.create(folder, new StreamRandom("vault-KAT"));
        secrets = TestVaults.draw(vault);
        device = DeviceContext.of(
                secrets,
                ByteBuffer.allocate(DeviceContext.SIZE_BYTES)
                        .put(tpm.read("ek.name"))
                        .put(SERIAL_AND_SALT)
                        .array());
    }

    @AfterAll
    static void stop() {
        vault.close();
        tpm.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = SecretKind.class,
            names = {"WEB_LOGIN", "WEB_PUK", "ACCESS_POINT", "OCPP"})
    void theTpmImportsACredentialAndUnsealsItWithItsAuth(SecretKind kind) throws Exception {
        var credential = secrets.secret(kind, CONTEXT);
        var blob = vault.importBlob(credential, device, srkPublicArea, policyDigest);
        writeBlob(blob);
        tpm.must("tpm2_import -Q -C srk.ctx -u c.pub -i c.dup -s c.seed -r c.priv");
        tpm.must("tpm2_load -Q -C srk.ctx -u c.pub -r c.priv -c c.ctx -n c.name");
        assertThat(tpm.read("c.name")).isEqualTo(blob.name());

        assertThat(unseal(authOf(kind)).ok()).isTrue();
        assertThat(tpm.read("c.out")).isEqualTo(vault.reveal(credential, KeyAccess.FOR_TWO_PERSONS, byte[]::clone));
        assertThat(unseal("00".repeat(32)).ok()).as("with another authValue").isFalse();
        var direct = tpm.run("tpm2_unseal", "-c", "c.ctx", "-p", "hex:" + authOf(kind));
        assertThat(direct.ok()).as("without the policy").isFalse();
        tpm.run("tpm2_flushcontext", "-t");
    }

    @Test
    void theTpmRefusesAChangedBlob() throws Exception {
        var blob = vault.importBlob(secrets.secret(SecretKind.OCPP, CONTEXT), device, srkPublicArea, policyDigest);
        for (var at : new int[] {2, 33, 34, 60, blob.duplicate().length - 1}) {
            var duplicate = blob.duplicate().clone();
            duplicate[at] ^= 1;
            refused(new SealedBlob(blob.publicArea(), duplicate, blob.encryptedSeed(), blob.name()));
        }
        var weaker = blob.publicArea().clone();
        weaker[10] ^= 1; // the first octet of the policy
        refused(new SealedBlob(weaker, blob.duplicate(), blob.encryptedSeed(), blob.name()));
        var other = vault.importBlob(secrets.secret(SecretKind.OCPP, CONTEXT), device, srkPublicArea, policyDigest);
        refused(new SealedBlob(blob.publicArea(), blob.duplicate(), other.encryptedSeed(), blob.name()));
    }

    @Test
    void twoBlobsOfOneCredentialHaveNothingInCommon() throws Exception {
        var ocpp = secrets.secret(SecretKind.OCPP, CONTEXT);
        var first = vault.importBlob(ocpp, device, srkPublicArea, policyDigest);
        var second = vault.importBlob(ocpp, device, srkPublicArea, policyDigest);
        assertThat(first.name()).isNotEqualTo(second.name());
        assertThat(first.encryptedSeed()).hasSize(68).isNotEqualTo(second.encryptedSeed());
        assertThat(first.publicArea()).hasSize(78);
    }

    @Test
    void theTpmActivatesTheDeviceSecret() throws Exception {
        activate(vault.activation(device, ekPublicArea, srkName));
        // ORDER.md 3.2 by another program: product secret = SHA-256("vault-KAT" || u32be(0))
        var expected = tpm.must(
                        "openssl",
                        "kdf",
                        "-keylen",
                        "32",
                        "-kdfopt",
                        "mac:HMAC",
                        "-kdfopt",
                        "digest:SHA256",
                        "-kdfopt",
                        "hexkey:359f0b6bb9a3951e127e23fde1413431b809406cc4df84d05e399c2a8d03c20a",
                        "-kdfopt",
                        "salt:device",
                        "-kdfopt",
                        "hexinfo:" + HexFormat.of().formatHex(device.octets()),
                        "KBKDF")
                .replace(":", "")
                .strip();
        assertThat(tpm.read("secret.out")).isEqualTo(hex(expected));
    }

    @Test
    void theTpmActivatesAChallenge() throws Exception {
        var challenge = TestVaults.counting(16);
        activate(vault.challenge(ekPublicArea, srkName, challenge));
        assertThat(tpm.read("secret.out")).isEqualTo(challenge);
    }

    @Test
    void theTpmRefusesAChangedActivation() throws Exception {
        var activation = vault.challenge(ekPublicArea, srkName, TestVaults.counting(32));
        for (var at : new int[] {4, 36, activation.credentialBlob().length - 1}) {
            var changed = activation.credentialBlob().clone();
            changed[at] ^= 1;
            assertThat(tryActivate(new Activation(changed, activation.encryptedSecret()))
                            .ok())
                    .isFalse();
        }
        var otherName = srkName.clone();
        otherName[5] ^= 1;
        var foreign = vault.challenge(ekPublicArea, otherName, TestVaults.counting(32));
        assertThat(tryActivate(foreign).ok()).as("made for another object").isFalse();
    }

    @Test
    void secretsAreWrappedForFitKeysOnly() {
        var otherDevice = new DeviceContext(1, new byte[DeviceContext.SIZE_BYTES]);
        unfit(() -> vault.activation(otherDevice, ekPublicArea, srkName));
        unfit(() -> vault.activation(device, srkPublicArea, srkName));
        unfit(() -> vault.challenge(srkPublicArea, srkName, new byte[32]));
        var ocpp = secrets.secret(SecretKind.OCPP, CONTEXT);
        unfit(() -> vault.importBlob(ocpp, device, ekPublicArea, policyDigest));
        var movable = srkPublicArea.clone();
        movable[7] ^= 2; // fixedTPM
        unfit(() -> vault.importBlob(ocpp, device, movable, policyDigest));
        assertThatThrownBy(() -> vault.importBlob(ocpp, device, srkPublicArea, new byte[31]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> vault.challenge(ekPublicArea, srkName, new byte[33]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> vault.challenge(ekPublicArea, srkName, new byte[15]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> vault.challenge(ekPublicArea, new byte[33], new byte[32]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void unfit(org.assertj.core.api.ThrowableAssert.ThrowingCallable operation) {
        assertThatThrownBy(operation).isInstanceOf(VaultException.UnfitTpmKey.class);
    }

    /// PolicyPCR(SHA-256: 7) then PolicyAuthValue, as the TPM computes it.
    private static byte[] policyDigest() {
        tpm.must("tpm2_startauthsession -Q -S trial.session");
        tpm.must("tpm2_policypcr -Q -S trial.session -l sha256:7");
        tpm.must("tpm2_policyauthvalue -Q -S trial.session -L policy");
        tpm.must("tpm2_flushcontext trial.session");
        return tpm.read("policy");
    }

    private SoftwareTpm.Answer unseal(String authHex) {
        tpm.must("tpm2_startauthsession -Q --policy-session -S unseal.session");
        tpm.must("tpm2_policypcr -Q -S unseal.session -l sha256:7");
        tpm.must("tpm2_policyauthvalue -Q -S unseal.session");
        var answer =
                tpm.run("tpm2_unseal", "-c", "c.ctx", "-o", "c.out", "-p", "session:unseal.session+hex:" + authHex);
        tpm.must("tpm2_flushcontext unseal.session");
        return answer;
    }

    /// ORDER.md 3.3 by another program, from the device secret that the TPM recovers.
    private String authOf(SecretKind kind) throws Exception {
        activate(vault.activation(device, ekPublicArea, srkName));
        var line = tpm.must(
                "openssl",
                "kdf",
                "-keylen",
                "32",
                "-kdfopt",
                "mac:HMAC",
                "-kdfopt",
                "digest:SHA256",
                "-kdfopt",
                "hexkey:" + HexFormat.of().formatHex(tpm.read("secret.out")),
                "-kdfopt",
                "salt:cred",
                "-kdfopt",
                "hexinfo:%02x".formatted(kind.number()),
                "KBKDF");
        return line.replace(":", "").strip();
    }

    private void activate(Activation activation) {
        var answer = tryActivate(activation);
        assertThat(answer.ok()).as(answer.output()).isTrue();
    }

    private SoftwareTpm.Answer tryActivate(Activation activation) {
        tpm.write("credential", concat(CREDENTIAL_HEADER, activation.credentialBlob(), activation.encryptedSecret()));
        tpm.must("tpm2_startauthsession -Q --policy-session -S ek.session");
        tpm.must("tpm2_policysecret -Q -S ek.session -c e");
        var answer = tpm.run(
                "tpm2_activatecredential",
                "-Q",
                "-c",
                "srk.ctx",
                "-C",
                "ek.ctx",
                "-i",
                "credential",
                "-o",
                "secret.out",
                "-P",
                "session:ek.session");
        tpm.run("tpm2_flushcontext", "-t");
        tpm.must("tpm2_flushcontext ek.session");
        return answer;
    }

    private void writeBlob(SealedBlob blob) {
        tpm.write("c.pub", sized(blob.publicArea()));
        tpm.write("c.dup", sized(blob.duplicate()));
        tpm.write("c.seed", sized(blob.encryptedSeed()));
    }

    private void refused(SealedBlob blob) {
        writeBlob(blob);
        var answer = tpm.run("tpm2_import -Q -C srk.ctx -u c.pub -i c.dup -s c.seed -r c.priv".split(" "));
        tpm.run("tpm2_flushcontext", "-t");
        assertThat(answer.ok()).isFalse();
        assertThat(answer.output()).contains("integrity");
    }

    private static byte[] sized(byte[] content) {
        return concat(new byte[] {(byte) (content.length >> 8), (byte) content.length}, content);
    }

    private static byte[] withoutSize(byte[] sized) {
        return Arrays.copyOfRange(sized, 2, sized.length);
    }

    private static byte[] concat(byte[]... parts) {
        var out = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        for (var part : parts) {
            out.put(part);
        }
        return out.array();
    }
}
