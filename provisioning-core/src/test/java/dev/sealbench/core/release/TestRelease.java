package dev.sealbench.core.release;

import dev.sealbench.core.internal.document.CustomerIdentity;
import dev.sealbench.core.internal.document.KeyPairDigests;
import dev.sealbench.core.internal.document.Samples;
import dev.sealbench.core.internal.document.Sha256;
import dev.sealbench.core.internal.document.SigningKey;
import dev.sealbench.core.internal.document.Statements;
import dev.sealbench.core.internal.document.TestKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// A release machine with one key pair and a customer who enrolled it. Made once for all tests: it takes seconds.
final class TestRelease {

    static final char[] PASSPHRASE = "a passphrase for tests".toCharArray();
    static final byte[] BODY = "the application's code".repeat(40).getBytes(StandardCharsets.US_ASCII);
    static final ImageVersion VERSION = ImageVersion.parse("1.2.3+4");
    static final long COUNTER = 7;
    static final Clock TODAY = Samples.TODAY;

    final KeyPlace place;
    final FirmwareKeys keys;
    final FirmwareSigner signer;
    final SigningKey vendorRoot = TestKeys.fresh();
    final CustomerIdentity customer;
    final byte[] customerStatement;

    private TestRelease() {
        try {
            var folder = Files.createTempDirectory("sealbench-release-test");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            place = KeyPlace.in(folder.resolve("keys"));
            FirmwareKeys.generate(place, PASSPHRASE, new SecureRandom(), TODAY).close();
            keys = FirmwareKeys.open(place, PASSPHRASE, TODAY);
        } catch (IOException | WrongPassphraseException | LmsStateException e) {
            throw new IllegalStateException(e);
        }
        signer = new FirmwareSigner(keys);
        customer = Samples.customer(List.of(new KeyPairDigests(keys.ecdsaSha256(), keys.lmsSha256()), Samples.pair(9)));
        customerStatement = Statements.sign(customer, vendorRoot).toByteArray();
    }

    /// The one of this test run.
    static TestRelease shared() {
        return Holder.SHARED;
    }

    ReleaseVerifier verifier() {
        return new ReleaseVerifier(vendorRoot.publicKey().spki(), TODAY);
    }

    byte[] sbom() {
        var components = List.of(
                new SbomComponent("mbedtls", "3.6.6", "Apache-2.0", "pkg:generic/mbedtls@3.6.6", new byte[32]),
                new SbomComponent("nanopb", "0.4.7", "Zlib", "pkg:generic/nanopb@0.4.7", new byte[0]));
        return Sbom.write("charger-application", VERSION, BODY, components, Instant.parse("2026-11-23T10:00:00Z"));
    }

    ImageIdentity identity(byte[] sbom) {
        var sbomSha256 = Sha256.of(sbom);
        return ImageIdentity.of(customer.domain(), customer.deviceClass(), VERSION, COUNTER, sbomSha256);
    }

    byte[] image() throws IOException, LmsStateException {
        return signer.sign(BODY, identity(sbom()));
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            System.err.println("left behind: " + folder);
        }
    }

    private static final class Holder {
        static final TestRelease SHARED = new TestRelease();
    }
}
