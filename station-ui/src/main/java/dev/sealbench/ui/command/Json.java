package dev.sealbench.ui.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;

/// One JSON value on one line.
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    /// Of maps, lists, strings and numbers.
    static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of strings and numbers is JSON", e);
        }
    }

    /// Names and values, in this order.
    static Map<String, Object> map(Object... namesAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    /// Prints one array when JSON is asked for, else a line for each.
    static <T> void list(
            CommandSpec command, Collection<T> rows, Function<T, Map<String, Object>> asMap, Function<T, String> line) {
        var out = command.commandLine().getOut();
        if (HomeOptions.of(command).json()) {
            out.println(text(rows.stream().map(asMap).toList()));
        } else {
            rows.stream().map(line).forEach(out::println);
        }
    }
}
