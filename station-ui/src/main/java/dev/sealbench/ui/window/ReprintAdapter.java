package dev.sealbench.ui.window;

import dev.sealbench.core.Customer;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.LabelPrint;
import dev.sealbench.core.ScanBack;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.StationException;
import dev.sealbench.ui.window.reprint.LabelledUnit;
import dev.sealbench.ui.window.reprint.ReprintStation;

/// The real station behind the reprint page. Safe for several threads.
final class ReprintAdapter implements ReprintStation {

    private final StationPeople people;

    ReprintAdapter(StationPeople people) {
        this.people = people;
    }

    @Override
    public LabelledUnit open(SerialNumber unit) throws StationException {
        var session = people.session();
        var history = session.units().history(unit.text());
        var record = history.unit();
        var customer = session.orders().customers().stream()
                .filter(each -> each.vid().equals(record.vid()))
                .map(Customer::name)
                .findFirst()
                .orElse("");
        var model = session.orders().list().stream()
                .filter(each -> each.order().number().equals(record.workOrder()))
                .map(each -> each.order().model())
                .findFirst()
                .orElse("");
        return new LabelledUnit(record.serial(), model, customer, history.prints());
    }

    @Override
    public byte[] preview(SerialNumber unit, LabelKind kind) throws StationException {
        return people.session().labels().previewReprint(unit.text(), kind);
    }

    @Override
    public LabelPrint print(SerialNumber unit, LabelKind kind, String reason, ScanBack scanBack)
            throws StationException {
        return people.session().labels().print(unit.text(), kind, reason, scanBack);
    }

    @Override
    public LabelPrint scanBack(SerialNumber unit, LabelKind kind, ScanBack scanBack) throws StationException {
        return people.session().labels().scanBack(unit.text(), kind, scanBack);
    }
}
