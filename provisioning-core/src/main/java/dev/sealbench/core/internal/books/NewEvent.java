package dev.sealbench.core.internal.books;

import dev.sealbench.core.EventRecord;
import dev.sealbench.core.SerialNumber;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/// An event before the books give it its place in the log.
///
/// @param action 1 to 64 of a-z . - : `unit.locked`
/// @param serial about which unit, if about one
/// @param run in which run, if in one
/// @param result how it went
/// @param detail one sentence without secrets; cut at 512 characters, control characters become spaces
public record NewEvent(
        String action, Optional<SerialNumber> serial, Optional<UUID> run, EventRecord.Result result, String detail) {

    private static final int MAX_DETAIL = 512;

    /// @throws IllegalArgumentException when the action is malformed
    public NewEvent {
        if (!action.matches("[a-z][a-z.-]{0,63}")) {
            throw new IllegalArgumentException("malformed action of an event: " + action);
        }
        var plain = detail.replaceAll("\\p{Cntrl}", " ");
        var cut = plain.length() <= MAX_DETAIL ? plain : plain.substring(0, MAX_DETAIL);
        // half of a character (cut through, or from outside) would come back from the database as another one
        detail = new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
