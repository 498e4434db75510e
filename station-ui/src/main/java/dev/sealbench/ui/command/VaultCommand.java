package dev.sealbench.ui.command;

import dev.sealbench.core.Session;
import dev.sealbench.core.StationException;
import dev.sealbench.core.VaultRestore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `vault`: the backup of a station's keys.
@Command(
        name = "vault",
        description = "Back up the station's vault, or restore one at a further station.",
        subcommands = {VaultCommand.Backup.class, VaultCommand.Restore.class})
final class VaultCommand {

    /// See the class above.
    @Command(
            name = "backup",
            description = "Write a backup that two persons open together, each with a passphrase. Two persons.")
    static final class Backup extends SessionCommand.OfTwo {

        @Parameters(paramLabel = "FILE", description = "a new file")
        private Path file;

        @Option(
                names = "--product",
                required = true,
                paramLabel = "P",
                description = "what you call the product whose secret it is; a restore asks for the same word")
        private String product;

        @Option(
                names = "--backup-pass-fd",
                paramLabel = "N",
                description = "read your passphrase of the backup from this file descriptor; else it is asked for")
        private Integer own;

        @Option(
                names = "--second-backup-pass-fd",
                paramLabel = "M",
                description = "read the second person's passphrase of the backup from this file descriptor")
        private Integer seconds;

        @Override
        int work(Session session) throws StationException {
            try (var first =
                            Secret.ofNew(own, "your passphrase of the backup: ").read();
                    var second = Secret.ofNew(seconds, "the second person's passphrase of the backup: ")
                            .read()) {
                var digest = session.vault().backup(file.toAbsolutePath(), product, first, second);
                return home().json()
                        ? say("%s", Json.text(Json.map("file", file.toString(), "sha256", digest.hex())))
                        : say("backed up in %s, SHA-256 %s%nboth passphrases open it together", file, digest.hex());
            }
        }
    }

    /// See the class above.
    @Command(
            name = "restore",
            description = "Make the vault of a home that has none from a backup, with both passphrases of it.")
    static final class Restore implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "FILE", description = "what vault backup wrote")
        private Path file;

        @Option(names = "--product", required = true, paramLabel = "P", description = "as when it was backed up")
        private String product;

        @Option(
                names = "--backup-pass-fd",
                paramLabel = "N",
                description = "read the first person's passphrase of the backup from this file descriptor")
        private Integer first;

        @Option(
                names = "--second-backup-pass-fd",
                paramLabel = "M",
                description = "read the second person's passphrase of the backup from this file descriptor")
        private Integer second;

        @Option(
                names = "--vault-pass-fd",
                paramLabel = "K",
                description = "read the new vault's own passphrase from this file descriptor; else it is asked for")
        private Integer vault;

        @Override
        public Integer call() throws StationException {
            var options = HomeOptions.of(spec);
            try (var firsts = Secret.of(first, "the first person's passphrase of the backup: ")
                            .read();
                    var seconds = Secret.of(second, "the second person's passphrase of the backup: ")
                            .read();
                    var own =
                            Secret.ofNew(vault, "passphrase of the new vault: ").read()) {
                var passphrases = new VaultRestore.Passphrases(firsts, seconds, own);
                var report = VaultRestore.restore(
                        options.home(), Clock.systemUTC(), file.toAbsolutePath(), product, passphrases);
                spec.commandLine().getOut().println(options.json() ? Json.text(asMap(report)) : text(report));
                return 0;
            }
        }

        private static Object asMap(VaultRestore.Report report) {
            return Json.map(
                    "from", report.from(),
                    "productSecretVersion", report.productSecretVersion(),
                    "orderKey", report.orderKey(),
                    "deviceCaKey", report.deviceCaKey());
        }

        private static String text(VaultRestore.Report report) {
            return "restored from a backup of station %s, product secret version %d%n"
                            .formatted(report.from(), report.productSecretVersion())
                    + "Its signing keys are new. Have the vendor state the order key, and certify the device CA's:%n%s%n%s"
                            .formatted(
                                    report.orderKey().strip(),
                                    report.deviceCaKey().strip());
        }
    }
}
