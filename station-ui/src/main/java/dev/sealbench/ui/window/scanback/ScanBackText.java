package dev.sealbench.ui.window.scanback;

import dev.sealbench.core.ScanBack;
import dev.sealbench.core.ScanBack.Complaint;
import dev.sealbench.core.ScanBack.Request;
import dev.sealbench.ui.window.WindowText;
import java.util.List;
import java.util.stream.Stream;

/// What is said while a label is to be scanned back. Immutable.
public final class ScanBackText {

    private final WindowText text;

    public ScanBackText(WindowText text) {
        this.text = text;
    }

    /// What to do: `Scan the Wi-Fi code`.
    public String prompt(Request request) {
        return text.get("scanback.scan." + request.code().name());
    }

    /// The one thing to know about it: what was wrong with the scan before, that the print is in doubt, or else which
    /// print of which label it is.
    public String remark(Request request) {
        return request.complaint()
                .map(complaint -> wrong(request, complaint))
                .orElseGet(() -> request.inDoubt() ? doubt() : print(request));
    }

    /// Which print of which label.
    public String print(Request request) {
        var print = text.get("scanback.print", text.of(request.kind()), request.copy());
        return Character.toUpperCase(print.charAt(0)) + print.substring(1);
    }

    String doubt() {
        return text.get("scanback.doubt");
    }

    String doubtNext() {
        return text.get("scanback.doubt.next");
    }

    /// What was wrong, and how many tries are left.
    String wrong(Request request, Complaint complaint) {
        return text.get("scanback.try", say(complaint), request.attempt(), ScanBack.ATTEMPTS);
    }

    /// What a tile says under it.
    public String hint() {
        return text.get("scanback.hint");
    }

    public String close() {
        return text.get("scanback.close");
    }

    String get(String key) {
        return text.get("scanback." + key);
    }

    /// Reasons to choose from; the books keep the sentence that was chosen.
    List<String> reasons() {
        return Stream.of("nothing", "blank", "smudged", "torn", "crooked")
                .map(name -> text.get("scanback.reason." + name))
                .toList();
    }

    private String say(Complaint complaint) {
        return switch (complaint) {
            case Complaint.TooLong() -> text.get("scanback.wrong.long");
            case Complaint.ForeignCharacters() -> text.get("scanback.wrong.characters");
            case Complaint.OtherCode() -> text.get("scanback.wrong.other-code");
            case Complaint.ForeignWifi() -> text.get("scanback.wrong.wifi");
            case Complaint.Unknown() -> text.get("scanback.wrong.unknown");
            case Complaint.PlateOfUnit _ -> text.get("scanback.wrong.plate");
            case Complaint.PlateOfOther(var unit) -> text.get("scanback.wrong.other-unit", unit.printed());
            case Complaint.LabelOfOther(var unit) -> text.get("scanback.wrong.other-unit", unit.printed());
            case Complaint.OtherLabel other -> text.get("scanback.wrong.other-label", text.of(other.scanned()));
            case Complaint.VoidPrint(int scanned, int wanted) -> text.get("scanback.wrong.void", scanned, wanted);
        };
    }
}
