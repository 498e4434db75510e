package dev.sealbench.ui.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.link.wire.Order;
import dev.sealbench.ui.testkit.Tool;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/// What a thief says to the TPM of a unit, with what the unit's flash and the recording of its line hold.
///
/// @param tpm fresh from a reset
/// @param boot says what the boot ROM would
/// @param flash external flash of the unit
/// @param order that was recorded
record StolenTpm(TpmCopy tpm, BootReplay boot, Flash flash, Order order) {

    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] DIGEST = BootReplay.sha256("whatever".getBytes(StandardCharsets.US_ASCII));

    Tool.Result createEk(String endorsement) {
        return tpm.run("tpm2_createek", "-G", "ecc", "-c", "ek.ctx", "-u", "ek.pub", "-P", endorsement);
    }

    /// Activates what is in the file `order.blob`; the secret lands in the file `secret`.
    Tool.Result activate(String object, String endorsement) {
        tpm.run("tpm2_flushcontext", "-l");
        tpm.must("tpm2_startauthsession", "--policy-session", "-S", "session");
        tpm.must("tpm2_policysecret", "-S", "session", "-c", "e", endorsement);
        var result = tpm.run(
                "tpm2_activatecredential",
                "-c",
                object,
                "-C",
                "ek.ctx",
                "-i",
                "order.blob",
                "-o",
                "secret",
                "-P",
                "session:session");
        tpm.run("tpm2_flushcontext", "session");
        return result;
    }

    /// The order's, in the file format of tpm2-tools: magic, version, TPM2B_ID_OBJECT, TPM2B_ENCRYPTED_SECRET.
    byte[] activationBlob() {
        var blob = order.getActivationCredentialBlob();
        var secret = order.getActivationEncryptedSecret();
        return ByteBuffer.allocate(8 + blob.size() + secret.size())
                .putInt(0xBADCC0DE)
                .putInt(1)
                .put(blob.toByteArray())
                .put(secret.toByteArray())
                .array();
    }

    void load(Recording.Import blob) throws Exception {
        tpm.must(importing("0x81000001", blob));
        tpm.must("tpm2_load", "-C", "0x81000001", "-u", "import.pub", "-r", "import.priv", "-c", "credential.ctx");
    }

    String[] importing(String parent, Recording.Import blob) throws Exception {
        tpm.write("import.pub", blob.area());
        tpm.write("import.dup", blob.duplicate());
        tpm.write("import.seed", blob.seed());
        return new String[] {
            "tpm2_import",
            "-C",
            parent,
            "-u",
            "import.pub",
            "-i",
            "import.dup",
            "-s",
            "import.seed",
            "-r",
            "import.priv"
        };
    }

    Tool.Result quote(String auth) {
        return tpm.run(
                "tpm2_quote",
                "-c",
                "0x81010020",
                "-p",
                auth,
                "-l",
                "sha256:0,4,7",
                "-q",
                HEX.formatHex(DIGEST),
                "-m",
                "quote",
                "-s",
                "signature");
    }

    Tool.Result certifyLock(String auth) {
        return tpm.run(
                "tpm2_nvcertify",
                "-C",
                "0x81010020",
                "-P",
                auth,
                "-c",
                "0x1400010",
                "-g",
                "sha256",
                "-o",
                "signature",
                "--attestation",
                "attest",
                "0x1400010");
    }

    void loadDeviceKey(String parent) throws Exception {
        var loaded = loadedDeviceKey(parent);
        assertThat(loaded.succeeded()).as(loaded.output()).isTrue();
        tpm.write("digest", DIGEST);
    }

    Tool.Result loadedDeviceKey(String parent) throws Exception {
        var octets = flash.deviceKey();
        int split = Short.BYTES + Short.toUnsignedInt(ByteBuffer.wrap(octets).getShort());
        int end = split
                + Short.BYTES
                + Short.toUnsignedInt(ByteBuffer.wrap(octets).getShort(split));
        tpm.write("device.pub", Arrays.copyOf(octets, split));
        tpm.write("device.priv", Arrays.copyOfRange(octets, split, end));
        return tpm.run("tpm2_load", "-C", parent, "-u", "device.pub", "-r", "device.priv", "-c", "device.ctx");
    }

    Tool.Result sign(byte[] auth) {
        return boot.underPolicy(
                "sha256:7", auth, "tpm2_sign", "-c", "device.ctx", "-g", "sha256", "-d", "digest", "-o", "signature");
    }

    /// The Name of an object, in hexadecimal.
    String name(String object) throws Exception {
        tpm.must("tpm2_readpublic", "-c", object, "-n", "name");
        return HEX.formatHex(tpm.read("name"));
    }
}
