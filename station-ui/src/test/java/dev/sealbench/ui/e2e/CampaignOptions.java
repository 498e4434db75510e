package dev.sealbench.ui.e2e;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// What `scripts/campaign` was told.
///
/// @param length when no further point is begun
/// @param seed of the order and of the random offsets
/// @param list whether the points are only to be printed
/// @param only found in the names of the points that are wanted
record CampaignOptions(Duration length, long seed, boolean list, Pattern only) {

    static final String USAGE = "usage: scripts/campaign [--minutes N] [--seed S] [--list] [--only PATTERN]";

    private static final Duration NO_END = Duration.ofDays(7);
    private static final String NUMBER = "[0-9]{1,9}";

    /// Empty for wrong usage.
    static Optional<CampaignOptions> parse(String[] arguments) {
        var options = new CampaignOptions(NO_END, System.nanoTime() & Integer.MAX_VALUE, false, Pattern.compile(""));
        var words = List.of(arguments).iterator();
        while (words.hasNext()) {
            var name = words.next();
            if (name.equals("--list")) {
                options = new CampaignOptions(options.length, options.seed, true, options.only);
                continue;
            }
            if (!words.hasNext()) {
                return Optional.empty();
            }
            var changed = options.with(name, words.next());
            if (changed.isEmpty()) {
                return Optional.empty();
            }
            options = changed.get();
        }
        return Optional.of(options);
    }

    /// Whether a point of this name is wanted.
    boolean includes(String point) {
        return only.matcher(point).find();
    }

    private Optional<CampaignOptions> with(String name, String value) {
        if (name.equals("--only")) {
            return pattern(value).map(wanted -> new CampaignOptions(length, seed, list, wanted));
        }
        if (!value.matches(NUMBER)) {
            return Optional.empty();
        }
        long number = Long.parseLong(value);
        return switch (name) {
            case "--minutes" -> Optional.of(new CampaignOptions(Duration.ofMinutes(number), seed, list, only));
            case "--seed" -> Optional.of(new CampaignOptions(length, number, list, only));
            default -> Optional.empty();
        };
    }

    private static Optional<Pattern> pattern(String text) {
        try {
            return Optional.of(Pattern.compile(text));
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }
}
