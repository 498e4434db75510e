package dev.sealbench.core.internal.print;

import java.util.Optional;
import java.util.regex.Pattern;

/// What a printer answers to `~HS`: three lines of numbers (ZPL II Programming Guide, "~HS Host Status Return").
///
/// Some firmware does not answer at all while paper or ribbon is out or the head is open: silence is never "ready".
///
/// Immutable.
///
/// @param problem what a person has to mend, `is out of paper`; empty when the printer would print
/// @param formats labels in its receive buffer, a half received one included
/// @param remaining labels of the running batch that are not out yet
record HostStatus(Optional<String> problem, int formats, int remaining) {

    private static final Pattern FIRST =
            Pattern.compile("\\d{3},([01]),([01]),\\d{4},(\\d{3}),([01]),([01]),([01]),\\d{3},([01]),([01]),([01])");
    private static final Pattern SECOND =
            Pattern.compile("\\d{3},[01],([01]),([01]),[01],[0-9A-Z],[0-9],([01]),(\\d{8}),[01],\\d{3}");
    private static final Pattern THIRD = Pattern.compile("[0-9A-Za-z]{0,4},[01]");

    /// @param lines without STX, ETX and line ends
    /// @return nothing when this is no host status
    static Optional<HostStatus> parse(String first, String second, String third) {
        var one = FIRST.matcher(first);
        var two = SECOND.matcher(second);
        if (!one.matches() || !two.matches() || !THIRD.matcher(third).matches()) {
            return Optional.empty();
        }
        int partial = Integer.parseInt(one.group(6));
        var problem = first(
                flag(two.group(1), "has its print head open: close it"),
                flag(one.group(1), "is out of paper: load labels"),
                flag(two.group(2), "is out of ribbon: load one"),
                flag(one.group(2), "is paused: press its pause key"),
                flag(one.group(4), "has its buffer full: switch it off and on"),
                flag(one.group(5), "is in its diagnostic mode: switch it off and on"),
                flag(one.group(7), "lost its settings: call maintenance"),
                flag(one.group(8), "is too cold: wait"),
                flag(one.group(9), "is too hot: wait"),
                flag(two.group(3), "holds a label that nobody has taken: take it"));
        return Optional.of(
                new HostStatus(problem, Integer.parseInt(one.group(3)) + partial, Integer.parseInt(two.group(4))));
    }

    /// Whether nothing is left to print.
    boolean isIdle() {
        return formats == 0 && remaining == 0;
    }

    private static Optional<String> flag(String flag, String text) {
        return flag.equals("1") ? Optional.of(text) : Optional.empty();
    }

    @SafeVarargs
    private static Optional<String> first(Optional<String>... problems) {
        for (var problem : problems) {
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }
}
