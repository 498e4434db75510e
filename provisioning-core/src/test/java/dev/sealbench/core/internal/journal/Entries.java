package dev.sealbench.core.internal.journal;

import dev.sealbench.core.ChipId;
import dev.sealbench.core.Digest;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.Octets;
import dev.sealbench.core.RunResult;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.internal.journal.JournalEntry.*;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/// Entries for tests.
final class Entries {

    static final SerialNumber SERIAL = new SerialNumber("CP42647100001239");

    static final UUID RUN = UUID.fromString("01939f2e-79b0-7cc3-98c4-dc0c0c07398f");

    static final Digest ORDER = digest("order");

    static final Octets TRIAL = Octets.ofHex("000102030405060708090a0b0c0d0e0f");

    private Entries() {}

    static Digest digest(String text) {
        return Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    static Octets octets(String text) {
        return Octets.of(text.getBytes(StandardCharsets.UTF_8));
    }

    static ChipBound chip(String name) {
        return new ChipBound(new ChipId("000b" + digest(name).hex()), octets("public"), octets("certificate"), true);
    }

    static CredentialsSealed credentials(String name) {
        return new CredentialsSealed(octets("sealed " + name), Octets.of(new byte[32]));
    }

    static OrderIntended order(Digest order) {
        return new OrderIntended(octets("envelope"), order, Octets.of(new byte[32]));
    }

    static ConfirmIntended confirm() {
        return new ConfirmIntended(ORDER, TRIAL, octets("confirm"));
    }

    static RevertIntended revert() {
        return new RevertIntended(ORDER, TRIAL, octets("revert"));
    }

    /// From the scan to the trial receipt.
    static List<JournalEntry> untilAttested() {
        return List.of(
                new RunOpened(RUN, "WO-1", "op-7", "sealbench 0.1.0", 3),
                chip("one"),
                new BurnIntended(digest("image"), "1.4.0"),
                new BurnDone(digest("image")),
                credentials("one"),
                new DeviceKeyIssued(octets("blob"), octets("certificate")),
                new TpmNames(
                        octets("srk"),
                        octets("ak"),
                        List.of(octets("n1"), octets("n2"), octets("n3"), octets("n4")),
                        octets("puk")),
                new ObjectCertified(0x8100_8001L, octets("attest"), octets("signature")),
                new Measured("burn.ms", "8123"),
                order(ORDER),
                new OrderAcknowledged(ORDER, TRIAL),
                new TrialReceipt(ORDER, Octets.of(new byte[32]), octets("trial receipt")));
    }

    /// From the decision to confirm to the release.
    static List<JournalEntry> fromConfirmToRelease() {
        return List.of(
                confirm(),
                new FinalReceipt(ORDER, Octets.of(new byte[32]), octets("final receipt")),
                new Booked(ORDER),
                new LabelIntended(LabelKind.PLATE, 1),
                new LabelDone(LabelKind.PLATE, 1),
                new Released(),
                new RunClosed(RUN, RunResult.PASSED, UnitState.RELEASED, 0, ""));
    }

    /// Entries that stand in neither list, so that every type is in one.
    static List<JournalEntry> others() {
        return List.of(revert(), new Voided("self-test failed, größer"));
    }
}
