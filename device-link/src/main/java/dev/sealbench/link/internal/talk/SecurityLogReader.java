package dev.sealbench.link.internal.talk;

import dev.sealbench.link.LinkException;
import dev.sealbench.link.LinkException.ChargerMisbehaved;
import dev.sealbench.link.Program;
import dev.sealbench.link.RequestKind;
import dev.sealbench.link.SecurityEntry;
import dev.sealbench.link.wire.Request;
import dev.sealbench.link.wire.SecurityLogEntry;
import dev.sealbench.link.wire.SecurityLogRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Reads a charger's security log page by page (PROTOCOL.md 9).
public final class SecurityLogReader {

    /// Two sectors hold no more (IMAGE.md 8.1).
    private static final int MAX_ENTRIES = 256;

    private static final int SLOTS = 2;

    private final Conversation conversation;

    /// Over `conversation`.
    public SecurityLogReader(Conversation conversation) {
        this.conversation = conversation;
    }

    /// All entries, oldest first.
    public List<SecurityEntry> read() throws LinkException {
        var entries = new ArrayList<SecurityEntry>();
        long next = 0;
        do {
            var body = SecurityLogRequest.newBuilder().setFirstSequence((int) next);
            var page = conversation
                    .ask(RequestKind.SECURITY_LOG, Request.newBuilder().setSecurityLog(body))
                    .getSecurityLog();
            for (var entry : page.getEntriesList()) {
                entries.add(checked(entry));
            }
            long following = Integer.toUnsignedLong(page.getNextSequence());
            if (following != 0 && following <= next || entries.size() > MAX_ENTRIES) {
                throw new ChargerMisbehaved("its security log does not end");
            }
            next = following;
        } while (next != 0);
        return List.copyOf(entries);
    }

    private static SecurityEntry checked(SecurityLogEntry entry) throws ChargerMisbehaved {
        return new SecurityEntry(
                Integer.toUnsignedLong(entry.getSequence()),
                entry.getCode(),
                entry.getDetail(),
                Values.within(0, SLOTS, "a slot in its security log", entry.getSlot()),
                writer(entry),
                // any 64 bits are possible; those that no calendar has are shown as its end
                Instant.ofEpochSecond(Math.clamp(entry.getTimeS(), 0, Instant.MAX.getEpochSecond())));
    }

    private static Program writer(SecurityLogEntry entry) {
        return entry.getWriter() == dev.sealbench.link.wire.Program.PROGRAM_APPLICATION
                ? Program.APPLICATION
                : Program.BOOT_ROM;
    }
}
