package dev.sealbench.core.internal.journal;

import dev.sealbench.core.Digest;
import dev.sealbench.core.LabelKind;
import dev.sealbench.core.Octets;
import dev.sealbench.core.internal.journal.JournalEntry.Booked;
import dev.sealbench.core.internal.journal.JournalEntry.BurnDone;
import dev.sealbench.core.internal.journal.JournalEntry.ChipBound;
import dev.sealbench.core.internal.journal.JournalEntry.ConfirmIntended;
import dev.sealbench.core.internal.journal.JournalEntry.CredentialsSealed;
import dev.sealbench.core.internal.journal.JournalEntry.DeviceKeyIssued;
import dev.sealbench.core.internal.journal.JournalEntry.FinalReceipt;
import dev.sealbench.core.internal.journal.JournalEntry.LabelDone;
import dev.sealbench.core.internal.journal.JournalEntry.Measured;
import dev.sealbench.core.internal.journal.JournalEntry.ObjectCertified;
import dev.sealbench.core.internal.journal.JournalEntry.OrderAcknowledged;
import dev.sealbench.core.internal.journal.JournalEntry.OrderIntended;
import dev.sealbench.core.internal.journal.JournalEntry.Released;
import dev.sealbench.core.internal.journal.JournalEntry.RunClosed;
import dev.sealbench.core.internal.journal.JournalEntry.RunOpened;
import dev.sealbench.core.internal.journal.JournalEntry.TpmNames;
import dev.sealbench.core.internal.journal.JournalEntry.TrialDecided;
import dev.sealbench.core.internal.journal.JournalEntry.TrialReceipt;
import dev.sealbench.core.internal.journal.JournalEntry.Voided;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a unit's journal says, as the steps ask for it.
///
/// "Live" is what stands after the last [Voided]: the credentials in use and all that was made with them.
/// The bound
/// chip and the decisions about trials outlive a void. Where an entry may repeat, the last one counts.
///
/// Immutable.
public final class JournalState {

    private final List<Recorded> recorded;

    private final List<JournalEntry> all;

    private final List<JournalEntry> live;

    private JournalState(List<Recorded> recorded) {
        this.recorded = List.copyOf(recorded);
        this.all = recorded.stream().map(Recorded::entry).toList();
        int lastVoid = -1;
        for (int i = 0; i < all.size(); i++) {
            lastVoid = all.get(i) instanceof Voided ? i : lastVoid;
        }
        this.live = all.subList(lastVoid + 1, all.size());
    }

    /// The state that these entries, in the order of the file, amount to.
    static JournalState of(List<Recorded> recorded) {
        return new JournalState(recorded);
    }

    /// This state after one more entry.
    JournalState plus(Recorded next) {
        var longer = new ArrayList<>(recorded);
        longer.add(next);
        return new JournalState(longer);
    }

    /// What the first `entries` of the file amounted to.
    public JournalState after(int entries) {
        return new JournalState(recorded.subList(0, entries));
    }

    /// Every entry, in the order of the file.
    public List<Recorded> recorded() {
        return recorded;
    }

    /// The run that was opened last, if it was not closed: it is running, or was cut off.
    public Optional<RunOpened> openRun() {
        return last(all, RunOpened.class)
                .filter(run ->
                        all(RunClosed.class).noneMatch(closed -> closed.run().equals(run.run())));
    }

    /// The chip that belongs to this serial number.
    public Optional<ChipBound> chip() {
        return last(all, ChipBound.class);
    }

    /// The image that was last read back equal.
    public Optional<BurnDone> burned() {
        return last(live, BurnDone.class);
    }

    /// The credentials to use; while they stand here no others may be drawn.
    public Optional<CredentialsSealed> credentials() {
        return last(live, CredentialsSealed.class);
    }

    /// Whether sealed credentials stand here, live or void.
    public boolean holdsCredentials() {
        return all(CredentialsSealed.class).findAny().isPresent();
    }

    /// Whether these sealed credentials stand here, live or void.
    public boolean holdsCredentials(Octets sealed) {
        return all(CredentialsSealed.class)
                .anyMatch(each -> each.sealedSecrets().equals(sealed));
    }

    /// Whether sealed credentials stand here that nobody needs: void ones, or, when the unit is `over`, any.
    public boolean holdsSpentCredentials(boolean over) {
        return all(CredentialsSealed.class).count()
                > (over ? 0 : credentials().stream().count());
    }

    /// The device key and its certificate.
    public Optional<DeviceKeyIssued> deviceKey() {
        return last(live, DeviceKeyIssued.class);
    }

    /// What the TPM holds.
    public Optional<TpmNames> tpmNames() {
        return last(live, TpmNames.class);
    }

    /// The certifications of TPM objects, the last one of each handle.
    public Map<Long, ObjectCertified> certifications() {
        return live(ObjectCertified.class)
                .collect(Collectors.toUnmodifiableMap(ObjectCertified::handle, each -> each, (_, later) -> later));
    }

    /// The measurements, the last one of each name.
    public Map<String, String> measurements() {
        return live(Measured.class)
                .collect(Collectors.toUnmodifiableMap(Measured::name, Measured::value, (_, later) -> later));
    }

    /// Every order that may have been sent with the live credentials, oldest first. The charger says which
    /// one it
    /// executed.
    public List<OrderIntended> orders() {
        return live(OrderIntended.class).toList();
    }

    /// The order with this digest, if the live credentials went into it.
    public Optional<OrderIntended> order(Digest order) {
        return live(OrderIntended.class)
                .filter(each -> each.order().equals(order))
                .findFirst();
    }

    /// The order that the charger is known to have executed.
    public Optional<OrderAcknowledged> acknowledged() {
        return last(live, OrderAcknowledged.class);
    }

    /// The good receipt of the trial of this order.
    public Optional<TrialReceipt> trialReceipt(Digest order) {
        return lastMatching(live, TrialReceipt.class, receipt -> receipt.order().equals(order));
    }

    /// What was decided about this trial, live or not.
    public Optional<TrialDecided> decision(Octets trialId) {
        return lastMatching(
                all, TrialDecided.class, decided -> decided.trialId().equals(trialId));
    }

    /// Every decision that was ever intended, live or not, oldest first.
    public List<TrialDecided> decisions() {
        return all(TrialDecided.class).toList();
    }

    /// Whether some decision with the live credentials was to confirm.
    public boolean isConfirmIntended() {
        return live(ConfirmIntended.class).findAny().isPresent();
    }

    /// Whether this order was intended at some time, with credentials that are void by now.
    public boolean isVoidOrder(Digest order) {
        return order(order).isEmpty()
                && all(OrderIntended.class).anyMatch(each -> each.order().equals(order));
    }

    /// The last decision with the live credentials.
    public Optional<TrialDecided> decision() {
        return last(live, TrialDecided.class);
    }

    /// The good receipt of the locked charger.
    public Optional<FinalReceipt> finalReceipt() {
        return last(live, FinalReceipt.class);
    }

    /// Whether the books hold this unit's order and receipts.
    public boolean isBooked() {
        return last(live, Booked.class).isPresent();
    }

    /// Whether there is a final receipt that the books do not hold yet: to be booked as soon as they are back.
    public boolean isToBeBooked() {
        return finalReceipt().isPresent() && !isBooked();
    }

    /// Whether some print of this label was scanned back.
    public boolean isLabelDone(LabelKind kind) {
        return lastMatching(live, LabelDone.class, label -> label.kind() == kind)
                .isPresent();
    }

    public boolean isReleased() {
        return last(live, Released.class).isPresent();
    }

    private <E extends JournalEntry> Stream<E> live(Class<E> type) {
        return live.stream().filter(type::isInstance).map(type::cast);
    }

    private <E extends JournalEntry> Stream<E> all(Class<E> type) {
        return all.stream().filter(type::isInstance).map(type::cast);
    }

    private static <E extends JournalEntry> Optional<E> last(List<JournalEntry> entries, Class<E> type) {
        return lastMatching(entries, type, _ -> true);
    }

    private static <E extends JournalEntry> Optional<E> lastMatching(
            List<JournalEntry> entries, Class<E> type, Predicate<E> wanted) {
        return entries.reversed().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(wanted)
                .findFirst();
    }
}
