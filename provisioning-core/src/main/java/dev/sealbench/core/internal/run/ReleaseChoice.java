package dev.sealbench.core.internal.run;

import dev.sealbench.core.Fault;
import dev.sealbench.core.FirmwareRelease;
import dev.sealbench.core.StationException;
import dev.sealbench.core.StepFailure;
import java.util.List;

/// The release that a person named for a unit, verified again.
///
/// @param image the whole image file
record ReleaseChoice(FirmwareRelease release, byte[] image) {

    /// A release may be named by the beginning of its image digest, of at least this many digits.
    private static final int LEAST_DIGITS = 8;

    /// @param named a version, or an image digest or its beginning
    /// @throws StationException when there is none or more than one, or when it is not for this unit
    static ReleaseChoice of(Bench bench, BookedUnit unit, String named) throws StationException {
        var release = find(Desks.ask(() -> bench.books().releases().list()), unit, named);
        if (!isFor(unit, release)) {
            throw new StationException(Fault.RELEASE_OF_OTHER, named);
        }
        var blocked = Desks.ask(() -> bench.books().releases().blocked(release.image()));
        if (blocked.isPresent()) {
            throw new StationException(Fault.RELEASE_BLOCKED, blocked.get());
        }
        return new ReleaseChoice(release, image(bench, release));
    }

    @Override
    public String toString() {
        return "ReleaseChoice[" + release.version() + "]";
    }

    private static FirmwareRelease find(List<FirmwareRelease> all, BookedUnit unit, String named)
            throws StationException {
        var fitting = all.stream().filter(each -> isNamed(each, named)).toList();
        // two customers may use the same version
        var own = fitting.stream().filter(each -> isFor(unit, each)).toList();
        var candidates = own.isEmpty() ? fitting : own;
        if (candidates.isEmpty()) {
            throw new StationException(Fault.RELEASE_UNKNOWN, named);
        }
        if (own.size() > 1) {
            throw new StationException(
                    Fault.RELEASE_UNKNOWN, "%d have the name %s: give the image digest".formatted(own.size(), named));
        }
        return candidates.getFirst();
    }

    private static boolean isNamed(FirmwareRelease release, String named) {
        return release.version().equals(named)
                || named.length() >= LEAST_DIGITS && release.image().hex().startsWith(named);
    }

    private static boolean isFor(BookedUnit unit, FirmwareRelease release) {
        return release.vid().equals(unit.workOrder().vid())
                && release.cid().equals(unit.workOrder().cid());
    }

    private static byte[] image(Bench bench, FirmwareRelease release) throws StationException {
        var lock = Desks.ask(() -> bench.books().customers().lock(release.vid(), release.cid()))
                .orElseThrow(() -> new StationException(Fault.CUSTOMER_STATEMENT, "there is none"));
        try {
            return ScanStep.image(bench, release.image(), lock.statement().toBytes());
        } catch (StepFailure e) {
            throw new StationException(e.fault(), e.detail(), e);
        }
    }
}
