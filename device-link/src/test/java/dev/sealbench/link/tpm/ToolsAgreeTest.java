package dev.sealbench.link.tpm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Policy digests, Names and attestations against tpm2-tools and a software TPM, which know nothing of our code.
class ToolsAgreeTest {

    private static final HexFormat HEX = HexFormat.of();

    private SwTpm swtpm;

    @BeforeEach
    void plugIn() throws Exception {
        swtpm = SwTpm.start();
    }

    @AfterEach
    void pullOut() throws Exception {
        swtpm.close();
    }

    @Test
    void policyDigestsAreThoseOfTheTools() throws Exception {
        byte[] pcr0 = Provisioning.filled(32, 0xa0);
        byte[] pcr7 = Provisioning.filled(32, 0xa7);
        assertThat(PolicyDigests.credential(pcr0, pcr7)).isEqualTo(policyByTool("sha256:0,7", pcr0, pcr7));
        assertThat(PolicyDigests.deviceKey(pcr7)).isEqualTo(policyByTool("sha256:7", pcr7));
        var all = new TreeMap<Integer, byte[]>();
        all.put(0, pcr0);
        all.put(10, pcr7);
        all.put(23, pcr0);
        assertThat(PolicyDigests.pcrThenAuthValue(all)).isEqualTo(policyByTool("sha256:0,10,23", pcr0, pcr7, pcr0));
    }

    @Test
    void namesOfTheRomsIndicesAreThoseOfTheTpm() throws Exception {
        defineLock();
        assertThat(indexName("0x1400010")).isEqualTo(HEX.formatHex(TpmNames.lockIndexUnlocked()));
        swtpm.tool("tpm2_nvwritelock", "0x1400010", "-C", "p");
        assertThat(indexName("0x1400010")).isEqualTo(HEX.formatHex(TpmNames.lockIndexLocked()));

        swtpm.tool(
                "tpm2_nvdefine",
                "0x1400011",
                "-C",
                "p",
                "-s",
                "8",
                "-L",
                "policy",
                "-a",
                "nt=counter|ppwrite|authread|policydelete|no_da|platformcreate");
        swtpm.tool("tpm2_nvincrement", "0x1400011", "-C", "p");
        assertThat(indexName("0x1400011")).isEqualTo(HEX.formatHex(TpmNames.counterIndex()));
    }

    @Test
    void aQuoteByTheToolsIsUnderstood() throws Exception {
        byte[] area = attestationKey();
        swtpm.tool("tpm2_pcrextend", "4:sha256=" + "ab".repeat(32));
        swtpm.tool(
                "tpm2_quote",
                "-c",
                "ak.ctx",
                "-l",
                "sha256:0,4,7",
                "-q",
                "cafe",
                "-m",
                "quote",
                "-s",
                "sig",
                "-f",
                "tss");
        byte[] quote = Files.readAllBytes(swtpm.file("quote"));
        byte[] signature = Files.readAllBytes(swtpm.file("sig"));

        assertThat(AttestSignature.verify(area, quote, signature)).isTrue();
        assertThat(Attest.parse(quote)).isInstanceOfSatisfying(Attest.Quote.class, it -> {
            assertThat(it.header().extraData()).isEqualTo(HEX.parseHex("cafe"));
            var values = new TreeMap<Integer, byte[]>();
            values.put(0, new byte[32]);
            values.put(4, Algorithms.sha256(new byte[32], HEX.parseHex("ab".repeat(32))));
            values.put(7, new byte[32]);
            assertThat(it.shows(values)).isTrue();
            values.put(7, Provisioning.filled(32, 1));
            assertThat(it.shows(values)).as("another value").isFalse();
            values.put(7, new byte[32]);
            values.put(8, new byte[32]);
            assertThat(it.shows(values)).as("another PCR").isFalse();
        });
    }

    @Test
    void theLockedIndexIsCertifiedAsLocked() throws Exception {
        byte[] area = attestationKey();
        defineLock();
        swtpm.tool("tpm2_nvwritelock", "0x1400010", "-C", "p");
        swtpm.tool(
                "tpm2_nvcertify",
                "-C",
                "ak.ctx",
                "-c",
                "0x1400010",
                "--size",
                "32",
                "--offset",
                "0",
                "-q",
                "beef",
                "--attestation",
                "nv",
                "-o",
                "sig",
                "-f",
                "tss",
                "0x1400010");
        byte[] nv = Files.readAllBytes(swtpm.file("nv"));
        assertThat(AttestSignature.verify(area, nv, Files.readAllBytes(swtpm.file("sig"))))
                .isTrue();
        assertThat(Attest.parse(nv)).isInstanceOfSatisfying(Attest.NvCertification.class, it -> {
            assertThat(it.indexName()).isEqualTo(TpmNames.lockIndexLocked());
            assertThat(it.contents()).isEqualTo(Provisioning.filled(32, 9));
            assertThat(it.offset()).isZero();
        });
    }

    /// The customer lock as ORDER.md 4 has it, written.
    private void defineLock() throws Exception {
        Files.write(swtpm.file("policy"), policyNvRead());
        Files.write(swtpm.file("content"), Provisioning.filled(32, 9));
        swtpm.tool(
                "tpm2_nvdefine",
                "0x1400010",
                "-C",
                "p",
                "-s",
                "32",
                "-L",
                "policy",
                "-a",
                "ppwrite|writedefine|authread|policydelete|no_da|platformcreate");
        swtpm.tool("tpm2_nvwrite", "0x1400010", "-C", "p", "-i", "content");
    }

    private byte[] attestationKey() throws Exception {
        swtpm.tool(
                "tpm2_createprimary",
                "-C",
                "e",
                "-G",
                "ecc256:ecdsa-sha256:null",
                "-c",
                "ak.ctx",
                "-a",
                "fixedtpm|fixedparent|sensitivedataorigin|userwithauth|noda|restricted|sign");
        swtpm.tool("tpm2_readpublic", "-c", "ak.ctx", "-f", "tss", "-o", "ak.pub");
        byte[] sized = Files.readAllBytes(swtpm.file("ak.pub"));
        return Arrays.copyOfRange(sized, 2, sized.length);
    }

    private byte[] policyByTool(String selection, byte[]... values) throws Exception {
        Files.write(swtpm.file("pcrs"), Algorithms.join(values));
        swtpm.tool("tpm2_startauthsession", "-S", "session");
        swtpm.tool("tpm2_policypcr", "-S", "session", "-l", selection, "-f", "pcrs");
        swtpm.tool("tpm2_policyauthvalue", "-S", "session", "-L", "digest");
        swtpm.tool("tpm2_flushcontext", "session");
        return Files.readAllBytes(swtpm.file("digest"));
    }

    private byte[] policyNvRead() throws Exception {
        swtpm.tool("tpm2_startauthsession", "-S", "session");
        swtpm.tool("tpm2_policycommandcode", "-S", "session", "-L", "digest", "TPM2_CC_NV_Read");
        swtpm.tool("tpm2_flushcontext", "session");
        return Files.readAllBytes(swtpm.file("digest"));
    }

    private String indexName(String index) throws Exception {
        return swtpm.tool("tpm2_nvreadpublic", index)
                .lines()
                .map(String::trim)
                .filter(line -> line.startsWith("name: "))
                .map(line -> line.substring("name: ".length()))
                .findAny()
                .orElseThrow();
    }
}
