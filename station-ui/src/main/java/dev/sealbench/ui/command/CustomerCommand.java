package dev.sealbench.ui.command;

import dev.sealbench.core.Session;
import dev.sealbench.core.StationException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `customer`: for whom chargers are made, and with which keys.
@Command(
        name = "customer",
        description = "Import what the vendor states of a customer, or list customers.",
        subcommands = {CustomerCommand.Add.class, CustomerCommand.List.class})
final class CustomerCommand {

    @Command(name = "add", description = "Import a customer's statement: name, domain, firmware keys. Two persons.")
    static final class Add extends SessionCommand.OfTwo {
        @Parameters(paramLabel = "FILE", description = "the statement, as the vendor made it")
        private Path file;

        @Override
        int work(Session session) throws StationException {
            var customer = session.orders().importCustomer(file);
            return say("%s, %s, %s", customer.name(), customer.domain(), customer.vid());
        }
    }

    @Command(name = "list", description = "List customers by name.")
    static final class List extends SessionCommand {
        @Override
        int work(Session session) throws StationException {
            return list(
                    session.orders().customers(),
                    each -> Json.map("vid", each.vid().toString(), "name", each.name(), "domain", each.domain()),
                    each -> "%s  %s  %s".formatted(each.vid(), each.domain(), each.name()));
        }
    }
}
