package dev.sealbench.ui.window.releases;

import dev.sealbench.core.release.ReleaseCheck;
import dev.sealbench.ui.window.parts.Said;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// The checks of one release, as far as they are. Immutable.
///
/// @param of what is being checked: a folder's name or a version
/// @param passed in the order of [ReleaseCheck]
/// @param end what came of it; empty while it goes on
record CheckRun(String of, Set<ReleaseCheck> passed, Optional<Said> end) {

    /// How one check stands. The words are `releases.stands.NAME`.
    enum Stand {
        PASSED,
        NOW,
        FAILED,
        /// Not reached.
        NOT_YET
    }

    static CheckRun begun(String of) {
        return new CheckRun(of, Set.of(), Optional.empty());
    }

    CheckRun with(ReleaseCheck check) {
        var more = EnumSet.of(check);
        more.addAll(passed);
        return new CheckRun(of, more, end);
    }

    CheckRun ended(Said said) {
        return new CheckRun(of, passed, Optional.of(said));
    }

    boolean isOver() {
        return end.isPresent();
    }

    /// The first that did not pass is the one in work, or the one that failed.
    Stand stand(ReleaseCheck check) {
        if (passed.contains(check)) {
            return Stand.PASSED;
        }
        boolean first = check.ordinal() == passed.size();
        if (!first) {
            return Stand.NOT_YET;
        }
        return isOver() ? Stand.FAILED : Stand.NOW;
    }
}
