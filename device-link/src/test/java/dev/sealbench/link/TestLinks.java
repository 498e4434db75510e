package dev.sealbench.link;

import dev.sealbench.link.internal.pipe.BytePipe;
import dev.sealbench.link.internal.talk.Conversation;
import java.util.Random;

/// Links over pipes of a test's own.
public final class TestLinks {

    private TestLinks() {}

    /// Over `pipe`, which stands for a serial port; `seed` draws the session id.
    @SuppressWarnings("exports") // for tests inside the module
    public static ChargerLink over(BytePipe pipe, LinkTimes times, long seed) throws LinkException {
        var address = PortAddress.parse("/dev/test-pipe");
        return new ChargerLink(new Conversation(address, () -> pipe, times, new Random(seed)));
    }
}
