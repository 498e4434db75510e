package dev.sealbench.ui.e2e;

/// From a request to the answer to the first hello after it: what the boot ROM writes meanwhile is
/// worth a power cut.
enum RomWindow {
    /// The order is executed, then the charger boots into its trial.
    APPLY_ORDER("ApplyOrder"),
    /// The application hands the Confirm over and resets; the boot executes it.
    CONFIRM("Confirm");

    private final String request;

    RomWindow(String request) {
        this.request = request;
    }

    boolean opensAt(LineEvent event) {
        return event.side() == Side.BEFORE && event.request().equals(request);
    }

    boolean closesAt(LineEvent event) {
        return event.request().equals(LineEvent.helloAfter(request));
    }

    @Override
    public String toString() {
        return request;
    }
}
