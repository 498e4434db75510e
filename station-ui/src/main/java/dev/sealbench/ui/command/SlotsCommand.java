package dev.sealbench.ui.command;

import dev.sealbench.core.SlotAnswer;
import dev.sealbench.core.Slots;
import dev.sealbench.core.StationException;
import java.util.LinkedHashMap;
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
        var home = HomeOptions.of(spec);
        var out = spec.commandLine().getOut();
        var answers = Slots.ask(home.home());
        if (home.json()) {
            out.println(Json.text(answers.stream().map(SlotsCommand::asMap).toList()));
            return 0;
        }
        answers.forEach(answer -> out.printf("slot %d  %s  %s%n", answer.slot(), answer.address(), answer.sentence()));
        return 0;
    }

    private static Map<String, Object> asMap(SlotAnswer answer) {
        var map = new LinkedHashMap<String, Object>();
        map.put("slot", answer.slot());
        map.put("address", answer.address());
        map.put("answers", answer.answers());
        map.put("lifecycle", answer.lifecycle());
        map.put("serial", answer.serial());
        map.put("text", answer.sentence());
        return map;
    }
}
