package dev.sealbench.core;

import dev.sealbench.core.internal.log.NoteRefused;
import dev.sealbench.core.internal.log.WitnessKey;

/// Who cosigns the checkpoints of the station's log.
///
/// @param folder that both can reach
/// @param key the witness's verifier key, as `sealbench audit witness` prints it
public record WitnessConfig(String folder, String key) {

    /// @throws IllegalArgumentException when one is missing, or the key is none
    public WitnessConfig {
        if (folder == null || folder.isBlank() || key == null) {
            throw new IllegalArgumentException("a witness has a folder and a key");
        }
        try {
            WitnessKey.parse(key);
        } catch (NoteRefused e) {
            throw new IllegalArgumentException("the witness's key cannot be read: " + e.getMessage(), e);
        }
    }
}
