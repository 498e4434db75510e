package dev.sealbench.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sealbench.link.testkit.Vectors;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StatusTest {

    private static final Pattern ROW = Pattern.compile("X\\(kStatus(\\w+), 0x([0-9a-f]{4}), \"([^\"]+)\"\\)");

    @Test
    void theEnumIsTheListInItsOrder() throws Exception {
        var listed = ROW.matcher(Vectors.text("status.list"))
                .results()
                .map(row -> List.of(constant(row.group(1)), row.group(2), row.group(3)))
                .toList();
        var ours = Arrays.stream(Status.values())
                .map(status -> List.of(status.name(), "%04x".formatted(status.code()), status.toString()))
                .toList();
        assertThat(listed).hasSizeGreaterThan(40);
        assertThat(ours).isEqualTo(listed);
    }

    @Test
    void aCodeThatIsNotListedIsNoStatus() {
        assertThat(Status.of(0)).isEmpty();
        assertThat(Status.of(0xffff)).isEmpty();
        assertThat(Status.of(Status.OTP_FULL.code())).contains(Status.OTP_FULL);
    }

    /// "WrongState" is WRONG_STATE here.
    private static String constant(String name) {
        return name.replaceAll("(?<!^)(?=[A-Z])", "_").toUpperCase(java.util.Locale.ROOT);
    }
}
