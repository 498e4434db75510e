package dev.sealbench.core.internal.setup;

import dev.sealbench.core.DemoSetup;
import dev.sealbench.core.Fault;
import dev.sealbench.core.StationException;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.core.internal.document.CustomerIdentity;
import dev.sealbench.core.internal.document.KeyPairDigests;
import dev.sealbench.core.internal.document.Validity;
import dev.sealbench.core.release.FirmwareKeys;
import dev.sealbench.core.release.FirmwareSigner;
import dev.sealbench.core.release.ImageIdentity;
import dev.sealbench.core.release.ImageRefusedException;
import dev.sealbench.core.release.ImageVersion;
import dev.sealbench.core.release.KeyPlace;
import dev.sealbench.core.release.LmsStateException;
import dev.sealbench.core.release.Release;
import dev.sealbench.core.release.ReleaseRefusedException;
import dev.sealbench.core.release.Sbom;
import dev.sealbench.core.release.SbomComponent;
import dev.sealbench.vault.VaultException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Sets up everything that a demonstration needs, in one folder: vendor, release machine, station, one customer, one
/// release, one open work order. Passphrases are random and lie in files that only a demonstration has.
public final class Demo {

    private static final String MODEL = "CP42";
    private static final int HARDWARE_REVISION = 2;

    private final Path state;
    private final SecureRandom random = new SecureRandom();
    private final Clock clock;

    /// @param state an empty or new folder, in which `simulator-ca` may stand already
    public Demo(Path state, Clock clock) {
        this.state = state.toAbsolutePath().normalize();
        this.clock = clock;
    }

    /// @param application the built application, raw
    /// @param rom the built boot ROM
    public void create(byte[] application, byte[] rom, DemoSetup.Wanted wanted) throws StationException {
        var secrets = new DemoSecrets(random);
        var passphrase = secrets.draw();
        var spare = CompletableFuture.supplyAsync(() -> spare(passphrase)); // an LMS tree takes some seconds
        try (var keys = newKeyPair(1, passphrase)) {
            DemoSecrets.write(releaseMachine().resolve("demo.passphrase"), passphrase);
            var vendor = VendorMachine.create(state.resolve("vendor"), random, clock);
            var home = new DemoHome(state, clock);
            var pairs = List.of(digests(keys), spare.join());
            var customer = customer("Voltgrid Charging", "voltgrid.example", pairs, home.validity());
            var statement = vendor.state(customer);
            var release = release(customer, application, keys);
            home.create(vendor, passphrase, wanted, rom);
            home.fillBooks(customer, statement, release, vendor, wanted.units());
            DemoSecrets.write(state.resolve("home").resolve("demo.passphrase"), passphrase);
            home.addPeople(secrets, passphrase);
        } catch (IOException | CompletionException e) {
            throw new StationException(Fault.CONFIGURATION, "the demonstration cannot be set up: " + e.getMessage(), e);
        } catch (VaultException e) {
            throw new StationException(Fault.VAULT_UNAVAILABLE, e.getMessage(), e);
        } catch (BooksException e) {
            throw new StationException(Fault.BOOKS_UNAVAILABLE, e.getMessage(), e);
        } catch (ReleaseRefusedException | ImageRefusedException | LmsStateException e) {
            throw new StationException(Fault.RELEASE_BROKEN, e.getMessage(), e);
        } finally {
            Arrays.fill(passphrase, '\0');
        }
    }

    private Path releaseMachine() {
        return state.resolve("release-machine");
    }

    private FirmwareKeys newKeyPair(int pair, char[] passphrase) throws IOException, LmsStateException {
        var machine = Files.createDirectories(releaseMachine().resolve("voltgrid"));
        return FirmwareKeys.generate(KeyPlace.in(machine.resolve("pair-" + pair)), passphrase, random, clock);
    }

    /// The pair that takes over when the first one is used up or lost.
    private KeyPairDigests spare(char[] passphrase) {
        try (var keys = newKeyPair(2, passphrase)) {
            return digests(keys);
        } catch (IOException | LmsStateException e) {
            throw new CompletionException(e);
        }
    }

    private static KeyPairDigests digests(FirmwareKeys keys) {
        return new KeyPairDigests(keys.ecdsaSha256(), keys.lmsSha256());
    }

    private static CustomerIdentity customer(
            String name, String domain, List<KeyPairDigests> pairs, Validity validity) {
        return new CustomerIdentity(name, domain, MODEL + "/" + HARDWARE_REVISION, pairs, validity);
    }

    private Release release(CustomerIdentity customer, byte[] application, FirmwareKeys keys)
            throws IOException, LmsStateException, ImageRefusedException {
        var version = ImageVersion.parse("1.0.0+1");
        var sbom = Sbom.write("charger-application", version, application, components(), clock.instant());
        var identity = ImageIdentity.of(
                customer.domain(),
                customer.deviceClass(),
                version,
                1,
                dev.sealbench.core.internal.document.Sha256.of(sbom));
        var image = new FirmwareSigner(keys).sign(application, identity);
        var release = Release.create(image, sbom, keys);
        release.write(releaseMachine().resolve("releases").resolve(version.toString()));
        return release;
    }

    private static List<SbomComponent> components() {
        return List.of(
                new SbomComponent(
                        "mbedtls",
                        "3.6.6",
                        "Apache-2.0 OR GPL-2.0-or-later",
                        "pkg:github/Mbed-TLS/mbedtls@v3.6.6",
                        new byte[0]),
                new SbomComponent("nanopb", "0.4.7", "Zlib", "pkg:github/nanopb/nanopb@0.4.7", new byte[0]));
    }
}
