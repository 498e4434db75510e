package dev.sealbench.ui.window.releases;

import dev.sealbench.core.FirmwareRelease;
import dev.sealbench.core.StationException;
import dev.sealbench.core.release.ReleaseCheck;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// What the page of releases asks of the station, and nothing more. Every method may block; none is called on the FX
/// thread. Safe for several threads.
public interface ReleasesStation {

    /// All releases, oldest first.
    List<ListedRelease> releases() throws StationException;

    /// Verifies what lies in a folder and takes it in.
    ///
    /// @param passed told of each check as it passes, on the caller's thread
    FirmwareRelease importFrom(Path folder, Consumer<ReleaseCheck> passed) throws StationException;

    /// Verifies the station's own copy again.
    ///
    /// @param passed told of each check as it passes, on the caller's thread
    void verify(FirmwareRelease release, Consumer<ReleaseCheck> passed) throws StationException;

    /// Puts it on the block list, from which nothing leads back.
    ///
    /// @param reason 1 to 256 characters
    void block(FirmwareRelease release, String reason) throws StationException;
}
