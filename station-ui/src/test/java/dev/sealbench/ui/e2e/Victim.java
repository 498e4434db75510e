package dev.sealbench.ui.e2e;

/// What is cut off.
enum Victim {
    /// SIGKILL to the station's process.
    STATION("station killed"),
    /// SIGKILL to the charger's machine; it is plugged in again at once.
    CHARGER("charger's plug pulled"),
    /// SIGKILL to the line's bridge; the charger keeps its power, the cable is plugged in again at once.
    LINE("line cut in the burn");

    private final String text;

    Victim(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
