package dev.sealbench.core;

import java.nio.file.Files;
import java.nio.file.Path;

/// Where a station keeps what is its own. Knows names, not contents.
///
/// Immutable.
///
/// @param directory the home; private to the station's user
public record StationHome(Path directory) {

    /// Settings: [StationConfig].
    public Path config() {
        return directory.resolve("station.json");
    }

    /// Keys under a passphrase.
    public Path vault() {
        return directory.resolve("vault.keystore");
    }

    /// The vault's passphrase, wrapped under the secrets of people.
    public Path keySlots() {
        return directory.resolve("vault.keyslots");
    }

    /// The embedded books, without the database's own ending.
    public Path books() {
        return directory.resolve("books");
    }

    /// Intents, one file per unit.
    public Path journal() {
        return directory.resolve("journal");
    }

    /// The newest checkpoint of the log, beside the database: a database that is put back alone does not fit it.
    public Path newestCheckpoint() {
        return directory.resolve("log.checkpoint");
    }

    /// Imported releases, a folder per image digest.
    public Path releases() {
        return directory.resolve("releases");
    }

    /// The folder of one release.
    public Path release(Digest image) {
        return releases().resolve(image.hex());
    }

    /// Public keys that the station trusts.
    public Path trust() {
        return directory.resolve("trust");
    }

    /// The vendor root's public key, PEM.
    public Path vendorRoot() {
        return trust().resolve("vendor-root.pub.pem");
    }

    /// Roots and intermediates of TPM makers, PEM files.
    public Path tpmMakers() {
        return trust().resolve("tpm-makers");
    }

    /// The TPMs that this lot's boards were made with, a line each: EK Name in hexadecimal, then a comma and
    /// the serial
    /// number if the supplier binds them. Absent where a line has no such list.
    public Path chips() {
        return trust().resolve("chips.txt");
    }

    /// The certificate of the station's device CA, PEM.
    public Path deviceCa() {
        return trust().resolve("device-ca.pem");
    }

    /// The vendor root's statement for this station: a serialised envelope.
    public Path stationStatement() {
        return directory.resolve("station.statement");
    }

    /// What the native library of the serial ports is unpacked into.
    public Path nativeLibraries() {
        return directory.resolve("native");
    }

    /// Present in a home that `setup demo` made; production homes have no such file.
    public Path demoPassphrase() {
        return directory.resolve("demo.passphrase");
    }

    /// Secrets and badges of a demonstration's people, a file each; production homes have no such folder.
    public Path demoPeople() {
        return directory.resolve("demo.people");
    }

    /// Whether this home is a demonstration: its passphrase lies beside it and the simulator's TPMs may be
    /// trusted.
    public boolean isDemo() {
        return Files.exists(demoPassphrase());
    }
}
