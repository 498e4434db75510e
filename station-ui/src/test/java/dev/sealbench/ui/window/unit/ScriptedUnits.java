package dev.sealbench.ui.window.unit;

import static dev.sealbench.ui.window.Units.unit;

import dev.sealbench.core.ChipId;
import dev.sealbench.core.Digest;
import dev.sealbench.core.EventRecord;
import dev.sealbench.core.Fault;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.LabelPrint;
import dev.sealbench.core.Permission;
import dev.sealbench.core.RunRecord;
import dev.sealbench.core.RunResult;
import dev.sealbench.core.SerialNumber;
import dev.sealbench.core.StationException;
import dev.sealbench.core.UnitHistory;
import dev.sealbench.core.UnitPapers;
import dev.sealbench.core.UnitProof;
import dev.sealbench.core.UnitProof.Check;
import dev.sealbench.core.UnitProof.Result;
import dev.sealbench.core.UnitProof.Subject;
import dev.sealbench.core.UnitRecord;
import dev.sealbench.core.UnitState;
import dev.sealbench.core.UnitStateChange;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Books with a few units, of which the first has a long history. Keeps what was decided.
public final class ScriptedUnits implements UnitStation {

    static final Instant MORNING = Instant.parse("2026-11-23T08:12:04Z");
    private static final UUID VID = UUID.fromString("2f1d3c52-8a57-5d2c-9a0c-0d8c5a0b7f11");
    private static final String STATION = "line-2-station-1";
    private static final String OLGA = "p-01";
    private static final String LENA = "p-02";
    private static final String QUINN = "p-03";

    private final List<String> decided = new CopyOnWriteArrayList<>();
    private volatile Set<Permission> allowed = EnumSet.allOf(Permission.class);
    private volatile List<UnitRecord> units;
    private volatile Optional<Fault> refusal = Optional.empty();
    private volatile Set<Subject> wrong = Set.of();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    public ScriptedUnits() {
        units = IntStream.rangeClosed(1, 7)
                .mapToObj(n -> record(
                        unit(n),
                        List.of(
                                        UnitState.LABELLED,
                                        UnitState.RELEASED,
                                        UnitState.QUARANTINED,
                                        UnitState.ORDERED,
                                        UnitState.SCRAPPED,
                                        UnitState.REVERTED,
                                        UnitState.RELEASED)
                                .get(n - 1)))
                .toList();
    }

    /// Nobody was ever here.
    ScriptedUnits empty() {
        units = List.of();
        return this;
    }

    ScriptedUnits allowing(Permission... only) {
        allowed = Set.of(only);
        return this;
    }

    /// Whatever is asked from now on is refused so.
    ScriptedUnits refusing(Fault fault) {
        refusal = Optional.of(fault);
        return this;
    }

    ScriptedUnits answering() {
        refusal = Optional.empty();
        return this;
    }

    /// The check finds these wrong.
    ScriptedUnits forged(Subject... subjects) {
        wrong = Set.of(subjects);
        return this;
    }

    /// Answers wait until [#goOn].
    ScriptedUnits slow() {
        gate = new CountDownLatch(1);
        return this;
    }

    void goOn() {
        gate.countDown();
    }

    List<String> decided() {
        return decided;
    }

    @Override
    public boolean may(Permission permission) {
        return allowed.contains(permission);
    }

    @Override
    public List<UnitRecord> search(String part, int limit) throws StationException {
        answer();
        return units.stream()
                .filter(unit -> unit.serial().text().contains(part.replace("-", "")))
                .limit(limit)
                .toList();
    }

    @Override
    public UnitFile open(SerialNumber unit) throws StationException {
        answer();
        var record = units.stream()
                .filter(each -> each.serial().equals(unit))
                .findFirst()
                .orElseThrow(() -> new StationException(Fault.NOT_ON_THIS_STATION, unit.text()));
        boolean finished = record.state() != UnitState.ORDERED && record.state() != UnitState.REVERTED;
        return new UnitFile(
                history(record),
                finished ? papers() : new UnitPapers(List.of(), Optional.empty()),
                "Stadtwerke Königsbrück Ladeinfrastruktur GmbH",
                "CP4-22kW",
                Map.of(OLGA, "Olga Petersen", LENA, "Lena van den Berg", QUINN, "Quinn de Vries"));
    }

    @Override
    public UnitProof verify(SerialNumber unit) throws StationException {
        answer();
        return new UnitProof(Stream.of(Subject.values())
                .map(subject -> new Check(
                        subject,
                        wrong.contains(subject)
                                ? Result.FAILED
                                : subject == Subject.PCRS ? Result.NOT_CHECKED : Result.PASSED))
                .toList());
    }

    @Override
    public void decide(SerialNumber unit, Decision decision, String reason) throws StationException {
        answer();
        decided.add(decision + " " + unit + " " + reason);
        units = units.stream()
                .map(each -> each.serial().equals(unit)
                        ? record(
                                unit,
                                switch (decision) {
                                    case QUARANTINE -> UnitState.QUARANTINED;
                                    case LIFT -> UnitState.LABELLED;
                                    case SCRAP -> UnitState.SCRAPPED;
                                })
                        : each)
                .toList();
    }

    private void answer() throws StationException {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (refusal.isPresent()) {
            throw new StationException(refusal.get(), "");
        }
    }

    private static UnitRecord record(SerialNumber serial, UnitState state) {
        var chip = new ChipId("000b" + "5c".repeat(32));
        return new UnitRecord(serial, "WO-2026-0147", VID, state, Optional.of(chip), MORNING, MORNING.plusSeconds(971));
    }

    private static UnitHistory history(UnitRecord unit) {
        var states = new ArrayList<UnitStateChange>();
        add(states, UnitState.SCANNED, 1, "");
        add(states, UnitState.IDENTIFIED, 4, "");
        add(states, UnitState.BURNED, 41, "");
        add(states, UnitState.KEYED, 603, "");
        add(states, UnitState.ORDERED, 606, "");
        if (unit.state() != UnitState.ORDERED) {
            add(states, UnitState.ATTESTED, 617, "");
            add(states, UnitState.LOCKED, 628, "");
            add(states, UnitState.RECORDED, 629, "");
            add(states, UnitState.LABELLED, 668, "");
            add(states, UnitState.QUARANTINED, 700, "scratch on the front cover, waits for a new one");
            add(states, UnitState.LABELLED, 940, "cover replaced");
        }
        if (states.getLast().state() != unit.state()) {
            add(states, unit.state(), 971, unit.state().isOnTheWay() ? "" : "housing is cracked, seen at packing");
        }
        var runs = List.of(
                run(unit, 0, 58, RunResult.STATION_FAULTED, Fault.PORT_GONE, 2),
                run(unit, 590, 669, RunResult.PASSED, null, 3));
        return new UnitHistory(unit, states, runs, List.<EventRecord>of(), prints(unit), List.of());
    }

    private static void add(List<UnitStateChange> states, UnitState state, int seconds, String reason) {
        var person = reason.isEmpty() ? OLGA : LENA;
        states.add(
                new UnitStateChange(states.size() + 1, state, MORNING.plusSeconds(seconds), person, STATION, reason));
    }

    private static RunRecord run(UnitRecord unit, int from, int to, RunResult result, Fault fault, int slot) {
        var end = new RunRecord.RunEnd(
                MORNING.plus(Duration.ofSeconds(to)),
                result,
                fault == null ? UnitState.LABELLED : UnitState.BURNED,
                fault == null ? 0 : fault.code(),
                fault == null ? "" : fault.text() + ": /dev/serial/by-id/usb-cp4-0147 is not there any more");
        return new RunRecord(
                new UUID(7, from),
                unit.serial(),
                STATION,
                slot,
                OLGA,
                "sealbench 0.1.0",
                MORNING.plusSeconds(from),
                Optional.of(end));
    }

    static List<LabelPrint> prints(UnitRecord unit) {
        var at = MORNING.plusSeconds(640);
        return List.of(
                print(unit, LabelKind.PLATE, 1, at, "", true, false),
                print(unit, LabelKind.ACCESS, 1, at, "", true, true),
                print(unit, LabelKind.ACCESS, 2, at.plusSeconds(320), "smudged", true, false),
                print(unit, LabelKind.RECOVERY, 1, at, "", false, false));
    }

    private static LabelPrint print(
            UnitRecord unit, LabelKind kind, int copy, Instant at, String reason, boolean scanned, boolean isVoid) {
        return new LabelPrint(
                unit.serial(),
                kind,
                copy,
                at,
                copy == 1 ? OLGA : QUINN,
                STATION,
                reason,
                scanned ? Optional.of(at.plusSeconds(9)) : Optional.empty(),
                isVoid ? Optional.of(at.plusSeconds(320)) : Optional.empty());
    }

    private static UnitPapers papers() {
        var papers = new ArrayList<UnitPapers.Paper>();
        for (var kind : UnitPapers.Kind.values()) {
            if (kind != UnitPapers.Kind.REVERT) {
                papers.add(new UnitPapers.Paper(kind, digest(kind.name()), 900 + 217 * kind.ordinal()));
            }
        }
        return new UnitPapers(
                papers,
                Optional.of(new UnitPapers.ReceiptContent(
                        "2.4.1+318",
                        digest("image"),
                        4,
                        "Stadtwerke Königsbrück Ladeinfrastruktur GmbH",
                        "CP4-22kW",
                        true,
                        true,
                        digest("order"),
                        STATION,
                        LocalDate.of(2026, 11, 23),
                        LocalDate.of(2029, 11, 30),
                        LocalDate.of(2031, 11, 30))));
    }

    private static Digest digest(String of) {
        return Digest.sha256(of.getBytes(StandardCharsets.UTF_8));
    }
}
