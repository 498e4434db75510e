package dev.sealbench.ui.e2e;

/// One point of a run at which something is cut off. Its name is the same in every run.
sealed interface KillPoint {

    /// What is cut off.
    Victim victim();

    /// Under which heading it is counted.
    Kind kind();

    /// A kind of points.
    enum Kind {
        STATION_JOURNAL("station killed at a journal write"),
        STATION_TPM("station killed at a TPM command"),
        STATION_REQUEST("station killed at another request or answer"),
        STATION_BURN("station killed in the burn"),
        CHARGER_TPM("plug pulled at a TPM command"),
        CHARGER_REQUEST("plug pulled at another request or answer"),
        CHARGER_BURN("plug pulled in the burn"),
        CHARGER_ORDER("plug pulled inside ApplyOrder"),
        CHARGER_CONFIRM("plug pulled inside Confirm"),
        LINE_BURN("line cut in the burn");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /// A frame on the line; it never arrives.
    record OnLine(Victim victim, LineEvent event) implements KillPoint {

        @Override
        public Kind kind() {
            boolean tpm = event.request().equals("TpmExchange");
            if (victim == Victim.STATION) {
                return tpm ? Kind.STATION_TPM : Kind.STATION_REQUEST;
            }
            return tpm ? Kind.CHARGER_TPM : Kind.CHARGER_REQUEST;
        }

        @Override
        public String toString() {
            var detail = event.detail().isEmpty() ? "" : " (" + event.detail() + ")";
            return "%s: %s %s %d%s".formatted(victim, event.side(), event.request(), event.number(), detail);
        }
    }

    /// Somewhere in the image's data; the frame that holds this place never arrives.
    ///
    /// @param thousandths of the octets that travel, 0 to 999
    record InBurn(Victim victim, int thousandths) implements KillPoint {

        @Override
        public Kind kind() {
            return switch (victim) {
                case STATION -> Kind.STATION_BURN;
                case CHARGER -> Kind.CHARGER_BURN;
                case LINE -> Kind.LINE_BURN;
            };
        }

        @Override
        public String toString() {
            return "%s: after %.1f %% of the burn".formatted(victim, thousandths / 10.0);
        }
    }

    /// A write of the station into the unit's journal.
    ///
    /// @param write number of the write, from 1: the file's header, an entry each, and what makes it small
    /// @param entry its name, for people
    /// @param call at which the station is killed
    /// @param entriesLeft how many then stand in the journal
    record AtJournal(Side side, int write, String entry, JournalTrace.Call call, int entriesLeft) implements KillPoint {

        @Override
        public Victim victim() {
            return Victim.STATION;
        }

        @Override
        public Kind kind() {
            return Kind.STATION_JOURNAL;
        }

        @Override
        public String toString() {
            return "station: %s journal write %d (%s)".formatted(side, write, entry);
        }
    }

    /// A write or a TPM command of the boot ROM.
    ///
    /// @param number in its window, from 1
    /// @param what with its side: "after TPM2_NV_Write"
    record InRom(RomWindow window, int number, String what) implements KillPoint {

        @Override
        public Victim victim() {
            return Victim.CHARGER;
        }

        @Override
        public Kind kind() {
            return window == RomWindow.APPLY_ORDER ? Kind.CHARGER_ORDER : Kind.CHARGER_CONFIRM;
        }

        @Override
        public String toString() {
            return "charger: %s %d, %s".formatted(window, number, what);
        }
    }
}
