package dev.sealbench.core.internal.run;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/// The moments of a process at which it can be told to kill itself with SIGKILL: nothing is closed, flushed or undone.
///
/// Safe for several threads.
final class KillPoints {

    private static final int SIGKILL = 9;

    private static final List<String> PASSED = new ArrayList<>();
    private static boolean armed;
    private static int target;
    private static String named = "";

    private KillPoints() {}

    /// Counts from now on.
    ///
    /// @param number of the point that is not survived, from 1; 0 for none
    static synchronized void arm(int number) {
        armed = true;
        target = number;
    }

    /// As above, of the points whose names begin so.
    static synchronized void arm(String beginning, int number) {
        named = beginning;
        arm(number);
    }

    static synchronized void point(String name) {
        if (!armed || !name.startsWith(named)) {
            return;
        }
        PASSED.add(name);
        if (PASSED.size() == target) {
            die();
        }
    }

    /// The names of all points that were passed, in order.
    static synchronized List<String> passed() {
        return List.copyOf(PASSED);
    }

    /// Java's own ways to end a process all run something first.
    @SuppressWarnings("restricted")
    static void die() {
        var linker = Linker.nativeLinker();
        var kill = linker.defaultLookup().find("kill").orElseThrow();
        var types = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        try {
            linker.downcallHandle(kill, types)
                    .invoke((int) ProcessHandle.current().pid(), SIGKILL);
        } catch (Throwable e) {
            throw new AssertionError("kill(2) cannot be called", e);
        }
    }
}
