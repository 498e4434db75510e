package dev.sealbench.ui.command;

import dev.sealbench.core.FirmwareRelease;
import dev.sealbench.core.StationException;
import dev.sealbench.core.WorkOrderChoices.OfCustomer;
import dev.sealbench.core.WorkOrderChoices.OfDeviceClass;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `work-order choices`: what a work order can be opened for.
@Command(
        name = "choices",
        description = "List customers, their device classes, and the releases that fit and are not blocked.")
final class WorkOrderChoicesCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws StationException {
        var home = HomeOptions.of(spec);
        var out = spec.commandLine().getOut();
        try (var station = home.open();
                var session = home.signIn(station)) {
            var customers = session.orders().choices().customers();
            if (home.json()) {
                out.println(Json.text(
                        customers.stream().map(WorkOrderChoicesCommand::asMap).toList()));
            } else {
                customers.forEach(each -> print(out, each));
            }
        }
        return 0;
    }

    private static void print(PrintWriter out, OfCustomer choice) {
        out.printf("%s  %s%n", choice.customer().vid(), choice.customer().name());
        for (var deviceClass : choice.deviceClasses()) {
            var lock = deviceClass.lock();
            out.printf("  %s  %s/%d, until %s%n", lock.cid(), lock.model(), lock.hardwareRevision(), lock.notAfter());
            deviceClass.releases().forEach(each -> out.printf("    %s  %s%n", each.image(), each.version()));
        }
    }

    private static Map<String, Object> asMap(OfCustomer choice) {
        var map = new LinkedHashMap<String, Object>();
        map.put("vid", choice.customer().vid().toString());
        map.put("name", choice.customer().name());
        map.put(
                "deviceClasses",
                choice.deviceClasses().stream()
                        .map(WorkOrderChoicesCommand::asMap)
                        .toList());
        return map;
    }

    private static Map<String, Object> asMap(OfDeviceClass choice) {
        var map = new LinkedHashMap<String, Object>();
        map.put("cid", choice.lock().cid().toString());
        map.put("model", choice.lock().model());
        map.put("hardwareRevision", choice.lock().hardwareRevision());
        map.put("notAfter", choice.lock().notAfter().toString());
        map.put(
                "releases",
                choice.releases().stream().map(WorkOrderChoicesCommand::asMap).toList());
        return map;
    }

    private static Map<String, Object> asMap(FirmwareRelease release) {
        var map = new LinkedHashMap<String, Object>();
        map.put("image", release.image().hex());
        map.put("version", release.version());
        return map;
    }
}
