package dev.sealbench.ui.window.export;

import dev.sealbench.core.MalformedSerial;
import dev.sealbench.core.SerialNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Serial numbers as a person writes or pastes them, one in a line. Immutable.
///
/// @param serials each once
/// @param wrongLine the first line that is no serial number, from 1
/// @param isTooLong whether there are more lines than are read
record SerialList(List<SerialNumber> serials, OptionalInt wrongLine, boolean isTooLong) {

    /// More are refused: they are read at every key that is pressed.
    static final int MOST_LINES = 5_000;

    static SerialList of(String typed) {
        var serials = new ArrayList<SerialNumber>();
        if (typed.lines().skip(MOST_LINES).findAny().isPresent()) {
            return new SerialList(List.of(), OptionalInt.empty(), true);
        }
        int number = 0;
        for (var line : typed.lines().toList()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            var serial = parsed(line.strip());
            if (serial.isEmpty()) {
                return new SerialList(serials, OptionalInt.of(number), false);
            }
            serials.add(serial.get());
        }
        return new SerialList(serials.stream().distinct().toList(), OptionalInt.empty(), false);
    }

    private static Optional<SerialNumber> parsed(String line) {
        try {
            return Optional.of(SerialNumber.parse(line));
        } catch (MalformedSerial e) {
            return Optional.empty();
        }
    }
}
