package dev.sealbench.core.release;

/// Why a release is not taken.
public enum ReleaseRefusal {
    /// A file of the release is missing, too long or cannot be read.
    FILES,
    /// The customer's statement is not the vendor's, or cannot be read.
    STATEMENT,
    /// The customer's statement does not hold today.
    STATEMENT_DATES,
    /// The image; [ReleaseRefusedException#imageRefusal] says why.
    IMAGE,
    /// The SBOM is not the one that the image names, or not one.
    SBOM,
    /// The release record is not signed by the image's key or does not say the same as image and SBOM.
    RECORD
}
