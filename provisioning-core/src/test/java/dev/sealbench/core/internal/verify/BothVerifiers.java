package dev.sealbench.core.internal.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.core.AuditVerdict.Sound;
import dev.sealbench.core.AuditVerdict.Wrong;
import dev.sealbench.core.internal.document.P256PublicKey;
import dev.sealbench.core.internal.document.TestFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Ours and scripts/audit-verify, asked about the same export: they must come to the same verdict.
///
/// @param work for what the script reads beside the export
/// @param keys that the auditor has, as the verifiers in Java take them
/// @param trust the same as a file
/// @param kept checkpoints that left before
record BothVerifiers(Path work, List<P256PublicKey> keys, String trust, List<KeptNote> kept) {

    Sound requireSound(Path dir) throws Exception {
        var verdict = AuditVerifier.verify(dir, keys, kept);
        var script = script(dir);
        assertThat(script.output()).startsWith("SOUND ");
        assertThat(script.exitCode()).isZero();
        return (Sound) assertThat(verdict).isInstanceOf(Sound.class).actual();
    }

    /// Both name the same place, and say `why` of it.
    ///
    /// @param where expression that the beginning of the place matches
    void requireWrong(Path dir, String where, String why) throws Exception {
        var wrong = (Wrong) assertThat(AuditVerifier.verify(dir, keys, kept))
                .isInstanceOf(Wrong.class)
                .actual();
        var script = script(dir);
        assertThat(wrong.path()).matches(Pattern.compile("(" + where + ").*"));
        assertThat(wrong.reason()).contains(why);
        assertThat(script.output()).startsWith("WRONG " + wrong.path() + ": ").contains(why);
        assertThat(script.exitCode()).isEqualTo(1);
    }

    /// What the script alone says.
    TestFiles.Ran script(Path dir) throws Exception {
        var command = new ArrayList<>(List.of(
                "python3",
                TestFiles.root().resolve("scripts/audit-verify").toString(),
                dir.toString(),
                "--trust",
                Files.writeString(work.resolve("trust.pem"), trust).toString()));
        for (var note : kept) {
            command.add("--checkpoint");
            command.add(Files.write(work.resolve(note.name()), note.octets()).toString());
            note.witness().ifPresent(witness -> command.addAll(List.of("--witness", witness.line())));
        }
        return TestFiles.run(work, command.toArray(String[]::new));
    }
}
