package dev.sealbench.core;

/// A step did not succeed: where, what, and the detail that the books keep. The detail holds no secret.
public class StepFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final Step step;
    private final Fault fault;
    private final String detail;

    /// @param detail one clause for the person and the books; empty when the fault says it all
    public StepFailure(Step step, Fault fault, String detail, Throwable cause) {
        super(step + ": " + fault + (detail.isEmpty() ? "" : " (" + detail + ")"), cause);
        this.step = step;
        this.fault = fault;
        this.detail = detail;
    }

    /// The same without a cause.
    public StepFailure(Step step, Fault fault, String detail) {
        this(step, fault, detail, null);
    }

    /// The step that failed.
    public Step step() {
        return step;
    }

    /// What went wrong.
    public Fault fault() {
        return fault;
    }

    /// More about it, or empty.
    public String detail() {
        return detail;
    }
}
