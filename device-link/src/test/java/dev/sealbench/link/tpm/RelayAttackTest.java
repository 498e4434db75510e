package dev.sealbench.link.tpm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sealbench.link.LinkException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;

/// A relay between station and TPM that changes, swaps and repeats what it passes on (security.md 1, T1).
class RelayAttackTest {

    private static final int CREATE_PRIMARY = 0x131;
    private static final int EVICT_CONTROL = 0x120;
    private static final int CERTIFY = 0x148;
    private static final int FLUSH_CONTEXT = 0x165;
    private static final int HIERARCHY_CHANGE_AUTH = 0x129;
    private static final int GET_CAPABILITY = 0x17a;

    /// Passes commands on; a test bends the answers (command, answer) and the commands.
    private static final class Relay implements TpmTransport {

        private final TpmTransport tpm;
        private final BinaryOperator<byte[]> bendAnswer;
        private int commands;

        Relay(TpmTransport tpm, BinaryOperator<byte[]> bendAnswer) {
            this.tpm = tpm;
            this.bendAnswer = bendAnswer;
        }

        @Override
        public byte[] exchange(byte[] command) throws LinkException {
            commands++;
            return bendAnswer.apply(command, tpm.exchange(command));
        }
    }

    @Test
    void anotherStorageRootKeyIsNoticed() throws Exception {
        try (var swtpm = SwTpm.start();
                var foreign = SwTpm.start()) {
            var foreignSrk = new HashMap<Integer, byte[]>();
            new Provisioning(new Relay(foreign, (command, answer) -> {
                        if (code(command) == CREATE_PRIMARY) {
                            foreignSrk.put(ByteBuffer.wrap(command).getInt(10), answer);
                        }
                        return answer;
                    }))
                    .run();
            // the relay owns a TPM and would like the credentials to be encrypted to its SRK
            var relay = new Relay(
                    swtpm,
                    (command, answer) -> code(command) == CREATE_PRIMARY
                                    && ByteBuffer.wrap(command).getInt(10) == TpmHandles.OWNER
                            ? withPublicAreaOf(foreignSrk.get(TpmHandles.OWNER), answer)
                            : answer);
            assertThatExceptionOfType(TpmFault.Tampered.class)
                    .isThrownBy(() -> new Provisioning(relay).run())
                    .withMessageContaining("CreatePrimary is not authentic");
        }
    }

    @Test
    void aWholeForeignTpmBehindTheSessionIsNoticed() throws Exception {
        try (var swtpm = SwTpm.start();
                var foreign = SwTpm.start()) {
            // the genuine TPM shows its EK and certificate; another one takes over afterwards
            var shown = new boolean[1];
            var taken = new int[1];
            TpmTransport switching = command -> {
                if (shown[0]) {
                    taken[0]++;
                    return foreign.exchange(command);
                }
                shown[0] = code(command) == CREATE_PRIMARY;
                return swtpm.exchange(command);
            };
            new TpmConnection(foreign, new SecureRandom()).createEk(); // so that its handle is loaded
            assertThatExceptionOfType(TpmFault.class).isThrownBy(() -> new Provisioning(switching).run());
            assertThat(taken[0])
                    .as("two sessions, a flush, and the first command in them")
                    .isLessThanOrEqualTo(4);
        }
    }

    @Test
    void eachAnswerWithOneBitFlippedIsNoticedAtOnceOrAtTheNextCommand() throws Exception {
        int total = countCommands();
        assertThat(total).isGreaterThan(40);
        for (int target = 6; target <= total; target++) {
            for (boolean atTheEnd : new boolean[] {true, false}) {
                assertFlipIsNoticed(target, atTheEnd);
            }
        }
    }

    @Test
    void eachCommandWithOneBitFlippedIsRefusedByTheTpm() throws Exception {
        int total = countCommands();
        for (int target = 8; target <= total; target += 3) {
            var commands = new int[1];
            int flipped = target;
            try (var swtpm = SwTpm.start()) {
                TpmTransport relay = command -> {
                    byte[] bent = command.clone();
                    if (++commands[0] == flipped) {
                        bent[bent.length - 1] ^= 1;
                    }
                    return swtpm.exchange(bent);
                };
                assertThatExceptionOfType(TpmFault.class)
                        .as("command %d", target)
                        .isThrownBy(() -> new Provisioning(relay).run());
            }
        }
    }

    @Test
    void anOldAnswerIsNoNewOne() throws Exception {
        for (int repeated : new int[] {EVICT_CONTROL, CERTIFY, HIERARCHY_CHANGE_AUTH, GET_CAPABILITY}) {
            var recorded = new HashMap<Integer, byte[]>();
            try (var swtpm = SwTpm.start()) {
                var relay = new Relay(
                        swtpm,
                        (command, answer) -> code(command) != repeated ? answer : replayed(recorded, command, answer));
                assertThatExceptionOfType(TpmFault.Tampered.class)
                        .as("command 0x%x", repeated)
                        .isThrownBy(() -> new Provisioning(relay).run());
            }
        }
    }

    @Test
    void anAnswerFromNobodyIsNoticed() throws Exception {
        // a relay that executes nothing and says "success"
        byte[] success = HexFormat.of().parseHex("80010000000a00000000");
        try (var swtpm = SwTpm.start()) {
            var relay =
                    new Relay(swtpm, (command, answer) -> code(command) == HIERARCHY_CHANGE_AUTH ? success : answer);
            assertThatExceptionOfType(TpmFault.Tampered.class).isThrownBy(() -> new Provisioning(relay).run());
        }
    }

    @Test
    void answersOfAbsurdLengthsAreRefused() throws Exception {
        for (int length : new int[] {0, 1, 9, 10, 11, 1024, 1025, 100_000}) {
            assertThatExceptionOfType(TpmFault.class)
                    .as("%d octets", length)
                    .isThrownBy(() -> new Provisioning(command -> new byte[length]).run());
            assertThatExceptionOfType(TpmFault.class)
                    .isThrownBy(() -> new Provisioning(command -> Provisioning.filled(length, 0xff)).run());
        }
    }

    @Test
    void aTpmThatAsksToRepeatIsAskedAgainButNotForEver() throws Exception {
        try (var swtpm = SwTpm.start()) {
            var busy = new int[1];
            TpmTransport sometimesBusy = command ->
                    ++busy[0] % 3 == 0 ? HexFormat.of().parseHex("80010000000a00000922") : swtpm.exchange(command);
            assertThat(new Provisioning(sometimesBusy).run().puk).isNotNull();
        }
        assertThatExceptionOfType(TpmFault.Refused.class)
                .isThrownBy(() -> new Provisioning(command -> HexFormat.of().parseHex("80010000000a00000908")).run())
                .matches(e -> e.responseCode() == 0x908);
    }

    private static void assertFlipIsNoticed(int target, boolean atTheEnd) throws Exception {
        var commands = new int[1];
        var flipped = new boolean[1];
        try (var swtpm = SwTpm.start()) {
            var relay = new Relay(swtpm, (command, answer) -> {
                // an answer to FlushContext says nothing that could be changed
                if (++commands[0] == target && code(command) != FLUSH_CONTEXT) {
                    answer[atTheEnd ? answer.length - 1 : 14 + (answer.length - 14) / 3] ^= 0x10;
                    flipped[0] = true;
                }
                return answer;
            });
            var provisioning = new Provisioning(relay);
            assertThat(faultOf(provisioning))
                    .as("answer %d, at the end: %s", target, atTheEnd)
                    .isEqualTo(flipped[0]);
            if (flipped[0]) {
                assertThat(commands[0]).as("noticed soon").isLessThanOrEqualTo(target + 2);
            }
        }
    }

    private static boolean faultOf(Provisioning provisioning) throws Exception {
        try {
            provisioning.run();
            return false;
        } catch (TpmFault e) {
            return true;
        }
    }

    private static int countCommands() throws Exception {
        try (var swtpm = SwTpm.start()) {
            var relay = new Relay(swtpm, (command, answer) -> answer);
            new Provisioning(relay).run();
            return relay.commands;
        }
    }

    private static byte[] replayed(Map<Integer, byte[]> recorded, byte[] command, byte[] answer) {
        var first = recorded.putIfAbsent(code(command), answer.clone());
        return first == null ? answer : first;
    }

    private static int code(byte[] command) {
        return ByteBuffer.wrap(command).getInt(6);
    }

    /// The parameters of `other`'s answer inside `answer`; both have handle and parameter size before them.
    private static byte[] withPublicAreaOf(byte[] other, byte[] answer) {
        int area = 18 + 2 + ByteBuffer.wrap(answer).getShort(18);
        byte[] bent = answer.clone();
        System.arraycopy(other, 18, bent, 18, area - 18);
        return bent;
    }
}
