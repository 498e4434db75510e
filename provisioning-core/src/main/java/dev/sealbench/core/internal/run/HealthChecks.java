package dev.sealbench.core.internal.run;

import dev.sealbench.core.CustomerLock;
import dev.sealbench.core.Digest;
import dev.sealbench.core.EventRecord;
import dev.sealbench.core.FirmwareRelease;
import dev.sealbench.core.HealthFinding;
import dev.sealbench.core.HealthFinding.Area;
import dev.sealbench.core.SlotAnswer;
import dev.sealbench.core.Slots;
import dev.sealbench.core.StationConfig;
import dev.sealbench.core.StationHome;
import dev.sealbench.core.internal.books.Books;
import dev.sealbench.core.internal.books.BooksException;
import dev.sealbench.core.internal.document.DocumentException;
import dev.sealbench.core.internal.document.DocumentType;
import dev.sealbench.core.internal.document.Envelopes;
import dev.sealbench.core.internal.document.Statements;
import dev.sealbench.core.internal.trust.VendorRoot;
import dev.sealbench.core.release.Release;
import dev.sealbench.core.release.ReleaseRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What is looked at on a station, whether it is open or not. Changes nothing.
public final class HealthChecks {

    /// Papers that end within this are named, so that there is time to get new ones.
    static final int NOTICE_DAYS = 30;

    /// Nothing of this program was made before: a clock that says so was never set.
    private static final LocalDate PROGRAM_MADE = LocalDate.of(2026, 11, 1);

    private static final long MIN_FREE_MIB = 512;
    private static final long LOW_FREE_MIB = 2048;

    private final StationHome home;
    private final Books books;
    private final Clock clock;

    public HealthChecks(StationHome home, Books books, Clock clock) {
        this.home = home;
        this.books = books;
        this.clock = clock;
    }

    /// Disk, clock and the station's own papers: needs neither vault nor books.
    public static List<HealthFinding> home(StationHome home, Clock clock) {
        var findings = new ArrayList<HealthFinding>();
        findings.add(space(home));
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (today.isBefore(PROGRAM_MADE)) {
            findings.add(HealthFinding.wrong(
                    Area.CLOCK, "the clock says " + today + ", before this program was made", "set the clock"));
        }
        findings.add(statement(home, today));
        findings.add(deviceCa(home, today));
        return findings;
    }

    private static HealthFinding space(StationHome home) {
        try {
            long free = Files.getFileStore(home.directory()).getUsableSpace() >> 20;
            var what = "free disk space is %,d MiB".formatted(free);
            if (free >= LOW_FREE_MIB) {
                return HealthFinding.good(Area.DISK, what);
            }
            var mend = "free at least %,d MiB".formatted(LOW_FREE_MIB);
            return free >= MIN_FREE_MIB
                    ? HealthFinding.warning(Area.DISK, what, mend)
                    : HealthFinding.wrong(Area.DISK, what, mend);
        } catch (IOException e) {
            return HealthFinding.wrong(Area.HOME, "the home cannot be read: " + e.getMessage(), "check --home");
        }
    }

    private static HealthFinding statement(StationHome home, LocalDate today) {
        var mend = "have the vendor enrol this station again";
        try {
            var envelope = Envelopes.parse(DocumentType.STATION_STATEMENT, Files.readAllBytes(home.stationStatement()));
            var station = Statements.openStation(
                    envelope, VendorRoot.read(home.vendorRoot()).publicKey());
            var validity = station.validity();
            return paper("the station's statement", validity.notBefore(), validity.notAfter(), new When(today, mend));
        } catch (DocumentException e) {
            return HealthFinding.wrong(Area.PAPERS, String.valueOf(e.getMessage()), mend);
        } catch (IOException | IllegalArgumentException e) {
            return HealthFinding.wrong(
                    Area.PAPERS, "the station's statement or the vendor root's key cannot be read", mend);
        }
    }

    private static HealthFinding deviceCa(StationHome home, LocalDate today) {
        var mend = "have the vendor certify the device CA again";
        try (var in = Files.newInputStream(home.deviceCa())) {
            var certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            return paper(
                    "the device CA's certificate",
                    LocalDate.ofInstant(certificate.getNotBefore().toInstant(), ZoneOffset.UTC),
                    LocalDate.ofInstant(certificate.getNotAfter().toInstant(), ZoneOffset.UTC),
                    new When(today, mend));
        } catch (IOException | CertificateException e) {
            return HealthFinding.wrong(Area.PAPERS, "the device CA's certificate cannot be read", mend);
        }
    }

    /// The day it is, and what to do about a paper that does not hold on it.
    private record When(LocalDate today, String mend) {}

    private static HealthFinding paper(String what, LocalDate first, LocalDate last, When when) {
        if (when.today().isBefore(first)) {
            return HealthFinding.wrong(Area.PAPERS, what + " holds from " + first + " only", "check the clock");
        }
        if (when.today().isAfter(last)) {
            return HealthFinding.wrong(Area.PAPERS, what + " ended on " + last, when.mend());
        }
        if (ChronoUnit.DAYS.between(when.today(), last) < NOTICE_DAYS) {
            return HealthFinding.warning(Area.PAPERS, what + " ends on " + last, when.mend());
        }
        return HealthFinding.good(Area.PAPERS, what + " holds until " + last);
    }

    /// Who is there on these slots. Opens their ports for a moment; leaves out those where a run is or begins.
    public static List<HealthFinding> slots(StationConfig config, Set<Integer> asked) {
        var findings = new ArrayList<HealthFinding>();
        config.slots().forEach((slot, address) -> {
            if (asked.contains(slot)) {
                Slots.ask(slot, address).map(HealthChecks::slot).ifPresent(findings::add);
            }
        });
        return findings;
    }

    private static HealthFinding slot(SlotAnswer answer) {
        var what = "slot %d at %s: %s".formatted(answer.slot(), answer.address(), answer.sentence());
        return answer.answers()
                ? HealthFinding.good(Area.SLOT, what)
                : HealthFinding.warning(
                        Area.SLOT, what, "connect and power a charger, or take the slot out of station.json");
    }

    /// Whether somebody could listen to what goes to the database's server.
    public static Optional<HealthFinding> line(StationConfig config) {
        var database = config.database();
        if (database == null || database.hasProtectedLine()) {
            return Optional.empty();
        }
        return Optional.of(HealthFinding.warning(
                Area.DATABASE,
                "the line to the database server can be read and changed by others",
                "put sslmode=verify-full into the database's url"));
    }

    /// Whether the books answer, whether the clock fits them, what they say of customers and releases.
    public List<HealthFinding> books() {
        var findings = new ArrayList<HealthFinding>();
        try {
            var last = books.events().last();
            findings.add(HealthFinding.good(
                    Area.DATABASE,
                    last.map(event -> "the books answer; last event " + event.sequence() + " at " + event.at())
                            .orElse("the books answer; they have no event yet")));
            findings.add(HealthFinding.good(Area.DATABASE, "the books are kept by " + books.keeper()));
            var now = clock.instant();
            boolean wentBack = isBehind(now, last);
            findings.add(
                    wentBack
                            ? HealthFinding.wrong(
                                    Area.CLOCK,
                                    "the clock went back: it says %s, the last event was at %s"
                                            .formatted(now, last.get().at()),
                                    "set the clock; it is compared with the books, a time server is not asked")
                            : HealthFinding.good(Area.CLOCK, "the clock says " + now.truncatedTo(ChronoUnit.SECONDS)));
            papers(findings, LocalDate.ofInstant(now, ZoneOffset.UTC));
            releases(findings);
        } catch (BooksException e) {
            findings.add(HealthFinding.wrong(
                    Area.DATABASE, String.valueOf(e.getMessage()), "free disk space or start the database"));
        }
        return findings;
    }

    /// Whether the clock is behind the last event in the books.
    public static boolean isBehind(Instant now, Optional<EventRecord> last) {
        return last.isPresent() && now.isBefore(last.get().at().minus(CLOCK_TOLERANCE));
    }

    /// As much as the books let a time service set the clock back.
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

    private void papers(List<HealthFinding> findings, LocalDate today) throws BooksException {
        for (var customer : books.customers().list()) {
            for (CustomerLock lock : books.customers().locks(customer.vid())) {
                findings.add(paper(
                        "the statement of %s for %s/%d"
                                .formatted(customer.name(), lock.model(), lock.hardwareRevision()),
                        lock.notBefore(),
                        lock.notAfter(),
                        new When(today, "import the customer's new statement")));
            }
        }
    }

    private void releases(List<HealthFinding> findings) throws BooksException {
        int sound = 0;
        for (var release : books.releases().list()) {
            if (books.releases().blocked(release.image()).isPresent()) {
                continue;
            }
            if (isSound(home.release(release.image()), release)) {
                sound++;
            } else {
                findings.add(HealthFinding.wrong(
                        Area.RELEASE,
                        "the files of release %s (%s) are missing or damaged"
                                .formatted(release.version(), release.image()),
                        "delete their folder and import the release again, or block it"));
            }
        }
        findings.add(HealthFinding.good(Area.RELEASE, sound + " firmware releases are as they were imported"));
    }

    private static boolean isSound(Path folder, FirmwareRelease release) {
        try {
            var files = Release.read(folder);
            return Digest.of(files.imageFileSha256()).equals(release.file())
                    && Digest.sha256(files.sbom()).equals(release.sbom());
        } catch (ReleaseRefusedException e) {
            return false;
        }
    }
}
