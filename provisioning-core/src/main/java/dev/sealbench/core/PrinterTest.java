package dev.sealbench.core;

/// What came of a test print. Immutable.
///
/// @param kind whose printer it was
/// @param printer as the settings have it
/// @param outcome what is known of the paper
/// @param detail what the printer said, a clause; empty when there is nothing to say
public record PrinterTest(LabelKind kind, LabelPrinterConfig printer, Outcome outcome, String detail) {

    /// What is known of the paper.
    public enum Outcome {
        /// The printer was ready before and says that the label is out. A person still looks at it.
        PRINTED,
        /// The printer was not ready: nothing was sent.
        NOT_READY,
        /// The printer was ready, took the label, and did not say that it is out.
        IN_DOUBT,
        /// There is no printer: labels go into the folder.
        FOLDER
    }
}
