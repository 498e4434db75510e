package dev.sealbench.ui.e2e;

/// What is cut off.
enum Victim {
    /// SIGKILL to the station's process.
    STATION("station"),
    /// SIGKILL to the charger's machine; it is plugged in again at once.
    CHARGER("charger"),
    /// The connection between the two ends; the charger keeps its power, the station may connect again
    /// at once.
    LINE("line");

    private final String text;

    Victim(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
