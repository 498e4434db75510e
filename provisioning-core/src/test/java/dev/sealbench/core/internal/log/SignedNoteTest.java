package dev.sealbench.core.internal.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sealbench.core.internal.document.P256PublicKey;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Known answers: the examples of c2sp.org/signed-note and tlog-cosignature, the note of Go's golang.org/x/mod, and
/// two notes that logs in use signed with ECDSA (Sigstore's Rekor, Pixel's).
class SignedNoteTest {

    private static final String POEM = """
            Ognuno sta solo sul cuor della terra
            trafitto da un raggio di sole:

            ed è subito sera.

            — quasimodo.example/salvatore \
            NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=
            """;

    private static final String COSIGNED = """
            example.com/behind-the-sofa
            20852163
            CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

            — example.com/behind-the-sofa \
            Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
            — witness.example.com/w1 \
            jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
            """;

    private static final String GO_TEXT = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.
            """;

    private static final String GO_SIGNATURE = "— PeterNeumann "
            + "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    private static final String GO_SEED = "gQoUAtUUbI2E8kQzMPVAgOv5juF9nHT2JS/F1ccoMXM=";

    @ParameterizedTest
    @ValueSource(strings = {POEM, COSIGNED})
    void theExamplesOfTheSpecificationAreReadAndWrittenAgain(String example) throws Exception {
        assertThat(new String(parse(example).octets(), StandardCharsets.UTF_8)).isEqualTo(example);
    }

    @Test
    void theLastEmptyLineEndsTheText() throws Exception {
        var note = parse(POEM);
        assertThat(note.text()).endsWith(":\n\ned è subito sera.\n");
        assertThat(note.signatures()).singleElement().satisfies(signature -> {
            assertThat(signature.keyName()).isEqualTo("quasimodo.example/salvatore");
            assertThat(signature.keyId()).isEqualTo(0x367ba04b);
            assertThat(signature.value()).hasSize(64);
        });
    }

    @Test
    void aNoteIsWrittenAsGoWritesIt() throws Exception {
        var pkcs8 = HexFormat.of().parseHex("302e020100300506032b657004220420");
        var seed = Base64.getDecoder().decode(GO_SEED);
        var encoded = Arrays.copyOf(pkcs8, pkcs8.length + seed.length);
        System.arraycopy(seed, 0, encoded, pkcs8.length, seed.length);
        var signer = Signature.getInstance("Ed25519");
        signer.initSign(KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded)));
        signer.update(GO_TEXT.getBytes(StandardCharsets.UTF_8));
        var signature = new SignedNote.Signature("PeterNeumann", 0xc74f20a3, signer.sign());
        var note = new SignedNote(GO_TEXT, List.of(signature));
        assertThat(new String(note.octets(), StandardCharsets.UTF_8)).isEqualTo(GO_TEXT + "\n" + GO_SIGNATURE);
        assertThat(parse(GO_TEXT + "\n" + GO_SIGNATURE)).isEqualTo(note);
    }

    @ParameterizedTest
    @CsvSource({
        "rekor.sigstore.dev, Rekor|798034|f+7CoKgXKE/tNys9TTXcr/ad6U/K3xvznmzew9y6SP0=|,"
                + "wNI9ajBEAiARInWIWyCdyG27CO6LPnPekyw20qO0YJfoaPaowGp/XgIgc+qEHS3+GKVClgqq20uDLet7MCoTURUCRdxwWBHHufk=,"
                + "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE2G2Y+2tabdTV5BcGiBIx0a9fAFwrkBbmLSGtks4L3qX6yYY0zufBnhC8Ur/iy55"
                + "GhWP/9A/bY2LhC30M9+RYtw==",
        "pixel6_transparency_log, DEFAULT|10|bsWRucJU5xJPHb5eBdOm6+DM+VelCZBuvtI3sHERJ9Y=|,"
                + "kcFuMDBFAiEAhqMAP8P6qf6QxtUJhzMhbN+MbZ9dwfUHzGQJmffJHtoCIGD0cNe47dHWBoPwYdgBCepB06/+g5O1FmYjXl06owL4,"
                + "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE37jHQmTXJPC8sUj0Dg0N0ZlxfRqJZV1YzlclXLQzhVYPcC/JblDoez0DSZwOSlSh"
                + "iCf4oo83MULQfec3erolDw=="
    })
    void notesOfLogsInUseAreSignedAsOursAre(String name, String lines, String signature, String spki) throws Exception {
        var text = lines.replace('|', '\n');
        var note = parse(text + "\n— " + name + " " + signature + "\n");
        var key = P256PublicKey.ofSpki(Base64.getDecoder().decode(spki));
        var found = note.of(name, CheckpointKey.keyId(key));
        assertThat(found).hasSize(1);
        assertThat(key.verifies(note.signedOctets(), found.getFirst().value())).isTrue();
        assertThat(Checkpoint.parse(note.text()).text()).isEqualTo(text);
    }

    static List<String> malformed() {
        var good = GO_TEXT + "\n" + GO_SIGNATURE;
        return List.of(
                "",
                "\n",
                "\n\n",
                GO_TEXT,
                GO_TEXT + "\n",
                good.substring(0, good.length() - 1),
                "\u0001" + good,
                good.replace("\n", "\r\n"),
                good.replace("know", "\tknow"),
                GO_TEXT + GO_SIGNATURE,
                GO_TEXT + "\n\n",
                good + "Unexpected line.\n",
                good + "\n",
                good.replace("Peter", "Peter "),
                good.replace("Peter", "Peter+"),
                good.replace("Peter", "Peter\u2003"),
                good.replace("Peter", "Peter\u0085"),
                good.replace("PeterNeumann ", " "),
                good.replace("PeterNeumann ", ""),
                good.replace("\u2014", "-"),
                good.replace("\u2014 ", "\u2014"),
                good.replace("AM=", "AN="),
                good.replace("AM=", "AM"),
                good.replace("AM=", "AM=="),
                good.replace("x08g", "x0_g"),
                GO_TEXT + "\n\u2014 PeterNeumann x08gow==\n",
                GO_TEXT + "\n\u2014 PeterNeumann \n");
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void whatIsNotWrittenAsTheFormatDemandsIsRefused(String note) {
        assertThatThrownBy(() -> parse(note))
                .isInstanceOfSatisfying(
                        NoteRefused.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(NoteRefused.Reason.MALFORMED));
    }

    @Test
    void octetsThatAreNotUtf8AreRefused() {
        var note = (GO_TEXT + "\n" + GO_SIGNATURE).getBytes(StandardCharsets.UTF_8);
        for (int octet : new int[] {0xff, 0xc0, 0x80, 0xed}) {
            var bad = note.clone();
            bad[3] = (byte) octet;
            assertThatThrownBy(() -> SignedNote.parse(bad)).isInstanceOf(NoteRefused.class);
        }
    }

    @Test
    void asManySignaturesAsTheBoundAreReadAndNotOneMore() throws Exception {
        var text = GO_TEXT + "\n";
        assertThat(parse(text + GO_SIGNATURE.repeat(16)).signatures()).hasSize(16);
        assertThat(parse(text + GO_SIGNATURE.repeat(64)).signatures()).hasSize(64);
        assertThatThrownBy(() -> parse(text + GO_SIGNATURE.repeat(65))).hasMessageContaining("more than 64");
    }

    @Test
    void aMebibyteIsReadAndNotOneOctetMore() throws Exception {
        var rest = "\n\n" + GO_SIGNATURE;
        int room = SignedNote.MAX_BYTES - rest.getBytes(StandardCharsets.UTF_8).length;
        assertThat(parse("x".repeat(room) + rest).text()).hasSize(room + 1);
        assertThatThrownBy(() -> parse("x".repeat(room + 1) + rest)).hasMessageContaining("longer than");
    }

    private static SignedNote parse(String note) throws NoteRefused {
        return SignedNote.parse(note.getBytes(StandardCharsets.UTF_8));
    }
}
