package dev.sealbench.ui.command;

import dev.sealbench.core.SlotAnswer;
import dev.sealbench.core.Slots;
import dev.sealbench.core.StationException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `slots`: what answers where. Needs no vault.
@Command(name = "slots", description = "Show the slots and what answers on each.")
final class SlotsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws StationException {
        Json.list(
                spec,
                Slots.ask(HomeOptions.of(spec).home()),
                SlotsCommand::asMap,
                answer -> "slot %d  %s  %s".formatted(answer.slot(), answer.address(), answer.sentence()));
        return 0;
    }

    private static Map<String, Object> asMap(SlotAnswer answer) {
        return Json.map(
                "slot", answer.slot(),
                "address", answer.address(),
                "answers", answer.answers(),
                "lifecycle", answer.lifecycle(),
                "serial", answer.serial(),
                "text", answer.sentence());
    }
}
