package dev.sealbench.ui.command;

import dev.sealbench.core.Fault;
import dev.sealbench.core.Session;
import dev.sealbench.core.StationException;
import dev.sealbench.core.release.FirmwareKeys;
import dev.sealbench.core.release.FirmwareSigner;
import dev.sealbench.core.release.ImageIdentity;
import dev.sealbench.core.release.ImageRefusedException;
import dev.sealbench.core.release.ImageReport;
import dev.sealbench.core.release.ImageVersion;
import dev.sealbench.core.release.KeyPlace;
import dev.sealbench.core.release.LmsStateException;
import dev.sealbench.core.release.Release;
import dev.sealbench.core.release.ReleaseRefusedException;
import dev.sealbench.core.release.ReleaseVerifier;
import dev.sealbench.core.release.WrongPassphraseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `firmware`: the release engineer's work. Only `import` concerns a station; it holds no key of this.
@Command(
        name = "firmware",
        description = "Make keys, sign, look at, verify and import firmware.",
        subcommands = {
            FirmwareCommand.NewKeys.class,
            FirmwareCommand.Sign.class,
            FirmwareCommand.Inspect.class,
            FirmwareCommand.Verify.class,
            FirmwareCommand.Import.class
        })
final class FirmwareCommand {

    private static final int UNIT_REJECTED = 1;

    @Command(name = "new-keys", description = "Make a pair of firmware keys (ECDSA P-256 and LMS) in a new folder.")
    static final class NewKeys implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "DIR")
        private Path folder;

        @Override
        public Integer call() throws StationException, IOException {
            var passphrase = SecretLine.read(HomeOptions.of(spec).passphraseDescriptor());
            try (var pair =
                    FirmwareKeys.generate(KeyPlace.in(folder), passphrase, new SecureRandom(), Clock.systemUTC())) {
                var hex = HexFormat.of();
                spec.commandLine()
                        .getOut()
                        .printf(
                                "ecdsa %s%nlms   %s%n",
                                hex.formatHex(pair.ecdsaSha256()), hex.formatHex(pair.lmsSha256()));
                return 0;
            } catch (LmsStateException e) {
                throw new StationException(Fault.RELEASE_BROKEN, e.getMessage(), e);
            } finally {
                Arrays.fill(passphrase, '\0');
            }
        }
    }

    @Command(
            name = "sign",
            description = "Sign a raw application into a release folder; or, with --add-lms, complete an image that"
                    + " imgtool signed with this pair's ECDSA key.")
    static final class Sign implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "FILE", description = "raw application, or imgtool's image with --add-lms")
        private Path file;

        @Option(names = "--keys", required = true, paramLabel = "DIR")
        private Path keys;

        @Option(names = "--add-lms", description = "FILE was signed by imgtool")
        private boolean addLms;

        @Option(names = "--sbom", required = true, paramLabel = "FILE", description = "CycloneDX 1.6")
        private Path sbom;

        @Option(names = "--domain", description = "the customer's domain (not with --add-lms)")
        private String domain;

        @Option(names = "--device-class", description = "model/hw-revision (not with --add-lms)")
        private String deviceClass;

        @Option(names = "--version", description = "major.minor.revision+build (not with --add-lms)")
        private String version;

        @Option(names = "--security-counter", description = "anti-rollback (not with --add-lms)")
        private long securityCounter;

        @Option(names = "--out", required = true, paramLabel = "DIR", description = "release folder to write")
        private Path out;

        @Override
        public Integer call() throws StationException, IOException {
            if (!addLms && (domain == null || deviceClass == null || version == null)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "give --domain, --device-class, --version and --security-counter, or --add-lms");
            }
            var passphrase = SecretLine.read(HomeOptions.of(spec).passphraseDescriptor());
            try (var pair = FirmwareKeys.open(KeyPlace.in(keys), passphrase, Clock.systemUTC())) {
                var signer = new FirmwareSigner(pair);
                var input = Files.readAllBytes(file);
                var bom = Files.readAllBytes(sbom);
                var image = addLms ? signer.addLms(input) : signer.sign(input, identity(bom));
                Release.create(image, bom, pair).write(out);
                spec.commandLine()
                        .getOut()
                        .printf("signed into %s; %d LMS signatures left%n", out, pair.signaturesLeft());
                return 0;
            } catch (ImageRefusedException | LmsStateException | WrongPassphraseException e) {
                throw new StationException(Fault.RELEASE_BROKEN, e.getMessage(), e);
            } finally {
                Arrays.fill(passphrase, '\0');
            }
        }

        private ImageIdentity identity(byte[] bom) {
            return ImageIdentity.of(domain, deviceClass, ImageVersion.parse(version), securityCounter, sha256(bom));
        }

        private static byte[] sha256(byte[] content) {
            try {
                return MessageDigest.getInstance("SHA-256").digest(content);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }
    }

    @Command(name = "inspect", description = "Say what an image says of itself, without believing it.")
    static final class Inspect implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "IMAGE")
        private Path image;

        @Override
        public Integer call() throws IOException {
            ImageReport.lines(Files.readAllBytes(image))
                    .forEach(spec.commandLine().getOut()::println);
            return 0;
        }
    }

    @Command(name = "verify", description = "Verify a release folder against a customer's statement.")
    static final class Verify implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "DIR", description = "release folder")
        private Path folder;

        @Option(names = "--statement", required = true, paramLabel = "FILE", description = "customer statement")
        private Path statement;

        @Option(names = "--vendor-root", required = true, paramLabel = "PEM")
        private Path vendorRoot;

        @Override
        public Integer call() throws IOException {
            var out = spec.commandLine().getOut();
            try {
                var verifier = ReleaseVerifier.withVendorRoot(vendorRoot, Clock.systemUTC());
                out.println("good: " + verifier.verify(Release.read(folder), Files.readAllBytes(statement)));
                return 0;
            } catch (ReleaseRefusedException e) {
                out.println("REFUSED: " + e.getMessage());
                return UNIT_REJECTED;
            }
        }
    }

    @Command(name = "import", description = "Verify a release and take it into the station.")
    static final class Import extends SessionCommand {
        @Parameters(paramLabel = "DIR", description = "release folder")
        private Path folder;

        @Option(names = "--customer", required = true, paramLabel = "VID")
        private UUID vid;

        @Option(names = "--device-class", required = true, paramLabel = "CID")
        private UUID cid;

        @Override
        int work(Session session) throws StationException {
            var release = session.orders().importRelease(folder, vid, cid);
            return say("imported %s, image digest %s", release.version(), release.image());
        }
    }
}
