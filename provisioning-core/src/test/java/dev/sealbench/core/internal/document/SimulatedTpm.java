package dev.sealbench.core.internal.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// A software TPM, driven by tpm2-tools: attestations that our own code had no part in.
public final class SimulatedTpm implements AutoCloseable {

    private static final String LOCK = "0x01400010";
    private static final String AK = "0x81010020";
    private static final int START_MILLIS = 10_000;

    private final Path folder;
    private final Process swtpm;
    private final HexFormat hex = HexFormat.of();

    private SimulatedTpm(Path folder, Process swtpm) {
        this.folder = folder;
        this.swtpm = swtpm;
    }

    /// Starts a new TPM with its state in `folder` and makes the attestation key of ORDER.md 4.
    public static SimulatedTpm start(Path folder) throws IOException, InterruptedException {
        var swtpm = new ProcessBuilder(
                        "swtpm",
                        "socket",
                        "--tpm2",
                        "--tpmstate",
                        "dir=" + folder,
                        "--server",
                        "type=unixio,path=" + folder.resolve("tpm"),
                        "--ctrl",
                        "type=unixio,path=" + folder.resolve("tpm.ctrl"),
                        "--flags",
                        "startup-clear")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("swtpm.log").toFile())
                .start();
        var tpm = new SimulatedTpm(folder, swtpm);
        for (int waited = 0; !Files.exists(folder.resolve("tpm.ctrl")) && waited < START_MILLIS; waited += 20) {
            Thread.sleep(20);
        }
        tpm.run(
                "tpm2_createprimary",
                "-Q",
                "-C",
                "o",
                "-g",
                "sha256",
                "-G",
                "ecc256:ecdsa-sha256:null",
                "-a",
                "fixedtpm|fixedparent|sensitivedataorigin|userwithauth|noda|restricted|sign",
                "-c",
                "ak.ctx");
        tpm.run("tpm2_evictcontrol", "-Q", "-C", "o", "-c", "ak.ctx", AK);
        tpm.run("tpm2_flushcontext", "-t"); // the tools leave the transient object behind
        tpm.run("tpm2_readpublic", "-Q", "-c", AK, "-f", "tss", "-o", "ak.public");
        return tpm;
    }

    /// TPMT_PUBLIC of the attestation key.
    public byte[] akPublicArea() throws IOException {
        var sized = Files.readAllBytes(folder.resolve("ak.public"));
        return Arrays.copyOfRange(sized, 2, sized.length);
    }

    public void extend(int pcr, byte[] digest) throws IOException, InterruptedException {
        run("tpm2_pcrextend", pcr + ":sha256=" + hex.formatHex(digest));
    }

    /// TPM2_Quote by the attestation key.
    public Attested quote(String pcrs, byte[] qualifyingData) throws IOException, InterruptedException {
        run(
                "tpm2_quote",
                "-Q",
                "-c",
                AK,
                "-l",
                "sha256:" + pcrs,
                "-q",
                hex.formatHex(qualifyingData),
                "-g",
                "sha256",
                "-m",
                "attest",
                "-s",
                "signature",
                "-f",
                "tss");
        return attested();
    }

    /// Defines the customer lock as ORDER.md 4 has it and writes it.
    public void defineLock(byte[] content) throws IOException, InterruptedException {
        // PolicyCommandCode(NV_Read): SHA-256(32 zero octets || TPM_CC_PolicyCommandCode || TPM_CC_NV_Read)
        Files.write(folder.resolve("policy"), Sha256.of(new byte[32], hex.parseHex("0000016c0000014e")));
        Files.write(folder.resolve("content"), content);
        run(
                "tpm2_nvdefine",
                "-Q",
                LOCK,
                "-C",
                "p",
                "-s",
                "32",
                "-g",
                "sha256",
                "-L",
                "policy",
                "-a",
                "ppwrite|writedefine|authread|policydelete|no_da|platformcreate");
        run("tpm2_nvwrite", "-Q", LOCK, "-C", "p", "-i", "content");
    }

    public void writeLock() throws IOException, InterruptedException {
        run("tpm2_nvwritelock", "-Q", LOCK, "-C", "p");
    }

    /// TPM2_NV_Certify of the customer lock by the attestation key.
    public Attested certifyLock(byte[] qualifyingData) throws IOException, InterruptedException {
        run(
                "tpm2_nvcertify",
                "-Q",
                "-C",
                AK,
                "-c",
                LOCK,
                "-g",
                "sha256",
                "-s",
                "ecdsa",
                "-f",
                "tss",
                "-q",
                hex.formatHex(qualifyingData),
                "-o",
                "signature",
                "--attestation",
                "attest",
                "--size",
                "32",
                LOCK);
        return attested();
    }

    @Override
    public void close() {
        swtpm.destroy();
        swtpm.onExit().join();
    }

    private Attested attested() throws IOException {
        return new Attested(
                Files.readAllBytes(folder.resolve("attest")), Files.readAllBytes(folder.resolve("signature")));
    }

    private void run(String... command) throws IOException, InterruptedException {
        var full = new ArrayList<>(List.of(command));
        full.add(1, "--tcti=swtpm:path=" + folder.resolve("tpm"));
        var ran = TestFiles.run(folder, full.toArray(String[]::new));
        if (ran.exitCode() != 0) {
            throw new IOException(command[0] + ": " + ran.output());
        }
    }

    /// TPMS_ATTEST and TPMT_SIGNATURE.
    public record Attested(byte[] attest, byte[] signature) {}
}
