package dev.sealbench.ui.window.people;

import dev.sealbench.core.Person;
import dev.sealbench.core.StationException;
import java.util.List;
import java.util.Optional;

/// What the page of people asks of the station, and nothing more. Every method may block; none is called on the FX
/// thread. Secrets stay the caller's to wipe. Safe for several threads.
public interface PeopleStation {

    /// Everybody, those who were disabled included.
    List<Person> people() throws StationException;

    /// Makes a change.
    ///
    /// @param second signs in beside the first for this one change
    /// @throws StationException with `SECOND_PERSON` when it takes two
    void change(PersonChange change, Optional<Second> second) throws StationException;

    /// Who confirms.
    record Second(String name, char[] secret) {}
}
