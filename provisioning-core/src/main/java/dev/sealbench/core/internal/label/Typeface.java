package dev.sealbench.core.internal.label;

/// The four faces of our labels and reports, from the Liberation family (SIL Open Font License).
///
/// Secrets stand in {@link #MONO_BOLD}: fixed pitch, dotted zero.
public enum Typeface {
    /// Running text.
    SANS("liberation/LiberationSans-Regular.ttf"),
    /// Headings and values.
    SANS_BOLD("liberation/LiberationSans-Bold.ttf"),
    /// Serials and addresses.
    MONO("liberation/LiberationMono-Regular.ttf"),
    /// Secrets.
    MONO_BOLD("liberation/LiberationMono-Bold.ttf");

    private final String resource;

    Typeface(String resource) {
        this.resource = resource;
    }

    /// Where the class loader finds the TrueType file.
    String resource() {
        return resource;
    }
}
