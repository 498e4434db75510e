package dev.sealbench.core;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// One line of a station's log. Append-only, numbered per station without gaps. No secrets.
///
/// @param station whose log
/// @param sequence from 1
/// @param at when, UTC; never before the station's event before it
/// @param person who
/// @param action what, in a few words with a dot: `unit.locked`, `label.printed`
/// @param serial about which unit, if about one
/// @param run in which run, if in one
/// @param result `ok`, `refused` or `failed`
/// @param detail one sentence, may be empty
/// @param versions programs in use
public record EventRecord(
        String station,
        long sequence,
        Instant at,
        String person,
        String action,
        Optional<SerialNumber> serial,
        Optional<UUID> run,
        Result result,
        String detail,
        String versions) {

    /// How it went. The names are stored: never rename one.
    public enum Result {
        OK,
        /// Not allowed, or not possible; nothing was changed.
        REFUSED,
        /// Was tried and went wrong.
        FAILED
    }
}
