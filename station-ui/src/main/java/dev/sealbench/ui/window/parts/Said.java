package dev.sealbench.ui.window.parts;

import dev.sealbench.core.StationException;
import dev.sealbench.ui.window.WindowText;
import java.util.List;

/// What came of something that was done, in no language yet. Needs no toolkit; immutable.
public sealed interface Said {

    /// It was done.
    ///
    /// @param key of the sentence
    record Done(String key, List<Object> arguments) implements Said {

        /// Copies the list.
        public Done {
            arguments = List.copyOf(arguments);
        }
    }

    /// It was refused, or went wrong.
    record Refused(Exception why) implements Said {}

    static Said done(String key, Object... arguments) {
        return new Done(key, List.of(arguments));
    }

    /// The sentence, and what to do next.
    default Notice.Words words(WindowText text) {
        return switch (this) {
            case Done(var key, var arguments) -> new Notice.Words(true, text.get(key, arguments.toArray()));
            case Refused(var why) -> new Notice.Words(false, sentence(text, why));
        };
    }

    /// What went wrong in words for a person: what, about what, what to do.
    static String sentence(WindowText text, Exception why) {
        return why instanceof StationException e
                ? text.said(e)
                : text.get("parts.unexpected", text.said(String.valueOf(why.getMessage())));
    }
}
