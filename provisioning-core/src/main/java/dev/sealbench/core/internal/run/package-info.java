/// The way of a unit, step by step: docs/run.md.
///
/// A step takes one [Unit] and returns the next, so a step left out does not compile. What a step does follows from
/// two facts only: what the charger says of itself, and what the unit's journal says was intended.
package dev.sealbench.core.internal.run;
