package dev.sealbench.ui.e2e;

import dev.sealbench.core.LabelKind;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.internal.books.Finding;
import dev.sealbench.core.internal.books.OrderFile;
import dev.sealbench.core.internal.books.OrderFile.Decision;
import dev.sealbench.core.internal.journal.JournalEntry.CredentialsSealed;
import dev.sealbench.core.internal.print.FolderPrinter;
import dev.sealbench.core.internal.run.Bench;
import dev.sealbench.link.ChargerLink;
import dev.sealbench.link.Hello;
import dev.sealbench.link.Lifecycle;
import dev.sealbench.link.wire.ReceiptBody;
import dev.sealbench.ui.testkit.Demo;
import dev.sealbench.ui.testkit.TestStation;
import dev.sealbench.ui.testkit.VirtualCharger;
import dev.sealbench.vault.SecretKind;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What must be true of a unit that passed, however often its run was cut off.
final class FinishedUnit {

    private static final Duration BOOT = Duration.ofSeconds(30);
    private static final int NONCE_BYTES = 32;

    private final Bench bench;
    private final SerialNumber serial;
    private final List<String> faults = new ArrayList<>();

    private FinishedUnit(Bench bench, String serial) {
        this.bench = bench;
        this.serial = new SerialNumber(serial);
    }

    /// As below, for a unit whose run was not cut off.
    static List<String> faults(TestStation station, VirtualCharger charger) throws Exception {
        return faults(station, charger, Optional.empty());
    }

    /// As below, for one unit of several, at the station that finished it. Its labels are opened and read.
    static List<String> faults(TestStation station, VirtualCharger charger, String serial) throws Exception {
        try (var bench = station.bench();
                var link = charger.link()) {
            var unit = new FinishedUnit(bench, serial);
            unit.check(link);
            unit.checkLabel(station);
            return unit.faults;
        }
    }

    /// What is not as it must be, in books, journal, labels and charger; empty when all is well.
    ///
    /// @param drawn the credentials that stood in the journal when the run was cut off
    static List<String> faults(TestStation station, VirtualCharger charger, Optional<CredentialsSealed> drawn)
            throws Exception {
        try (var bench = station.bench();
                var link = charger.link()) {
            var unit = new FinishedUnit(bench, Demo.SERIAL);
            int units = bench.books().units().list(Optional.empty()).size();
            unit.require(units == 1, units + " units in the books");
            if (drawn.isPresent()) {
                unit.checkCredentials(drawn.get());
            }
            unit.check(link);
            try (var labels = Files.list(station.labels())) {
                unit.require(labels.count() >= 3, "labels are missing");
            }
            return unit.faults;
        }
    }

    private void check(ChargerLink link) throws Exception {
        checkBooks();
        var hello = link.awaitHello(BOOT);
        checkCharger(hello);
        faults.addAll(BookedReceipts.faults(bench, serial, hello));
        var nonce = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(nonce);
        checkProofs(nonce, ReceiptBody.parseFrom(link.attest(nonce).getBody()));
    }

    private void checkBooks() throws Exception {
        var books = bench.books();
        var state = books.units().find(serial).orElseThrow().state();
        require(state == UnitState.LABELLED, "the unit is " + state);
        for (var finding : books.check().run()) {
            require(finding.severity() != Finding.Severity.ERROR, "books: " + finding.what());
        }
        require(books.runs().unfinished().isEmpty(), "a run was never ended");
        require(bench.journal().survey().toBeBooked().isEmpty(), "something in the journal is not booked");
        var journal = bench.journal().peek(serial);
        require(journal.isBooked(), "the journal does not say that the unit is booked");
        require(!journal.holdsCredentials(), "the journal still has sealed credentials");
    }

    /// What was drawn before the cut is what the unit has, unless its trial was reverted.
    private void checkCredentials(CredentialsSealed drawn) throws Exception {
        boolean reverted =
                bench.books().units().history(serial).stream().anyMatch(change -> change.state() == UnitState.REVERTED);
        var newest = bench.books().secrets().current(serial).orElseThrow();
        require(
                reverted || drawn.sealedSecrets().equals(newest.sealed()),
                "credentials were drawn while others were not void");
    }

    /// Exactly one order was confirmed, and the charger executed that one.
    private void checkCharger(Hello hello) throws Exception {
        require(hello.lifecycle() == Lifecycle.LOCKED, "the charger is " + hello.lifecycle());
        var confirmed = bench.books().documents().ofUnit(serial).stream()
                .filter(file -> file.decision()
                        .filter(each -> each.decision() == Decision.CONFIRM)
                        .isPresent())
                .toList();
        require(confirmed.size() == 1, confirmed.size() + " confirmed orders in the books");
        for (OrderFile file : confirmed) {
            require(
                    Arrays.equals(file.order().order().toBytes(), hello.orderDigest()),
                    "the charger executed another order than the booked one");
            require(file.isComplete(), "a receipt is missing");
        }
    }

    /// The charger holds the credentials of the highest generation, and none of an older one.
    private void checkProofs(byte[] nonce, ReceiptBody receipt) throws Exception {
        var secrets = bench.books().secrets();
        int newest = secrets.current(serial).orElseThrow().generation();
        for (int generation = 1; generation <= newest; generation++) {
            var row = secrets.find(serial, generation).orElseThrow();
            if (row.shredded().isPresent()) {
                continue;
            }
            var unit = new UnitSecrets(bench, serial.text(), row);
            for (var kind : List.of(SecretKind.WEB_LOGIN, SecretKind.ACCESS_POINT, SecretKind.OCPP)) {
                var proof = receipt.getCredentialProofs(kind.number() - 1).toByteArray();
                require(
                        unit.proofHolds(kind, nonce, proof) == (generation == newest),
                        "%s of generation %d of %d".formatted(kind, generation, newest));
            }
        }
    }

    /// The access label says what the charger holds, and nothing that it does not.
    private void checkLabel(TestStation station) throws Exception {
        var sealed = Files.readAllBytes(station.labels().resolve(serial.text() + "-access-1.pdf.sealed"));
        var pages = Unpacked.pages(
                bench.vault().open(FolderPrinter.context(serial, LabelKind.ACCESS, 1), sealed, byte[]::clone));
        var secrets = bench.books().secrets();
        int newest = secrets.current(serial).orElseThrow().generation();
        for (int generation = 1; generation <= newest; generation++) {
            var leaks = new Leaks(new UnitSecrets(
                            bench,
                            serial.text(),
                            secrets.find(serial, generation).orElseThrow())
                    .all());
            var said = new ArrayList<String>();
            for (var page : pages) {
                said.addAll(leaks.in(page));
            }
            for (var kind : List.of(SecretKind.WEB_LOGIN, SecretKind.ACCESS_POINT)) {
                require(
                        said.stream().anyMatch(each -> each.startsWith(kind.name())) == (generation == newest),
                        "%s of generation %d of %d on the label: %s".formatted(kind, generation, newest, said));
            }
        }
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            faults.add(otherwise);
        }
    }
}
