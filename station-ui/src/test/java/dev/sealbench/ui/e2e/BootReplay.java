package dev.sealbench.ui.e2e;

import dev.sealbench.core.CustomerLock;
import dev.sealbench.core.internal.document.Uuid5;
import dev.sealbench.ui.testkit.Repository;
import dev.sealbench.ui.testkit.Tool;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// What the boot ROM measures (IMAGE.md 4), said to a TPM by somebody who is not the boot ROM, and policy sessions upon
/// it. All of it is public: whoever holds the TPM can do this.
///
/// @param tpm fresh from a reset
/// @param flash of the unit
/// @param customer of the unit
record BootReplay(TpmCopy tpm, Flash flash, CustomerLock customer) {

    private static final HexFormat HEX = HexFormat.of();

    /// What a refused authValue is answered with: BAD_AUTH of session 1.
    static final String BAD_AUTH = "0x9A2";

    /// What a policy session is answered with when the measurements are other ones: POLICY_FAIL of session 1.
    static final String POLICY_FAIL = "0x99D";

    /// PCR 0 and 7 as they are when the boot ROM opens the credentials.
    void loaderPhase() throws Exception {
        measureBoard();
        measureAuthority();
    }

    void measureBoard() throws Exception {
        extend(0, sha256(Files.readAllBytes(Repository.rom())));
        extend(0, sha256(flash.factoryData()));
    }

    void measureAuthority() {
        var authority = new ByteArrayOutputStream();
        authority.writeBytes(ascii("sealbench authority 1\0"));
        authority.writeBytes(customerOctets());
        authority.writeBytes(ascii("production"));
        extend(7, sha256(authority.toByteArray()));
    }

    /// What closes the loader phase.
    void measureApplication() {
        extend(7, sha256(ascii("application")));
    }

    void extend(int pcr, byte[] digest) {
        tpm.must("tpm2_pcrextend", "%d:sha256=%s".formatted(pcr, HEX.formatHex(digest)));
    }

    /// Opens a sealed object with PolicyPCR of PCR 0 and 7 and PolicyAuthValue; the value lands in the file `value`.
    Tool.Result unseal(String object, byte[] auth) {
        return underPolicy("sha256:0,7", auth, "tpm2_unseal", "-c", object, "-o", "value");
    }

    /// Runs a tool whose `-p` is a session of PolicyPCR of these PCRs and PolicyAuthValue.
    Tool.Result underPolicy(String pcrs, byte[] auth, String... command) {
        startPolicy("--policy-session", pcrs, "policy");
        var authorised = Arrays.copyOf(command, command.length + 2);
        authorised[command.length] = "-p";
        authorised[command.length + 1] = "session:session+hex:" + HEX.formatHex(auth);
        var result = tpm.run(authorised);
        tpm.run("tpm2_flushcontext", "session");
        return result;
    }

    /// What the TPM itself makes of that policy in the state in which it is, in hexadecimal.
    String trialPolicy(String pcrs) throws Exception {
        startPolicy("--hash-algorithm=sha256", pcrs, "policy"); // a trial session: no tool asks for it by name
        tpm.run("tpm2_flushcontext", "session");
        return HEX.formatHex(tpm.read("policy"));
    }

    private void startPolicy(String kind, String pcrs, String digest) {
        tpm.run("tpm2_flushcontext", "-l");
        tpm.must("tpm2_startauthsession", kind, "-S", "session");
        tpm.must("tpm2_policypcr", "-S", "session", "-l", pcrs);
        tpm.must("tpm2_policyauthvalue", "-S", "session", "-L", digest);
    }

    /// VID || CID || u8 n || pairs.
    byte[] customerOctets() {
        var octets = new ByteArrayOutputStream();
        octets.writeBytes(Uuid5.bytes(customer.vid()));
        octets.writeBytes(Uuid5.bytes(customer.cid()));
        octets.write(customer.keyPairs().size());
        for (var pair : customer.keyPairs()) {
            octets.writeBytes(pair.ecdsa().toBytes());
            octets.writeBytes(pair.lms().toBytes());
        }
        return octets.toByteArray();
    }

    static byte[] sha256(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
