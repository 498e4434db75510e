package dev.sealbench.core;

import static dev.sealbench.core.Fault.Acts.LEAD;
import static dev.sealbench.core.Fault.Acts.OPERATOR;
import static dev.sealbench.core.Fault.Acts.STATION;
import static dev.sealbench.core.Fault.Acts.UNIT;

/// What went wrong, as counted on the yield chart, with what to do next. Codes are never renumbered.
public enum Fault {
    SERIAL_UNREADABLE(101, OPERATOR, "this is not a serial number of ours", "scan the label again"),
    SERIAL_FINISHED(103, LEAD, "this serial number is already finished", "take the right unit, or reprint its label"),
    NO_WORK_ORDER(104, LEAD, "no open work order covers this serial number", "ask the lead to open the work order"),
    WORK_ORDER_CLOSED(105, LEAD, "the work order is closed", "ask the lead"),
    WORK_ORDER_FULL(106, LEAD, "the work order is full", "ask the lead"),
    UNIT_QUARANTINED(107, LEAD, "this unit is in quarantine", "put it aside; the lead decides"),
    UNIT_SCRAPPED(108, LEAD, "this unit was scrapped", "put it aside; the lead decides"),
    UNIT_IN_WORK(109, OPERATOR, "this unit is being provisioned right now", "wait until its slot has finished"),
    NOT_ON_THIS_STATION(110, LEAD, "this unit is not in the books of this station", "ask the lead"),
    WRONG_STATE(111, LEAD, "the unit's state does not allow this", "look at its history"),
    BEGUN_ELSEWHERE(112, OPERATOR, "another station began this unit", "take it there"),

    CLOCK_WENT_BACK(201, STATION, "the clock is earlier than the last event in the books", "set the station's clock"),
    BOOKS_UNAVAILABLE(
            202,
            STATION,
            "the books cannot be written",
            "look at disk and database, the administrator's guide says what it means"),
    JOURNAL_UNAVAILABLE(203, STATION, "the station's journal cannot be written", "free disk space, check the disk"),
    VAULT_UNAVAILABLE(204, STATION, "the vault does not open", "check the passphrase and the vault file"),
    STATION_STATEMENT(205, STATION, "the station's statement is missing or not valid today", "enrol the station again"),
    CUSTOMER_STATEMENT(206, STATION, "the customer's statement is missing or not valid", "import the customer again"),
    RELEASE_BROKEN(207, STATION, "the firmware release does not verify", "import the release again"),
    HOME_IN_USE(208, STATION, "another Sealbench is working in this home", "close the other one first"),
    CONFIGURATION(209, STATION, "the station's configuration cannot be used", "run sealbench doctor"),
    RELEASE_UNKNOWN(210, LEAD, "there is no such firmware release in the books", "import it, or name another"),
    RELEASE_OF_OTHER(
            211,
            LEAD,
            "the firmware release is for another customer or device class",
            "name one of the unit's customer"),
    RELEASE_BLOCKED(212, LEAD, "the firmware release is blocked", "name another"),
    BOOKED_LATER(
            213,
            STATION,
            "locked and proven, but not booked yet",
            "start the database, then scan the unit again for its labels"),

    PORT_ABSENT(301, STATION, "the slot's port is not there", "plug the cable in"),
    PORT_BUSY(302, STATION, "another program holds the slot's port", "close that program"),
    PORT_GONE(303, STATION, "the slot's port went away", "plug the cable in again and run the unit again"),
    PORT_DENIED(304, STATION, "the slot's port may not be opened", "give the station's user access to it"),
    CHARGER_SILENT(305, UNIT, "the charger does not answer", "check its power and cable, then run it again"),
    LINE_UNUSABLE(306, STATION, "the line carries only noise", "check the cable"),
    CHARGER_MISBEHAVED(307, UNIT, "the charger answered nonsense", "put it aside"),
    PORT_AMBIGUOUS(
            308, STATION, "the slot's port address means more than one adapter", "have the lead bind the slot anew"),

    FOREIGN_ROM(401, UNIT, "the boot ROM is not one of ours", "put it aside: it is from the wrong pallet"),
    FOREIGN_BOARD(402, UNIT, "the board is not the one the work order asks for", "put it aside"),
    TPM_FAILED(403, UNIT, "the TPM reports a failure", "put it aside for rework"),
    TPM_IN_LOCKOUT(404, UNIT, "the TPM is in lockout", "put it aside for rework"),
    TPM_NOT_VIRGIN(405, UNIT, "the TPM was used before", "put it aside; the lead decides"),
    TPM_NOT_GENUINE(406, UNIT, "the TPM cannot prove that it is genuine", "put it aside; the lead decides"),
    CHIP_KNOWN(407, UNIT, "this chip is already known under another serial number", "put it aside; the lead decides"),
    SERIAL_HAS_OTHER_CHIP(
            408, UNIT, "this serial number already belongs to another chip", "put it aside; the lead decides"),
    OTHER_UNIT(409, OPERATOR, "the connected unit has another serial number", "connect the unit that you scanned"),
    FOREIGN_ORDER(
            410, UNIT, "the unit carries an order that this station did not give", "put it aside; the lead decides"),
    DOES_NOT_BOOT(411, UNIT, "the unit does not boot its firmware", "put it aside for rework"),
    TPM_TAMPERED(412, UNIT, "something between station and TPM changes the answers", "put it aside; the lead decides"),
    NOT_CONNECTED(413, OPERATOR, "the unit is not on any slot", "plug it in and run it again"),
    FIRMWARE_UNKNOWN(414, LEAD, "the unit runs firmware that is not in the books", "import its release first"),

    BURN_REFUSED(501, UNIT, "the charger refused the firmware", "put it aside for rework"),
    BURN_DIFFERS(502, UNIT, "the flash does not hold what was sent", "put it aside for rework"),
    RELEASE_OLDER(503, LEAD, "the release is older than what the unit runs", "name a newer one; nothing leads back"),
    UPDATE_REFUSED(504, UNIT, "the charger refused the update; it runs what it ran", "the lead decides"),
    UPDATE_NOT_CONFIRMED(
            505,
            LEAD,
            "the new firmware did not confirm itself; the one before it runs",
            "block the release, tell who made it"),

    TPM_REFUSED(601, UNIT, "the TPM refused a command", "run it again; then put it aside for rework"),
    ORDER_REFUSED(701, UNIT, "the charger refused the order", "put it aside; the lead decides"),

    RECEIPT_WRONG(
            801,
            UNIT,
            "the charger's receipt does not prove the order",
            "it was reverted; run it again once, then put it aside"),
    SELF_TEST_FAILED(802, UNIT, "the charger's self-test failed", "it was reverted; put it aside for rework"),
    REVERTED(803, UNIT, "the trial was reverted, its credentials are void", "run it again once, then put it aside"),

    LOCK_REFUSED(901, UNIT, "the charger refused to lock", "run it again; then put it aside"),
    LOCK_NOT_HELD(902, UNIT, "the lock did not hold over a reset", "put it aside; the lead decides"),

    LABEL_UNREADABLE(1001, STATION, "a label does not read back as it should", "check template and printer"),
    LABEL_NOT_WRITTEN(1002, STATION, "a label could not be written", "check the printer or the disk, then reprint"),
    OTHER_LABEL(1003, OPERATOR, "the scanned label belongs to another unit", "take the right label"),
    PRINTER_NOT_READY(1004, STATION, "the label printer is not ready", "put it right, then run the unit again"),
    LABEL_IN_DOUBT(
            1005,
            STATION,
            "the printer did not say that the label is out",
            "put the printer right and run the unit again; it asks whether the label came out"),
    LABEL_NOT_SCANNED(1006, OPERATOR, "a printed label was not scanned back", "run the unit again and scan the label"),
    LABEL_NOT_BELIEVED(
            1007,
            OPERATOR,
            "three scans were not of the label that was printed",
            "look for the right label and run the unit again"),
    CREDENTIALS_DESTROYED(
            1008,
            LEAD,
            "the credentials of this unit were destroyed",
            "it cannot get access or recovery labels any more"),
    TEMPLATE_REFUSED(1009, LEAD, "this label template cannot be used", "mend it and check it again"),

    NOT_SIGNED_IN(
            1201, OPERATOR, "name and secret or badge do not belong to anybody here", "try again, or ask the lead"),
    SIGN_IN_LOCKED(
            1202, LEAD, "signing in failed too often and is locked for a while", "wait; the lead looks who tried"),
    NOT_ALLOWED(1203, LEAD, "this is not in your role", "ask somebody whose work it is"),
    SESSION_OVER(1204, OPERATOR, "you are signed out", "sign in again"),
    STATION_CLOSED(1205, OPERATOR, "nobody has opened the station yet", "somebody signs in with name and secret first"),
    NO_KEY_SLOT(
            1206,
            LEAD,
            "this person's secret does not open this station's vault",
            "somebody whose secret does signs in first"),
    SECOND_PERSON(1207, LEAD, "a second person has to confirm this", "a lead or security officer signs in beside you"),
    PERSON_REFUSED(1208, LEAD, "the person cannot be changed like this", "correct it"),
    SECRET_WEAK(1209, OPERATOR, "this secret or badge cannot be used", "choose another"),
    SETTING_REFUSED(1210, LEAD, "this setting cannot be used", "correct it"),

    STOPPED(1101, OPERATOR, "stopped by the operator", "run it again when ready"),

    EXPORT_NOT_WRITTEN(1301, STATION, "the export could not be written", "make room, or choose another folder"),
    EXPORT_NOT_READ(1302, STATION, "the export could not be read", "look at the disk, then check it again"),

    VAULT_BACKUP(1303, LEAD, "the backup of the vault is refused", "do what is said, then try again"),

    LOG_BROKEN(
            1401,
            LEAD,
            "the log in the books is not the one that was signed",
            "start no unit; the administrator's guide says what to do"),
    WITNESS_UNUSABLE(
            1501, STATION, "the witness cannot work", "put it right; nothing was signed, and stations can ask again"),

    INTERNAL(1901, STATION, "an error inside the station", "call maintenance; the log has the details");

    /// Who has to act next.
    public enum Acts {
        /// The unit is bad or in doubt: it leaves the line, the next unit may start.
        UNIT,
        /// The station is bad: the line stops, this unit proves nothing.
        STATION,
        /// Not allowed as asked; the operator corrects it.
        OPERATOR,
        /// Not allowed until a lead decides.
        LEAD
    }

    private final int code;
    private final Acts acts;
    private final String text;
    private final String next;

    Fault(int code, Acts acts, String text, String next) {
        this.code = code;
        this.acts = acts;
        this.text = text;
        this.next = next;
    }

    /// The code in books and on charts.
    public int code() {
        return code;
    }

    /// Who has to act next.
    public Acts acts() {
        return acts;
    }

    /// What is wrong, as half a sentence in English.
    public String text() {
        return text;
    }

    /// What to do next, as half a sentence in English.
    public String next() {
        return next;
    }

    @Override
    public String toString() {
        return code + " " + text;
    }
}
