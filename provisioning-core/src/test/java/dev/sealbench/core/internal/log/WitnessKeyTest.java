package dev.sealbench.core.internal.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sealbench.core.internal.document.TestFiles;
import dev.sealbench.core.internal.document.TestKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Known answers: a checkpoint of a public certificate log with the cosignatures of public witnesses.
class WitnessKeyTest {

    private static final String PUBLIC_LOG = """
            arche2025h1.staging.ct.transparency.dev
            1432088532
            U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=

            — arche2025h1.staging.ct.transparency.dev \
            ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3NygNI75MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=
            — transparency.dev/DEV:witness-little-garden \
            2AQqhwAAAABqEiEgzgFIqqhbUoDwjMWE6UP8nd8/KYTzwZ2rhIgcqoXHAwVkjZr4AscylP3v7sEodkRAErumC2q44vdgJY096st5BQ==
            — witness1.smartit.nu/witness1 \
            pIyCDwAAAABqEiEghIp82KWebrw7/oHQwlTAm3g2RKS4+eebl8eO0WH+/iEcxZ75W3u5hNI7TOQtmJbqmNWVuE0tgh0XwzdZsDsUAQ==
            — remora.n621.de \
            2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTynk5XeU/zZ0WBxtqB0DrAWfBw==
            — witness.stagemole.eu \
            Z/euoAAAAABqEiEgw0i+7g2ENfDAWHmtRzCfKTHSDwYDJA2NmKeGi9Y8FtEyOUvVr+AJmIY/2TUFucgKi7lI7cUiOvKFYe/TmN9DAg==
            """;

    private static final String REMORA = "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2";

    @ParameterizedTest
    @ValueSource(
            strings = {
                REMORA,
                "witness.stagemole.eu+67f7aea0+BEqSG3yu9YrmcM3BHvQYTxwFj3uSWakQepafafpUqklv",
                "witness1.smartit.nu/witness1+a48c820f+BPSFWg9G6KPiO7QPryYO5Xq4oYJJ+kAvLKLSimDhoxMO"
            })
    void cosignaturesOfPublicWitnessesVerify(String line) throws Exception {
        var key = WitnessKey.parse(line);
        assertThat(key.line()).isEqualTo(line);
        var at = key.cosigned(SignedNote.parse(PUBLIC_LOG.getBytes(StandardCharsets.UTF_8)));
        assertThat(at).isEqualTo(Instant.parse("2026-05-23T21:50:24Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1432088532:1432088533", "U7WM:U7WN", "ging.ct:ging.ctt"})
    void aCosignatureIsForItsTextOnly(String change) throws Exception {
        var parts = change.split(":");
        var note = SignedNote.parse(PUBLIC_LOG.replaceFirst(parts[0], parts[1]).getBytes(StandardCharsets.UTF_8));
        var key = WitnessKey.parse(REMORA);
        var refusal = catchThrowableOfType(NoteRefused.class, () -> key.cosigned(note));
        assertThat(refusal.reason()).isEqualTo(NoteRefused.Reason.BAD_SIGNATURE);
    }

    @Test
    void noChangedOctetOfACosignatureIsBelieved() throws Exception {
        var note = SignedNote.parse(PUBLIC_LOG.getBytes(StandardCharsets.UTF_8));
        var key = WitnessKey.parse(REMORA);
        var value = note.of(key.name(), key.keyId()).getFirst().value();
        for (int at = 0; at < value.length; at++) {
            var changed = value.clone();
            changed[at] ^= (byte) 0x81;
            refuse(key, note.text(), changed);
            refuse(key, note.text(), at == 0 ? new byte[1] : Arrays.copyOf(value, at));
        }
        refuse(key, note.text(), Arrays.copyOf(value, value.length + 1));
    }

    @Test
    void aWitnessThatDidNotSignIsSaidToBeMissing() throws Exception {
        var key = WitnessKey.parse(
                "witness.navigli.sunlight.geomys.org+a3e00fe2+BNy/co4C1Hn1p+INwJrfUlgz7W55dSZReusH/GhUhJ/G");
        var note = SignedNote.parse(PUBLIC_LOG.getBytes(StandardCharsets.UTF_8));
        var refusal = catchThrowableOfType(NoteRefused.class, () -> key.cosigned(note));
        assertThat(refusal.reason()).isEqualTo(NoteRefused.Reason.UNKNOWN_KEY);
    }

    @Test
    void noManglingOfAKeyIsAKey() {
        for (int from = 0; from < REMORA.length(); from++) {
            for (int to = from; to <= REMORA.length(); to++) {
                if (to - from < REMORA.length()) {
                    var part = REMORA.substring(from, to);
                    assertThatThrownBy(() -> WitnessKey.parse(part)).isInstanceOf(NoteRefused.class);
                }
            }
            var changed = new StringBuilder(REMORA);
            changed.setCharAt(from, (char) (changed.charAt(from) + 1));
            assertThatThrownBy(() -> WitnessKey.parse(changed.toString())).isInstanceOf(NoteRefused.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // a log's own key, not a witness's; the key of a note that is no checkpoint's
                "arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f",
                "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903a",
                "+530d903a+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2",
                ""
            })
    void keysOfAnotherKindAreRefused(String line) {
        assertThatThrownBy(() -> WitnessKey.parse(line)).isInstanceOf(NoteRefused.class);
    }

    @Test
    void opensslFindsOurCosignatureGood(@TempDir Path folder) throws Exception {
        var file = folder.resolve("witness.key");
        var cosigner = WitnessKeyFile.create(file);
        var checkpoint = new Checkpoint("sealbench/line-1", 5, Merkle.root(Leaves.hashes(5)));
        var note = CheckpointKey.sign(checkpoint, TestKeys.fresh());
        var value = cosigner.cosign(note.text(), Instant.ofEpochSecond(1_679_315_147))
                .value();
        Files.writeString(folder.resolve("message"), "cosignature/v1\ntime 1679315147\n" + checkpoint.text());
        Files.write(folder.resolve("sig"), Arrays.copyOfRange(value, 8, 72));
        var made = TestFiles.run(folder, "openssl", "pkey", "-in", "witness.key", "-pubout", "-out", "public.pem");
        assertThat(made.exitCode()).as(made.output()).isZero();
        var ran = TestFiles.run(
                folder,
                "openssl",
                "pkeyutl",
                "-verify",
                "-pubin",
                "-inkey",
                "public.pem",
                "-rawin",
                "-in",
                "message",
                "-sigfile",
                "sig");
        assertThat(ran.output()).contains("Signature Verified Successfully");
        assertThat(Arrays.copyOf(value, 8)).asHexString().isEqualTo("00000000641850CB");
        assertThat(WitnessKeyFile.read(file).key()).isEqualTo(cosigner.key());
    }

    private static void refuse(WitnessKey key, String text, byte[] value) {
        var note = new SignedNote(text, List.of(new SignedNote.Signature(key.name(), key.keyId(), value)));
        var refusal = catchThrowableOfType(NoteRefused.class, () -> key.cosigned(note));
        assertThat(refusal).isNotNull();
        assertThat(refusal.reason()).isEqualTo(NoteRefused.Reason.BAD_SIGNATURE);
    }
}
