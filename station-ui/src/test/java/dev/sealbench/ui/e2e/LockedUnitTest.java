package dev.sealbench.ui.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.internal.books.OrderFile;
import dev.sealbench.core.internal.document.Decisions;
import dev.sealbench.core.internal.document.Decisions.Trial;
import dev.sealbench.core.internal.document.DocumentType;
import dev.sealbench.core.internal.document.Envelopes;
import dev.sealbench.link.BurnContent;
import dev.sealbench.link.BurnProgress;
import dev.sealbench.link.BurnResult;
import dev.sealbench.link.BurnTarget;
import dev.sealbench.link.ChargerLink;
import dev.sealbench.link.Lifecycle;
import dev.sealbench.link.LinkException;
import dev.sealbench.link.LinkException.ChargerRefused;
import dev.sealbench.link.Program;
import dev.sealbench.link.Status;
import dev.sealbench.link.wire.Envelope;
import dev.sealbench.link.wire.Order;
import dev.sealbench.ui.testkit.Demo;
import dev.sealbench.ui.testkit.VirtualCharger;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/// What a finished unit refuses over its line, each with its own status and nothing changed, and beside it
/// what it
/// still does.
@Tag("e2e")
@ExtendWith(EndToEnd.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LockedUnitTest {

    /// TPM2_GetRandom of 16 octets.
    private static final byte[] GET_RANDOM = HexFormat.of().parseHex("80010000000c0000017b0010");

    private VirtualCharger charger;
    private ChargerLink link;
    private OrderFile papers;
    private Envelope foreignOrder;
    private Envelope revert;
    private ImageForge forge;
    private Flash.Digests before;
    private String tpmBefore;

    /// Something said to the charger.
    private interface Saying {
        void to(ChargerLink link) throws LinkException;
    }

    @BeforeAll
    void plugIn(LockedUnit unit, ImageForge forge) throws Exception {
        readPapers(unit);
        this.forge = forge;
        charger = unit.copy();
        charger.plugIn();
        link = charger.link();
        assertThat(link.awaitHello(Duration.ofSeconds(30)).lifecycle()).isEqualTo(Lifecycle.LOCKED);
    }

    @AfterAll
    void pullOut() {
        link.close();
        charger.close();
    }

    @BeforeEach
    void remember() throws Exception {
        var flash = new Flash(charger.folder());
        before = flash.digests();
        tpmBefore = flash.tpmDigest();
    }

    @AfterEach
    void nothingChanged() throws Exception {
        var flash = new Flash(charger.folder());
        assertThat(flash.digests()).isEqualTo(before);
        assertThat(flash.tpmDigest()).isEqualTo(tpmBefore);
        assertThat(link.hello().lifecycle()).isEqualTo(Lifecycle.LOCKED);
    }

    @Test
    void theTpmIsClosedAndTheReceiptIsOpen() throws Exception {
        assertRefused(Status.WRONG_STATE, it -> it.tpmExchange(GET_RANDOM));
        assertRefused(Status.WRONG_STATE, ChargerLink::resetTpm);
        assertRefused(Status.WRONG_STATE, it -> it.activate(new byte[40], new byte[40]));

        assertThat(link.attest(new byte[32]).getLockAttest().isEmpty()).isFalse();
    }

    @Test
    void noOrderIsTaken() throws Exception {
        assertRefused(Status.WRONG_STATE, ChargerLink::prepareOrder);
        var replayed = Envelope.parseFrom(papers.order().envelope().toBytes());
        assertRefused(Status.WRONG_STATE, it -> it.applyOrder(replayed));
        assertRefused(Status.WRONG_STATE, it -> it.applyOrder(foreignOrder));

        assertThat(link.hello().program()).isEqualTo(Program.APPLICATION);
    }

    @Test
    void noDecisionIsTaken() throws Exception {
        var confirm =
                Envelope.parseFrom(papers.decision().orElseThrow().envelope().toBytes());
        assertRefused(Status.ALREADY_LOCKED, it -> it.confirm(confirm));
        assertRefused(Status.ALREADY_LOCKED, it -> it.revert(revert));

        assertThat(link.hello().serial()).isEqualTo(Demo.SERIAL);
    }

    @Test
    void onlyTheSlotThatDoesNotRunIsBurned() throws Exception {
        var image = forge.own(1);
        for (var target : BurnTarget.values()) {
            if (target != BurnTarget.IMAGE_SLOT_B) {
                var content = target == BurnTarget.IMAGE_SLOT_A ? image : new byte[100];
                assertRefused(Status.BURN_TARGET, it -> burn(it, target, content));
            }
        }
        assertThat(burn(link, BurnTarget.IMAGE_SLOT_B, image).totalBytes()).isEqualTo(image.length);
    }

    @Test
    void onlyTheCustomersImagesAreBurned() throws Exception {
        var own = forge.own(1);
        assertBurnRefused(Status.IMAGE_CUSTOMER, forge.ofStranger());
        assertBurnRefused(Status.IMAGE_CUSTOMER, forge.ofStrangerByOwn());
        assertBurnRefused(Status.IMAGE_KEY, forge.byStranger());
        assertBurnRefused(Status.IMAGE_ROLLBACK, forge.own(0));
        assertBurnRefused(Status.IMAGE_JUMP, forge.own(66));
        assertBurnRefused(
                Status.IMAGE_UNSIGNED, ImageForge.without(own, Set.of(ImageForge.LMS_SIGNATURE, ImageForge.LMS_KEY)));
        assertBurnRefused(
                Status.IMAGE_UNSIGNED,
                ImageForge.without(own, Set.of(ImageForge.ECDSA_SIGNATURE, ImageForge.ECDSA_KEY)));
        assertBurnRefused(
                Status.IMAGE_UNSIGNED,
                ImageForge.without(
                        own,
                        Set.of(
                                ImageForge.LMS_SIGNATURE,
                                ImageForge.LMS_KEY,
                                ImageForge.ECDSA_SIGNATURE,
                                ImageForge.ECDSA_KEY)));

        assertThat(burn(link, BurnTarget.IMAGE_SLOT_B, forge.own(65)).totalBytes())
                .isPositive();
        assertThat(burn(link, BurnTarget.IMAGE_SLOT_B, own).totalBytes()).isPositive();
    }

    @Test
    void aFlippedBitIsRefusedWhereverItIs() throws Exception {
        var own = forge.own(1);
        assertBurnRefused(Status.NO_IMAGE, ImageForge.flipped(own, 0));
        assertBurnRefused(Status.IMAGE_DIGEST, ImageForge.flipped(own, 2_000));
        // past the DER header of the signature, in its first number
        assertBurnRefused(
                Status.IMAGE_ECDSA, ImageForge.flipped(own, ImageForge.valueOf(own, ImageForge.ECDSA_SIGNATURE) + 20));
        assertBurnRefused(
                Status.IMAGE_LMS, ImageForge.flipped(own, ImageForge.valueOf(own, ImageForge.LMS_SIGNATURE) + 700));
        assertBurnRefused(Status.IMAGE_KEY, ImageForge.flipped(own, ImageForge.valueOf(own, ImageForge.LMS_KEY) + 30));

        assertThat(burn(link, BurnTarget.IMAGE_SLOT_B, own).totalBytes()).isPositive();
    }

    private void assertBurnRefused(Status status, byte[] image) {
        assertRefused(status, it -> burn(it, BurnTarget.IMAGE_SLOT_B, image));
    }

    private void assertRefused(Status status, Saying saying) {
        var refusal = catchThrowableOfType(ChargerRefused.class, () -> saying.to(link));
        assertThat(refusal).as("%s", status).isNotNull();
        assertThat(refusal.status()).isEqualTo(status);
        assertThat(refusal.lifecycle()).isEqualTo(Lifecycle.LOCKED);
    }

    private static BurnResult burn(ChargerLink link, BurnTarget target, byte[] content) throws LinkException {
        return link.burn(target, BurnContent.of(content), BurnProgress.SILENT);
    }

    /// The unit's order and decision, an order for somebody else, and a Revert that the station would never
    /// sign.
    private void readPapers(LockedUnit unit) throws Exception {
        try (var bench = unit.station().bench()) {
            papers = bench.books()
                    .documents()
                    .ofUnit(new SerialNumber(Demo.SERIAL))
                    .getFirst();
            var own = Order.parseFrom(
                    Envelope.parseFrom(papers.order().envelope().toBytes()).getPayload());
            var foreign =
                    own.toBuilder().setVid(ByteString.copyFrom(new byte[16])).build();
            foreignOrder = Envelopes.sign(DocumentType.ORDER, foreign.toByteArray(), bench.orderKey());
            var trial = new Trial(
                    papers.order().order().toBytes(), papers.order().trialId().toBytes());
            revert = Decisions.revert(trial, bench.stationStatement(), bench.orderKey());
        }
    }
}
