package dev.sealbench.link;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What a charger says of itself (`HelloResponse`). Nothing of it is proven; lengths and characters were checked.
///
/// Octet fields are empty where charger_link.proto says so; the arrays belong to the receiver.
///
/// @param lifecycle state of the charger
/// @param program who answers
/// @param notBootedReason why no application runs; OK when one runs, BLANK in BLANK
/// @param board name of the board
/// @param boardId 16 octets, or empty when the factory data is missing
/// @param hardwareRevision of the board
/// @param romVersion of the boot ROM
/// @param romSha256 of the boot ROM's image, measured into PCR 0
/// @param factoryDataSha256 measured into PCR 0
/// @param ekName TPM Name (34 octets) of the endorsement key in the order; empty in BLANK
/// @param serial 16 characters; empty in BLANK
/// @param orderDigest of the order executed here; empty in BLANK
/// @param trialId 16 octets; empty in BLANK
/// @param firmwareSha256 image digest of what runs; empty when nothing runs
/// @param firmwareVersion of what runs; empty when nothing runs
/// @param limits what the charger can take
/// @param slots what the boot ROM found in each image slot
/// @param lastMailboxStatus what became of the last Confirm or Revert; null when there was none since power-on
/// @param bootMicros from reset to the moment the link was first open
public record Hello(
        Lifecycle lifecycle,
        Program program,
        Status notBootedReason,
        String board,
        byte[] boardId,
        int hardwareRevision,
        String romVersion,
        byte[] romSha256,
        byte[] factoryDataSha256,
        byte[] ekName,
        String serial,
        byte[] orderDigest,
        byte[] trialId,
        byte[] firmwareSha256,
        String firmwareVersion,
        Limits limits,
        List<Slot> slots,
        Status lastMailboxStatus,
        long bootMicros) {

    /// @param maxPayloadBytes of one frame
    /// @param windowBytes burn data that may be in flight (PROTOCOL.md 6.3)
    /// @param bauds line speeds the charger knows
    public record Limits(int maxPayloadBytes, int windowBytes, List<Integer> bauds) {}

    /// @param number 0 = A, 1 = B
    /// @param verdict what the boot ROM found at this boot; NOT_CHECKED where it had no reason to look
    /// @param imageSha256 image digest, or empty
    /// @param version of the image, or empty
    /// @param mark what is known of the image in the slot
    /// @param bootsLeft how often a pending image may still boot before it must have confirmed itself, else 0
    public record Slot(int number, Status verdict, byte[] imageSha256, String version, SlotMark mark, int bootsLeft) {}

    /// The slot whose image runs, or nothing when none does.
    public Optional<Slot> runningSlot() {
        return slots.stream()
                .filter(slot -> firmwareSha256.length > 0 && Arrays.equals(slot.imageSha256(), firmwareSha256))
                .findFirst();
    }
}
