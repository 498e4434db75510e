package dev.sealbench.core.internal.document;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.sealbench.core.internal.document.DocumentException.Reason;
import dev.sealbench.link.wire.Envelope;
import dev.sealbench.link.wire.TrialDecision;

/// Confirm and revert, ORDER.md 4.8: a station's word about one trial of one order.
///
/// That a station never says both about one trial is the journal's business, not this class's.
public final class Decisions {

    private static final int TRIAL_ID_BYTES = 16;

    private Decisions() {}

    /// Makes the trial final.
    public static Envelope confirm(Trial trial, Envelope stationStatement, SigningKey station) {
        return sign(DocumentType.CONFIRM, trial, stationStatement, station);
    }

    /// Makes the charger blank again.
    public static Envelope revert(Trial trial, Envelope stationStatement, SigningKey station) {
        return sign(DocumentType.REVERT, trial, stationStatement, station);
    }

    /// The trial that a decision of `type` (CONFIRM or REVERT) names, after statement and signature were found good.
    public static Trial open(Envelope decision, DocumentType type, P256PublicKey vendorRoot) throws DocumentException {
        try {
            var claimed = TrialDecision.parseFrom(decision.getPayload());
            var station = Statements.openStation(claimed.getStationStatement(), vendorRoot);
            Envelopes.open(decision, type, station.publicKey());
            return new Trial(
                    claimed.getOrderDigest().toByteArray(), claimed.getTrialId().toByteArray());
        } catch (InvalidProtocolBufferException e) {
            throw new DocumentException(type, Reason.MALFORMED, "the decision cannot be read", e);
        } catch (IllegalArgumentException e) {
            throw new DocumentException(type, Reason.BAD_FIELD, "decision: " + e.getMessage(), e);
        }
    }

    private static Envelope sign(DocumentType type, Trial trial, Envelope statement, SigningKey station) {
        var decision = TrialDecision.newBuilder()
                .setOrderDigest(ByteString.copyFrom(trial.orderDigest()))
                .setTrialId(ByteString.copyFrom(trial.trialId()))
                .setStationStatement(statement)
                .build();
        return Envelopes.sign(type, decision.toByteArray(), station);
    }

    /// One execution of one order.
    ///
    /// @param orderDigest 32 octets
    /// @param trialId the 16 octets that the charger drew when it executed the order
    public record Trial(byte[] orderDigest, byte[] trialId) {

        public Trial {
            if (orderDigest.length != Sha256.SIZE_BYTES || trialId.length != TRIAL_ID_BYTES) {
                throw new IllegalArgumentException("an order digest has 32 octets and a trial id 16");
            }
        }
    }
}
