package dev.sealbench.link.internal.talk;

import dev.sealbench.link.Hello;
import dev.sealbench.link.LinkException.ChargerMisbehaved;
import dev.sealbench.link.Program;
import dev.sealbench.link.SlotMark;
import dev.sealbench.link.internal.frame.Frame;
import dev.sealbench.link.wire.HelloResponse;
import dev.sealbench.link.wire.Limits;
import dev.sealbench.link.wire.Response;
import dev.sealbench.link.wire.SlotInfo;
import java.util.ArrayList;
import java.util.List;

/// Turns a `HelloResponse` into a [Hello], or refuses it: lengths and counts of charger_link.options hold, text is
/// printable, codes are known.
final class HelloReader {

    /// The one version this station speaks.
    static final int PROTOCOL_VERSION = 1;

    private static final int DIGEST_BYTES = 32;
    private static final int ID_BYTES = 16;
    private static final int NAME_BYTES = 34;
    private static final int MAX_BAUDS = 8;
    private static final int SLOTS = 2;
    private static final int MAX_BOOTS = 255;
    private static final int LEAST_WINDOW_BYTES = 8 << 10;

    private HelloReader() {}

    static Hello read(Response response) throws ChargerMisbehaved {
        var hello = response.getHello();
        if (hello.getProtocolVersion() != PROTOCOL_VERSION) {
            throw new ChargerMisbehaved("it speaks version %s of the protocol, this station version %d"
                    .formatted(Integer.toUnsignedString(hello.getProtocolVersion()), PROTOCOL_VERSION));
        }
        return new Hello(
                Conversation.lifecycleOf(response),
                programOf(hello),
                Values.status(hello.getNotBootedReason()),
                Values.printable(16, "the board's name", hello.getBoard()),
                Values.exactlyOrEmpty(ID_BYTES, "the board id", hello.getBoardId()),
                Values.within(0, Integer.MAX_VALUE, "the hardware revision", hello.getHardwareRevision()),
                Values.printable(64, "the ROM version", hello.getRomVersion()),
                Values.exactlyOrEmpty(DIGEST_BYTES, "the ROM digest", hello.getRomSha256()),
                Values.exactlyOrEmpty(DIGEST_BYTES, "the factory-data digest", hello.getFactoryDataSha256()),
                Values.exactlyOrEmpty(NAME_BYTES, "the EK Name", hello.getEkName()),
                Values.printable(16, "the serial", hello.getSerial()),
                Values.exactlyOrEmpty(DIGEST_BYTES, "the order digest", hello.getOrderDigest()),
                Values.exactlyOrEmpty(ID_BYTES, "the trial id", hello.getTrialId()),
                Values.exactlyOrEmpty(DIGEST_BYTES, "the firmware digest", hello.getFirmwareSha256()),
                Values.printable(24, "the firmware version", hello.getFirmwareVersion()),
                limitsOf(hello.getLimits()),
                slotsOf(hello.getSlotsList()),
                hello.getLastMailboxStatus() == 0 ? null : Values.status(hello.getLastMailboxStatus()),
                hello.getBootUs());
    }

    private static Program programOf(HelloResponse hello) throws ChargerMisbehaved {
        return switch (hello.getProgram()) {
            case PROGRAM_BOOT_ROM -> Program.BOOT_ROM;
            case PROGRAM_APPLICATION -> Program.APPLICATION;
            case PROGRAM_UNKNOWN, UNRECOGNIZED ->
                throw new ChargerMisbehaved("it does not say which of its programs answers");
        };
    }

    private static Hello.Limits limitsOf(Limits limits) throws ChargerMisbehaved {
        return new Hello.Limits(
                Values.within(1, Frame.MAX_PAYLOAD_BYTES, "the payload limit", limits.getMaxPayloadBytes()),
                Values.within(LEAST_WINDOW_BYTES, Integer.MAX_VALUE, "the window", limits.getWindowBytes()),
                List.copyOf(atMost(MAX_BAUDS, "line speeds", limits.getBaudsList())));
    }

    private static List<Hello.Slot> slotsOf(List<SlotInfo> infos) throws ChargerMisbehaved {
        var slots = new ArrayList<Hello.Slot>();
        for (var info : atMost(SLOTS, "slots", infos)) {
            slots.add(new Hello.Slot(
                    Values.within(0, SLOTS - 1, "a slot's number", info.getSlot()),
                    Values.status(info.getVerdict()),
                    Values.exactlyOrEmpty(DIGEST_BYTES, "a slot's digest", info.getImageSha256()),
                    Values.printable(24, "a slot's version", info.getVersion()),
                    markOf(info),
                    Values.within(0, MAX_BOOTS, "a slot's boots", info.getBootsLeft())));
        }
        return List.copyOf(slots);
    }

    private static SlotMark markOf(SlotInfo info) throws ChargerMisbehaved {
        return switch (info.getMark()) {
            case SLOT_MARK_UNRECORDED -> SlotMark.UNRECORDED;
            case SLOT_MARK_PENDING -> SlotMark.PENDING;
            case SLOT_MARK_CONFIRMED -> SlotMark.CONFIRMED;
            case SLOT_MARK_FAILED -> SlotMark.FAILED;
            case UNRECOGNIZED -> throw new ChargerMisbehaved("it gives a slot an unknown mark");
        };
    }

    private static <T> List<T> atMost(int most, String what, List<T> values) throws ChargerMisbehaved {
        if (values.size() > most) {
            throw new ChargerMisbehaved("it lists %d %s".formatted(values.size(), what));
        }
        return values;
    }
}
