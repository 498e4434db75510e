package dev.sealbench.core.internal.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sealbench.core.internal.document.Decisions.Trial;
import dev.sealbench.core.internal.document.DocumentException.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionsTest {

    private final Samples samples = new Samples();
    private final Trial trial = new Trial(Samples.octets(32, 1), Samples.octets(16, 2));

    @Test
    void aConfirmAndARevertNameTheTrial() throws DocumentException {
        var root = samples.vendorRoot.publicKey();
        var confirm = Decisions.confirm(trial, samples.stationStatement, samples.stationKey);
        var revert = Decisions.revert(trial, samples.stationStatement, samples.stationKey);
        assertThat(Decisions.open(confirm, DocumentType.CONFIRM, root).trialId())
                .isEqualTo(trial.trialId());
        assertThat(Decisions.open(revert, DocumentType.REVERT, root).orderDigest())
                .isEqualTo(trial.orderDigest());
    }

    @Test
    void aConfirmIsNoRevert() {
        var confirm = Decisions.confirm(trial, samples.stationStatement, samples.stationKey);
        var relabelled = confirm.toBuilder()
                .setPayloadType(DocumentType.REVERT.payloadType())
                .build();
        for (var envelope : List.of(confirm, relabelled)) {
            var refused = catchThrowableOfType(
                    DocumentException.class,
                    () -> Decisions.open(envelope, DocumentType.REVERT, samples.vendorRoot.publicKey()));
            assertThat(refused.reason()).isIn(Reason.WRONG_TYPE, Reason.BAD_SIGNATURE);
        }
    }

    @Test
    void aDecisionByAKeyThatTheStatementDoesNotNameIsRefused() {
        var forged = Decisions.confirm(trial, samples.stationStatement, TestKeys.fresh());
        var refused = catchThrowableOfType(
                DocumentException.class,
                () -> Decisions.open(forged, DocumentType.CONFIRM, samples.vendorRoot.publicKey()));
        assertThat(refused.reason()).isEqualTo(Reason.BAD_SIGNATURE);
    }

    @Test
    void aTrialHasItsSizes() {
        assertThatThrownBy(() -> new Trial(new byte[31], new byte[16])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Trial(new byte[32], new byte[15])).isInstanceOf(IllegalArgumentException.class);
    }
}
