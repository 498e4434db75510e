package dev.sealbench.ui.e2e;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What `scripts/campaign` was told.
///
/// @param length when no further point is begun
/// @param seed of the order and of the random offsets
/// @param list whether the points are only to be printed
/// @param only points whose names hold this text; empty for all
record CampaignOptions(Duration length, long seed, boolean list, String only) {

    static final String USAGE = "usage: scripts/campaign [--minutes N] [--seed S] [--list] [--only TEXT]";

    private static final Duration NO_END = Duration.ofDays(7);
    private static final String NUMBER = "[0-9]{1,9}";

    /// Empty for wrong usage.
    static Optional<CampaignOptions> parse(String[] arguments) {
        var options = new CampaignOptions(NO_END, System.nanoTime() & Integer.MAX_VALUE, false, "");
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
        return point.contains(only);
    }

    private Optional<CampaignOptions> with(String name, String value) {
        return switch (name) {
            case "--only" -> Optional.of(new CampaignOptions(length, seed, list, value));
            case "--minutes" ->
                value.matches(NUMBER)
                        ? Optional.of(new CampaignOptions(Duration.ofMinutes(Long.parseLong(value)), seed, list, only))
                        : Optional.empty();
            case "--seed" ->
                value.matches(NUMBER)
                        ? Optional.of(new CampaignOptions(length, Long.parseLong(value), list, only))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }
}
