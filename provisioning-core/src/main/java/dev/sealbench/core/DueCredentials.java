package dev.sealbench.core;

/// One set of a unit's sealed credentials whose time has come: docs/design/055-retention.md. No secrets.
/// Immutable.
///
/// @param serial the unit
/// @param generation which set of the unit, from 1
/// @param workOrder whose retention asks for it
/// @param cause what ended the keeping
public record DueCredentials(SerialNumber serial, int generation, String workOrder, Cause cause) {

    /// What ended the keeping.
    public enum Cause {
        /// The unit was released as many days ago as its work order says.
        KEPT_LONG_ENOUGH("kept as long as its work order asks"),
        /// The trial was reverted: they are in no charger any more.
        REVERTED("the unit was reverted"),
        /// The unit will never be shipped.
        SCRAPPED("the unit was scrapped"),
        /// The unit has newer ones.
        REPLACED("the unit has newer ones");

        private final String sentence;

        Cause(String sentence) {
            this.sentence = sentence;
        }

        /// For events and lists, in English.
        public String sentence() {
            return sentence;
        }
    }

    /// @throws IllegalArgumentException when the generation is not positive
    public DueCredentials {
        FieldBounds.requireBetween("generation", generation, 1, Integer.MAX_VALUE);
    }
}
