package dev.sealbench.ui.window.people;

import dev.sealbench.core.Person;
import dev.sealbench.core.Role;
import dev.sealbench.ui.window.WindowText;
import dev.sealbench.ui.window.people.PeopleModel.Side;
import dev.sealbench.ui.window.scan.ScanReading;
import dev.sealbench.ui.window.scan.ScanRule;
import dev.sealbench.ui.window.shell.Page;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.material2.Material2RoundMZ;

/// Everybody who may sign in, for the lead: added, given roles, secret and badge, disabled. Where the core wants two
/// persons, the second one signs in on the page. FX thread only.
public final class PeoplePage implements Page {

    private final PeopleModel model;
    private PeopleView view;

    public PeoplePage(PeopleStation station) {
        this.model = new PeopleModel(station);
    }

    PeopleModel model() {
        return model;
    }

    @Override
    public String id() {
        return "people";
    }

    @Override
    public Ikon icon() {
        return Material2RoundMZ.PEOPLE;
    }

    @Override
    public Set<Role> roles() {
        return Set.of(Role.LEAD);
    }

    /// Built anew for another person or language: what waited for a second person or a badge is forgotten.
    @Override
    public Node content(WindowText text) {
        if (view != null) {
            view.close();
        }
        if (model.side().get() == Side.SECOND || model.side().get() == Side.BADGE) {
            model.cancel();
        }
        view = new PeopleView(text, model);
        return view.node();
    }

    @Override
    public void shown() {
        model.refresh();
    }

    @Override
    public void hidden() {
        model.cancel();
    }

    @Override
    public boolean pressed(KeyCode key) {
        boolean back = key == KeyCode.ESCAPE && model.side().get() != Side.PERSON;
        if (back) {
            model.cancel();
        }
        return back;
    }

    @Override
    public ScanRule scanRule() {
        return model.side().get() == Side.BADGE ? ScanRule.BADGE : ScanRule.SERIAL;
    }

    /// A badge, while one is asked for. Its refusals are told there, too.
    @Override
    public boolean scanned(ScanReading scan) {
        if (model.side().get() != Side.BADGE) {
            return false;
        }
        switch (scan) {
            case ScanReading.Code(var badge) ->
                model.chosen()
                        .map(Person::name)
                        .ifPresentOrElse(
                                name -> model.make(new PersonChange.SetBadge(name, badge)), () -> ScanRule.wipe(badge));
            case ScanReading.Refused(var why) -> view.refuseScan(why);
            case ScanReading.Serial _, ScanReading.Slot _ -> {} // a badge is never read as one
        }
        return true;
    }
}
