package dev.sealbench.core.internal.log;

/// A part of the log cannot be had, or does not fit the rest.
public class LogException extends Exception {

    private static final long serialVersionUID = 1L;

    /// @param message one sentence for a person
    public LogException(String message) {
        super(message);
    }

    /// @param message one sentence for a person
    public LogException(String message, Throwable cause) {
        super(message, cause);
    }
}
