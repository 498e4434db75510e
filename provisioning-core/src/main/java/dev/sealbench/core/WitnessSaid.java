package dev.sealbench.core;

import java.time.Instant;
import java.util.Optional;

/// How a station stands with its witness.
///
/// @param events of the log now
/// @param cosigned events of the newest checkpoint that the witness signed; 0 when none
/// @param at when it signed that, by its own clock
/// @param asked whether it was asked to sign a newer one now
/// @param trouble what a person must see, one sentence in English
public record WitnessSaid(long events, long cosigned, Optional<Instant> at, boolean asked, Optional<String> trouble) {}
