package dev.sealbench.link.internal.talk;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.sealbench.link.LinkException;
import dev.sealbench.link.wire.HelloResponse;
import dev.sealbench.link.wire.Lifecycle;
import dev.sealbench.link.wire.Limits;
import dev.sealbench.link.wire.Program;
import dev.sealbench.link.wire.Response;
import dev.sealbench.link.wire.SlotInfo;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// What a charger says of itself, as octets of a response.
final class HostileHello implements Supplier<List<byte[]>>, Predicate<byte[]> {

    private static final int STATUS_OK = 0x5a3c;

    @Override
    public List<byte[]> get() {
        var hello = HelloResponse.newBuilder()
                .setProtocolVersion(HelloReader.PROTOCOL_VERSION)
                .setProgram(Program.PROGRAM_BOOT_ROM)
                .setNotBootedReason(STATUS_OK)
                .setBoard("virt-charger")
                .setBoardId(ByteString.copyFrom(new byte[16]))
                .setHardwareRevision(3)
                .setRomVersion("1.0")
                .setRomSha256(ByteString.copyFrom(new byte[32]))
                .setLimits(Limits.newBuilder()
                        .setMaxPayloadBytes(4_096)
                        .setWindowBytes(16_384)
                        .addBauds(921_600))
                .addSlots(SlotInfo.newBuilder().setSlot(1).setVerdict(STATUS_OK).setVersion("1.0.0+0"));
        var response = Response.newBuilder()
                .setSessionId(1)
                .setRequestId(2)
                .setStatus(STATUS_OK)
                .setLifecycle(Lifecycle.LIFECYCLE_BLANK)
                .setHello(hello);
        return List.of(response.build().toByteArray());
    }

    @Override
    public boolean test(byte[] octets) {
        try {
            return HelloReader.read(Response.parseFrom(octets)).toString() != null;
        } catch (InvalidProtocolBufferException | LinkException e) {
            return false;
        }
    }
}
