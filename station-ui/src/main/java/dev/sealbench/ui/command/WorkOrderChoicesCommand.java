package dev.sealbench.ui.command;

import dev.sealbench.core.Session;
import dev.sealbench.core.StationException;
import dev.sealbench.core.WorkOrderChoices.OfCustomer;
import dev.sealbench.core.WorkOrderChoices.OfDeviceClass;
import java.util.Map;
import java.util.StringJoiner;
import picocli.CommandLine.Command;

/// `work-order choices`: what a work order can be opened for.
@Command(
        name = "choices",
        description = "List customers, their device classes, and the releases that fit and are not blocked.")
final class WorkOrderChoicesCommand extends SessionCommand {

    @Override
    int work(Session session) throws StationException {
        return list(
                session.orders().choices().customers(), WorkOrderChoicesCommand::asMap, WorkOrderChoicesCommand::lines);
    }

    private static String lines(OfCustomer choice) {
        var lines = new StringJoiner(System.lineSeparator());
        lines.add("%s  %s".formatted(choice.customer().vid(), choice.customer().name()));
        for (var deviceClass : choice.deviceClasses()) {
            var lock = deviceClass.lock();
            lines.add("  %s  %s/%d, until %s"
                    .formatted(lock.cid(), lock.model(), lock.hardwareRevision(), lock.notAfter()));
            deviceClass.releases().forEach(each -> lines.add("    %s  %s".formatted(each.image(), each.version())));
        }
        return lines.toString();
    }

    private static Map<String, Object> asMap(OfCustomer choice) {
        return Json.map(
                "vid", choice.customer().vid().toString(),
                "name", choice.customer().name(),
                "deviceClasses",
                        choice.deviceClasses().stream()
                                .map(WorkOrderChoicesCommand::asMap)
                                .toList());
    }

    private static Map<String, Object> asMap(OfDeviceClass choice) {
        var lock = choice.lock();
        return Json.map(
                "cid", lock.cid().toString(),
                "model", lock.model(),
                "hardwareRevision", lock.hardwareRevision(),
                "notAfter", lock.notAfter().toString(),
                "releases",
                        choice.releases().stream()
                                .map(each -> Json.map("image", each.image().hex(), "version", each.version()))
                                .toList());
    }
}
