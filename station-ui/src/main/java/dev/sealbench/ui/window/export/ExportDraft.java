package dev.sealbench.ui.window.export;

import dev.sealbench.core.Customer;
import dev.sealbench.core.ExportRange;
import dev.sealbench.core.Period;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// What a person chose so far. Immutable.
///
/// @param serials as typed
/// @param folder as typed; the export becomes a new folder in it
record ExportDraft(
        Subject subject,
        Optional<String> workOrder,
        Optional<Customer> customer,
        LocalDate from,
        LocalDate to,
        String serials,
        String folder) {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd-HHmmss");

    static ExportDraft begin(LocalDate today, String folder) {
        return new ExportDraft(
                Subject.WORK_ORDER, Optional.empty(), Optional.empty(), today.withDayOfMonth(1), today, "", folder);
    }

    ExportDraft with(Subject other) {
        return new ExportDraft(other, workOrder, customer, from, to, serials, folder);
    }

    ExportDraft withOrder(String number) {
        return new ExportDraft(subject, Optional.of(number), customer, from, to, serials, folder);
    }

    ExportDraft withCustomer(Customer whose) {
        return new ExportDraft(subject, workOrder, Optional.of(whose), from, to, serials, folder);
    }

    ExportDraft with(LocalDate first, LocalDate last) {
        return new ExportDraft(subject, workOrder, customer, first, last, serials, folder);
    }

    ExportDraft withSerials(String typed) {
        return new ExportDraft(subject, workOrder, customer, from, to, typed, folder);
    }

    ExportDraft withFolder(String typed) {
        return new ExportDraft(subject, workOrder, customer, from, to, serials, typed);
    }

    /// Which units, if that is complete.
    Optional<ExportRange> range(ZoneId zone) {
        return switch (subject) {
            case WORK_ORDER -> workOrder.map(ExportRange.OfWorkOrder::new);
            case CUSTOMER -> customer.map(whose -> new ExportRange.OfCustomer(whose.vid()));
            case DAYS ->
                to.isBefore(from)
                        ? Optional.empty()
                        : Optional.of(new ExportRange.ScannedIn(new Period(
                                from.atStartOfDay(zone).toInstant(),
                                to.plusDays(1).atStartOfDay(zone).toInstant())));
            case SERIALS -> {
                var list = SerialList.of(serials);
                yield list.wrongLine().isPresent() || list.serials().isEmpty() || list.isTooLong()
                        ? Optional.empty()
                        : Optional.of(new ExportRange.These(list.serials()));
            }
            case ALL -> Optional.of(new ExportRange.All());
        };
    }

    /// The folder of the computer, if it can be one: from the root on, so that nobody has to guess where it is.
    Optional<Path> place() {
        try {
            return Optional.of(Path.of(folder.strip())).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /// The new folder's name: what it is about, and when.
    String name(LocalDateTime at) {
        var about = switch (subject) {
            case WORK_ORDER -> workOrder.orElse("");
            case CUSTOMER -> customer.map(Customer::domain).orElse("");
            case DAYS -> from + "-to-" + to;
            case SERIALS -> "units";
            case ALL -> "all";
        };
        return "sealbench-%s-%s".formatted(about.replaceAll("[^A-Za-z0-9._-]+", "-"), STAMP.format(at));
    }
}
