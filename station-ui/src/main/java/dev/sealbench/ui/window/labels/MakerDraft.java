package dev.sealbench.ui.window.labels;

import dev.sealbench.core.StationConfig;
import java.util.List;

/// What labels say of the maker while it is being changed. Immutable.
///
/// @param ratings a line each, `name: value`
record MakerDraft(String name, String address, String contact, String policy, String ratings) {

    /// What is entered for it. The captions are `labels.maker.NAME`.
    enum Field {
        NAME,
        ADDRESS,
        CONTACT,
        POLICY,
        RATINGS
    }

    static MakerDraft of(StationConfig.Maker maker) {
        return new MakerDraft(
                maker.name(), maker.address(), maker.contact(), maker.policyUrl(), String.join("\n", maker.ratings()));
    }

    StationConfig.Maker maker() {
        List<String> lines = ratings.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        return new StationConfig.Maker(name.strip(), address.strip(), contact.strip(), policy.strip(), lines);
    }

    String text(Field field) {
        return switch (field) {
            case NAME -> name;
            case ADDRESS -> address;
            case CONTACT -> contact;
            case POLICY -> policy;
            case RATINGS -> ratings;
        };
    }

    MakerDraft with(Field field, String typed) {
        return switch (field) {
            case NAME -> new MakerDraft(typed, address, contact, policy, ratings);
            case ADDRESS -> new MakerDraft(name, typed, contact, policy, ratings);
            case CONTACT -> new MakerDraft(name, address, typed, policy, ratings);
            case POLICY -> new MakerDraft(name, address, contact, typed, ratings);
            case RATINGS -> new MakerDraft(name, address, contact, policy, typed);
        };
    }
}
