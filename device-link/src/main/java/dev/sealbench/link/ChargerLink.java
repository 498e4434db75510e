package dev.sealbench.link;

import com.google.protobuf.ByteString;
import dev.sealbench.link.internal.talk.Burn;
import dev.sealbench.link.internal.talk.Conversation;
import dev.sealbench.link.internal.talk.Restart;
import dev.sealbench.link.internal.talk.SecurityLogReader;
import dev.sealbench.link.internal.talk.Values;
import dev.sealbench.link.wire.ActivateRequest;
import dev.sealbench.link.wire.ApplyOrderRequest;
import dev.sealbench.link.wire.AttestRequest;
import dev.sealbench.link.wire.Envelope;
import dev.sealbench.link.wire.MailboxRequest;
import dev.sealbench.link.wire.PrepareOrderRequest;
import dev.sealbench.link.wire.RebootRequest;
import dev.sealbench.link.wire.Receipt;
import dev.sealbench.link.wire.Request;
import dev.sealbench.link.wire.ResetTpmRequest;
import dev.sealbench.link.wire.TpmExchangeRequest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/// A conversation with one charger over one port: `device-link/protocol/PROTOCOL.md`.
///
/// Knows requests, not workflows; believes no more than that an answer belongs to its request. Every method throws
/// [LinkException] when the port, the line or the charger fails, and repeats a request that was not answered in time.
///
/// One owner thread, because a charger answers one request at a time; [#close()] and [#statistics()] may be called
/// from any thread. Interrupting the owner closes the link.
public final class ChargerLink implements AutoCloseable {

    private static final int TPM_COMMAND_BYTES = 1_024;
    private static final int TPM_HEADER_BYTES = 10;
    private static final int NONCE_BYTES = 32;
    private static final int DIGEST_BYTES = 32;
    private static final int TRIAL_ID_BYTES = 16;
    private static final int ENVELOPE_BYTES = 3_584;

    private final Conversation conversation;
    private Lifecycle lifecycle = Lifecycle.UNKNOWN;

    /// Over a conversation of its own.
    ChargerLink(Conversation conversation) {
        this.conversation = conversation;
    }

    /// Opens the port; says nothing yet.
    ///
    /// @throws LinkException.PortUnavailable when it cannot be opened
    public static ChargerLink open(PortAddress address, LinkTimes times) throws LinkException {
        return open(address, times, new SecureRandom());
    }

    /// As [#open(PortAddress, LinkTimes)]; `random` draws the session id.
    public static ChargerLink open(PortAddress address, LinkTimes times, RandomGenerator random) throws LinkException {
        return new ChargerLink(new Conversation(address, times, random));
    }

    /// Who is there?
    public Hello hello() throws LinkException {
        return remembered(new Restart(conversation).hello());
    }

    /// Asks hello until a restarting charger answers, at most `patience` long (PROTOCOL.md 3.2). A port that vanishes
    /// meanwhile is opened again.
    public Hello awaitHello(Duration patience) throws LinkException {
        return remembered(new Restart(conversation).await(patience));
    }

    /// Sends one TPM command (10 to 1,024 octets, not kept) and returns the raw response, 10 to 1,024 octets
    /// (PROTOCOL.md 7). What the TPM answers is not looked at.
    public byte[] tpmExchange(byte[] command) throws LinkException {
        Values.require(command, TPM_HEADER_BYTES, TPM_COMMAND_BYTES, "TPM command");
        var body = TpmExchangeRequest.newBuilder().setCommand(ByteString.copyFrom(command));
        var answer =
                conversation.ask(RequestKind.TPM_EXCHANGE, Request.newBuilder().setTpmExchange(body));
        return Values.between(
                TPM_HEADER_BYTES,
                TPM_COMMAND_BYTES,
                "the TPM's response",
                answer.getTpmExchange().getResponse());
    }

    /// Has the boot ROM open a credential made for the EK and the SRK's Name (ORDER.md 4.4); both with their two-octet
    /// sizes, at most 160 octets each.
    ///
    /// @return SHA-256("challenge" || secret), 32 octets
    public byte[] activate(byte[] credentialBlob, byte[] encryptedSecret) throws LinkException {
        Values.require(credentialBlob, 2, 160, "credential blob");
        Values.require(encryptedSecret, 2, 160, "encrypted secret");
        var body = ActivateRequest.newBuilder()
                .setCredentialBlob(ByteString.copyFrom(credentialBlob))
                .setEncryptedSecret(ByteString.copyFrom(encryptedSecret));
        var answer = conversation.ask(RequestKind.ACTIVATE, Request.newBuilder().setActivate(body));
        return Values.exactly(
                DIGEST_BYTES, "the proof of activation", answer.getActivate().getProof());
    }

    /// Burns `content`, of which only the pieces travel that flash does not hold, and compares the digest read back
    /// from flash.
    ///
    /// @throws IllegalArgumentException when the content is longer than [BurnTarget#capacityBytes()]
    public BurnResult burn(BurnTarget target, BurnContent content, BurnProgress listener) throws LinkException {
        return new Burn(conversation, lifecycle, content, listener).to(target);
    }

    /// The nonce that the next order must name, 32 octets; a later call or a reset voids it.
    public byte[] prepareOrder() throws LinkException {
        var request = Request.newBuilder().setPrepareOrder(PrepareOrderRequest.getDefaultInstance());
        var answer = conversation.ask(RequestKind.PREPARE_ORDER, request);
        return Values.exactly(
                NONCE_BYTES, "the order nonce", answer.getPrepareOrder().getNonce());
    }

    /// Clears the TPM: no persistent object, empty owner, endorsement and lockout auth (ORDER.md 4.5).
    public void resetTpm() throws LinkException {
        conversation.ask(RequestKind.RESET_TPM, Request.newBuilder().setResetTpm(ResetTpmRequest.getDefaultInstance()));
    }

    /// Hands over the signed order, serialised at most 3,584 octets. The charger resets after its answer.
    @SuppressWarnings("exports") // wire is exported to the one module that uses this door
    public OrderAck applyOrder(Envelope order) throws LinkException {
        var body = ApplyOrderRequest.newBuilder().setOrder(small(order));
        var answer = conversation
                .ask(RequestKind.APPLY_ORDER, Request.newBuilder().setApplyOrder(body))
                .getApplyOrder();
        return new OrderAck(
                Values.exactly(DIGEST_BYTES, "the order digest", answer.getOrderDigest()),
                Values.exactly(TRIAL_ID_BYTES, "the trial id", answer.getTrialId()));
    }

    /// Asks for a receipt over `nonce`, 32 octets. Nothing of it has been verified.
    @SuppressWarnings("exports")
    public Receipt attest(byte[] nonce) throws LinkException {
        Values.require(nonce, NONCE_BYTES, NONCE_BYTES, "nonce");
        var body = AttestRequest.newBuilder().setNonce(ByteString.copyFrom(nonce));
        var answer = conversation.ask(RequestKind.ATTEST, Request.newBuilder().setAttest(body));
        return answer.getAttest().getReceipt();
    }

    /// Hands over a signed Confirm; the charger resets, and the next hello says what became of it.
    @SuppressWarnings("exports")
    public void confirm(Envelope confirm) throws LinkException {
        var body = MailboxRequest.newBuilder().setEnvelope(small(confirm));
        conversation.ask(RequestKind.CONFIRM, Request.newBuilder().setConfirm(body));
    }

    /// Hands over a signed Revert; the charger resets, and the next hello says what became of it.
    @SuppressWarnings("exports")
    public void revert(Envelope revert) throws LinkException {
        var body = MailboxRequest.newBuilder().setEnvelope(small(revert));
        conversation.ask(RequestKind.REVERT, Request.newBuilder().setRevert(body));
    }

    /// Restarts the charger in good order.
    public void reboot() throws LinkException {
        conversation.ask(RequestKind.REBOOT, Request.newBuilder().setReboot(RebootRequest.getDefaultInstance()));
    }

    /// What the charger noted of refused images, orders and decisions, of updates given up and of its case, oldest
    /// first.
    public List<SecurityEntry> securityLog() throws LinkException {
        return new SecurityLogReader(conversation).read();
    }

    /// Bits per second of the line, as far as this station sets them.
    public int baud() {
        return conversation.speed().baud();
    }

    /// What travelled since the link was opened. Thread-safe.
    public LinkStatistics statistics() {
        return conversation.statistics();
    }

    /// Closes the port and frees the owner. Safe to call again, and from any thread.
    @Override
    public void close() {
        conversation.close();
    }

    private Hello remembered(Hello hello) {
        lifecycle = hello.lifecycle();
        return hello;
    }

    private static Envelope small(Envelope envelope) {
        if (envelope.getSerializedSize() > ENVELOPE_BYTES) {
            throw new IllegalArgumentException("an envelope of " + envelope.getSerializedSize() + " octets");
        }
        return envelope;
    }
}
