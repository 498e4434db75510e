package dev.sealbench.core.release;

/// What is looked at before a release is believed, in this order. Each is told as it passes; the one after the last
/// that passed is the one that failed.
public enum ReleaseCheck {
    /// Image, SBOM and record are there, none longer than it may be.
    FILES,
    /// The customer's statement is the vendor root's and holds today.
    STATEMENT,
    /// The image is whole, for this customer and device class, and signed twice by one of its key pairs.
    IMAGE,
    /// The SBOM is the one that the image names.
    SBOM,
    /// The record is signed by the image's key and says the same as image and SBOM.
    RECORD
}
