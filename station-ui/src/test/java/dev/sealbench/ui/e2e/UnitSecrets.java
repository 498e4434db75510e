package dev.sealbench.ui.e2e;

import dev.sealbench.core.ChipId;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.StationException;
import dev.sealbench.core.UnitRecord;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.core.internal.books.UnitSecret;
import dev.sealbench.core.internal.document.Uuid5;
import dev.sealbench.core.internal.run.Bench;
import dev.sealbench.ui.testkit.TestStation;
import dev.sealbench.vault.Derivation;
import dev.sealbench.vault.DeviceContext;
import dev.sealbench.vault.KeyAccess;
import dev.sealbench.vault.RecordContext;
import dev.sealbench.vault.SealedSecrets;
import dev.sealbench.vault.SecretKind;
import dev.sealbench.vault.VaultException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/// What only the vault knows of a unit, opened as no program of the station may: to look for it elsewhere,
/// and to
/// compare it with what a TPM holds.
final class UnitSecrets {

    private final Bench bench;
    private final SealedSecrets secrets;
    private final RecordContext context;
    private final DeviceContext device;

    /// The secrets of the unit's highest generation.
    UnitSecrets(Bench bench, String serial) throws StationException, BooksException, VaultException {
        this(
                bench,
                serial,
                bench.books().secrets().current(new SerialNumber(serial)).orElseThrow());
    }

    /// The secrets of one generation.
    UnitSecrets(Bench bench, String serial, UnitSecret row) throws StationException, BooksException, VaultException {
        var number = new SerialNumber(serial);
        var unit = bench.books().units().find(number).orElseThrow();
        var order =
                bench.books().workOrders().find(unit.workOrder()).orElseThrow().order();
        var chip = chip(unit);
        this.bench = bench;
        this.secrets = SealedSecrets.decode(row.sealed().toBytes());
        this.context = new RecordContext(ByteBuffer.allocate(16 + SerialNumber.LENGTH + ChipId.SIZE_BYTES)
                .put(Uuid5.bytes(order.vid()))
                .put(serial.getBytes(StandardCharsets.US_ASCII))
                .put(chip)
                .array());
        this.device = DeviceContext.of(
                secrets,
                ByteBuffer.allocate(DeviceContext.SIZE_BYTES)
                        .put(chip)
                        .put(serial.getBytes(StandardCharsets.US_ASCII))
                        .put(row.orderSalt().toBytes())
                        .array());
    }

    /// A secret by its name, for messages.
    ///
    /// @param octets the value
    record Named(String name, byte[] octets) {}

    /// What the people of a demonstration sign in with.
    static List<Named> ofPeople(TestStation station) throws IOException {
        try (var files = Files.list(station.home().demoPeople())) {
            var secrets = new ArrayList<Named>();
            for (var file : files.toList()) {
                var secret = Files.readString(file).strip().getBytes(StandardCharsets.US_ASCII);
                secrets.add(new Named("demo.people/" + file.getFileName(), secret));
            }
            return secrets;
        }
    }

    /// The octets of one secret.
    byte[] value(SecretKind kind) throws VaultException {
        var access = kind.isCredential() ? KeyAccess.FOR_TWO_PERSONS : KeyAccess.FOR_CHARGER;
        return bench.vault().reveal(secrets.secret(kind, context), access, byte[]::clone);
    }

    /// The authValue of a credential in the TPM.
    byte[] credentialAuth(SecretKind kind) throws VaultException {
        return bench.vault().withCredentialAuth(device, kind, byte[]::clone);
    }

    /// The authValue of something else in the TPM.
    byte[] derived(Derivation derivation) throws VaultException {
        return bench.vault().withDerived(device, derivation, byte[]::clone);
    }

    /// Whether the charger proved that it holds this credential.
    boolean proofHolds(SecretKind kind, byte[] nonce, byte[] proof) throws VaultException {
        return bench.vault().proofHolds(secrets.secret(kind, context), device, nonce, proof);
    }

    /// Everything that must stand nowhere: the six drawn secrets, the credentials as people write them, and
    /// what is
    /// derived from the device secret.
    List<Named> all() throws VaultException {
        var all = new ArrayList<Named>();
        for (var kind : SecretKind.values()) {
            all.add(new Named(kind.name(), value(kind)));
        }
        for (var kind : SecretKind.credentials()) {
            var written =
                    bench.vault().revealText(secrets.secret(kind, context), KeyAccess.FOR_TWO_PERSONS, String::new);
            all.add(new Named(kind.name() + " as written", written.getBytes(StandardCharsets.US_ASCII)));
            all.add(new Named(kind.name() + " auth", credentialAuth(kind)));
        }
        for (var derivation : Derivation.values()) {
            all.add(new Named(derivation.name(), derived(derivation)));
        }
        return all;
    }

    private static byte[] chip(UnitRecord unit) {
        return unit.chip().orElseThrow().toBytes();
    }
}
