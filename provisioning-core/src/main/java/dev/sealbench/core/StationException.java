package dev.sealbench.core;

/// Something the station was asked to do is not possible or not allowed; the message is a sentence for a person.
public final class StationException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Fault fault;
    private final String detail;

    /// @param detail one clause, without secrets; may be empty
    public StationException(Fault fault, String detail, Throwable cause) {
        super(fault.text() + (detail == null || detail.isEmpty() ? "" : ": " + detail) + "; " + fault.next(), cause);
        this.fault = fault;
        this.detail = detail == null ? "" : detail;
    }

    /// The same without a cause.
    public StationException(Fault fault, String detail) {
        this(fault, detail, null);
    }

    /// What is wrong and who has to act.
    public Fault fault() {
        return fault;
    }

    /// What it is about: one clause, may be empty.
    public String detail() {
        return detail;
    }

    /// Process exit code of station.md: 1 unit, 3 station, 4 refused.
    public int exitCode() {
        return switch (fault.acts()) {
            case UNIT -> 1;
            case STATION -> 3;
            case OPERATOR, LEAD -> 4;
        };
    }
}
