package dev.sealbench.core.internal.books;

/// One line of what `sealbench db check` says.
///
/// @param severity whether somebody has to act
/// @param what what was found, one sentence
/// @param mend what to do about it; empty for [Severity#INFO]
public record Finding(Severity severity, String what, String mend) {

    /// Whether somebody has to act.
    public enum Severity {
        /// A count; all is well.
        INFO,
        /// Work goes on; somebody should look.
        WARNING,
        /// The books contradict themselves.
        ERROR
    }

    static Finding info(String what) {
        return new Finding(Severity.INFO, what, "");
    }
}
