package dev.sealbench.core.internal.journal;

import dev.sealbench.core.ChipId;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.Octets;
import dev.sealbench.core.RunResult;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.internal.journal.JournalEntry.*;
import java.util.ArrayList;
import java.util.List;

/// Entries to octets and back. The type numbers and the order of the fields are the file format: a number is never
/// given to another entry, a field is never added to one; a new meaning gets a new number.
final class EntryCodec {

    private EntryCodec() {}

    /// Type number of `entry`, 1 to 255.
    static int typeOf(JournalEntry entry) {
        return switch (entry) {
            case RunOpened _ -> 1;
            case ChipBound _ -> 2;
            case BurnIntended _ -> 3;
            case BurnDone _ -> 4;
            case CredentialsSealed _ -> 5;
            case DeviceKeyIssued _ -> 6;
            case TpmNames _ -> 7;
            case ObjectCertified _ -> 8;
            case Measured _ -> 9;
            case OrderIntended _ -> 10;
            case OrderAcknowledged _ -> 11;
            case TrialReceipt _ -> 12;
            case ConfirmIntended _ -> 13;
            case RevertIntended _ -> 14;
            case FinalReceipt _ -> 15;
            case Booked _ -> 16;
            case LabelIntended _ -> 17;
            case LabelDone _ -> 18;
            case Released _ -> 19;
            case Voided _ -> 20;
            case RunClosed _ -> 21;
        };
    }

    /// The payload of `entry`.
    static byte[] encode(JournalEntry entry) {
        return write(entry, new EntryWriter()).toBytes();
    }

    /// The entry of this type with this payload.
    ///
    /// @throws IllegalArgumentException when the type is unknown or the payload is not exactly one such entry
    static JournalEntry decode(int type, byte[] payload) {
        var in = new EntryReader(payload);
        var entry = type <= 9 ? readPreparation(type, in) : readCommitment(type, in);
        in.requireEnd();
        return entry;
    }

    /// Longer than our budget, because every type of entry has to be answered in one place.
    private static EntryWriter write(JournalEntry entry, EntryWriter out) {
        return switch (entry) {
            case RunOpened e ->
                out.uuid(e.run())
                        .text(e.workOrder())
                        .text(e.person())
                        .text(e.versions())
                        .u32(e.slot());
            case ChipBound e ->
                out.octets(Octets.of(e.chip().toBytes()))
                        .octets(e.endorsementPublic())
                        .octets(e.endorsementCertificate())
                        .flag(e.expected());
            case BurnIntended e -> out.digest(e.image()).text(e.version());
            case BurnDone e -> out.digest(e.image());
            case CredentialsSealed e -> out.octets(e.sealedSecrets()).octets(e.salt());
            case DeviceKeyIssued e -> out.octets(e.keyBlob()).octets(e.certificate());
            case TpmNames e -> writeNames(e, out);
            case ObjectCertified e -> out.u32(e.handle()).octets(e.attest()).octets(e.signature());
            case Measured e -> out.text(e.name()).text(e.value());
            case OrderIntended e -> out.octets(e.envelope()).digest(e.order()).octets(e.nonce());
            case OrderAcknowledged e -> out.digest(e.order()).octets(e.trialId());
            case TrialReceipt e -> out.digest(e.order()).octets(e.nonce()).octets(e.receipt());
            case TrialDecided e -> out.digest(e.order()).octets(e.trialId()).octets(e.envelope());
            case FinalReceipt e -> out.digest(e.order()).octets(e.nonce()).octets(e.receipt());
            case Booked e -> out.digest(e.order());
            case LabelIntended e -> out.constant(e.kind()).u32(e.copy());
            case LabelDone e -> out.constant(e.kind()).u32(e.copy());
            case Released _ -> out;
            case Voided e -> out.text(e.reason());
            case RunClosed e ->
                out.uuid(e.run())
                        .constant(e.result())
                        .constant(e.reached())
                        .u32(e.faultCode())
                        .text(e.reason());
        };
    }

    private static EntryWriter writeNames(TpmNames names, EntryWriter out) {
        out.octets(names.storageRootPublic()).octets(names.attestationPublic());
        out.u32(names.credentialNames().size());
        names.credentialNames().forEach(out::octets);
        return out.octets(names.pukIndexName());
    }

    private static JournalEntry readPreparation(int type, EntryReader in) {
        return switch (type) {
            case 1 -> new RunOpened(in.uuid(), in.text(), in.text(), in.text(), in.integer());
            case 2 -> new ChipBound(ChipId.of(in.octets().toBytes()), in.octets(), in.octets(), in.flag());
            case 3 -> new BurnIntended(in.digest(), in.text());
            case 4 -> new BurnDone(in.digest());
            case 5 -> new CredentialsSealed(in.octets(), in.octets());
            case 6 -> new DeviceKeyIssued(in.octets(), in.octets());
            case 7 -> new TpmNames(in.octets(), in.octets(), readList(in), in.octets());
            case 8 -> new ObjectCertified(in.u32(), in.octets(), in.octets());
            case 9 -> new Measured(in.text(), in.text());
            default -> throw new IllegalArgumentException("unknown type " + type);
        };
    }

    private static JournalEntry readCommitment(int type, EntryReader in) {
        return switch (type) {
            case 10 -> new OrderIntended(in.octets(), in.digest(), in.octets());
            case 11 -> new OrderAcknowledged(in.digest(), in.octets());
            case 12 -> new TrialReceipt(in.digest(), in.octets(), in.octets());
            case 13 -> new ConfirmIntended(in.digest(), in.octets(), in.octets());
            case 14 -> new RevertIntended(in.digest(), in.octets(), in.octets());
            case 15 -> new FinalReceipt(in.digest(), in.octets(), in.octets());
            case 16 -> new Booked(in.digest());
            case 17 -> new LabelIntended(in.constant(LabelKind.class), in.integer());
            case 18 -> new LabelDone(in.constant(LabelKind.class), in.integer());
            case 19 -> new Released();
            case 20 -> new Voided(in.text());
            case 21 ->
                new RunClosed(
                        in.uuid(), in.constant(RunResult.class), in.constant(UnitState.class), in.integer(), in.text());
            default -> throw new IllegalArgumentException("unknown type " + type);
        };
    }

    private static List<Octets> readList(EntryReader in) {
        long count = in.u32();
        var list = new ArrayList<Octets>();
        for (long i = 0; i < count; i++) {
            list.add(in.octets());
        }
        return list;
    }
}
