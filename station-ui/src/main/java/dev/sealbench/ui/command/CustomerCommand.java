package dev.sealbench.ui.command;

import dev.sealbench.core.Customer;
import dev.sealbench.core.StationException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `customer`: for whom chargers are made, and with which keys.
@Command(
        name = "customer",
        description = "Import what the vendor states of a customer, or list customers.",
        subcommands = {CustomerCommand.Add.class, CustomerCommand.List.class})
final class CustomerCommand {

    @Command(name = "add", description = "Import a customer's statement: name, domain, firmware keys. Two persons.")
    static final class Add implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private SecondOptions seconds;

        @Parameters(paramLabel = "FILE", description = "the statement, as the vendor made it")
        private Path file;

        @Override
        public Integer call() throws StationException {
            var home = HomeOptions.of(spec);
            try (var station = home.open();
                    var first = home.signIn(station);
                    var second = seconds.signIn(station)) {
                var customer = SecondOptions.joined(first, second).orders().importCustomer(file);
                spec.commandLine().getOut().printf("%s, %s, %s%n", customer.name(), customer.domain(), customer.vid());
            }
            return 0;
        }
    }

    @Command(name = "list", description = "List customers by name.")
    static final class List implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws StationException {
            var home = HomeOptions.of(spec);
            var out = spec.commandLine().getOut();
            try (var station = home.open();
                    var session = home.signIn(station)) {
                var customers = session.orders().customers();
                if (home.json()) {
                    out.println(Json.text(customers.stream().map(List::asMap).toList()));
                    return 0;
                }
                customers.forEach(each -> out.printf("%s  %s  %s%n", each.vid(), each.domain(), each.name()));
            }
            return 0;
        }

        private static Map<String, Object> asMap(Customer customer) {
            var map = new LinkedHashMap<String, Object>();
            map.put("vid", customer.vid().toString());
            map.put("name", customer.name());
            map.put("domain", customer.domain());
            return map;
        }
    }
}
