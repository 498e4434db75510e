package dev.sealbench.ui.e2e;

import dev.sealbench.link.internal.frame.FrameDecoder;
import dev.sealbench.link.internal.frame.FrameType;
import dev.sealbench.link.wire.Order;
import dev.sealbench.link.wire.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What the station said to a charger, as somebody heard it who tapped the line in the factory.
///
/// @param requests in their order; repeated ones more than once
record Recording(List<Request> requests) {

    private static final int IMPORT = 0x156;
    private static final int COMMAND_CODE_AT = 6;
    private static final int AUTH_SIZE_AT = 14;

    /// The parameters of a TPM2_Import, each with its two-octet size.
    ///
    /// @param area public area of the object
    /// @param duplicate the sealed value, encrypted
    /// @param seed that encrypts it, encrypted to the parent
    record Import(byte[] area, byte[] duplicate, byte[] seed) {}

    /// Decodes what `virtual-charger --record` left in `folder`.
    static Recording in(Path folder) throws IOException {
        var requests = new ArrayList<Request>();
        var decoder = new FrameDecoder(frame -> {
            if (frame.type() == FrameType.REQUEST) {
                requests.add(request(frame.payload()));
            }
        });
        var octets = Files.readAllBytes(folder.resolve("to-charger.bin"));
        decoder.accept(octets, octets.length);
        return new Recording(List.copyOf(requests));
    }

    /// The order that the charger executed.
    Order order() throws IOException {
        var last = requests.stream()
                .filter(Request::hasApplyOrder)
                .reduce((_, later) -> later)
                .orElseThrow();
        return Order.parseFrom(last.getApplyOrder().getOrder().getPayload());
    }

    /// Every credential that was imported, in order.
    List<Import> imports() {
        return requests.stream()
                .filter(Request::hasTpmExchange)
                .map(each -> each.getTpmExchange().getCommand().toByteArray())
                .filter(command -> ByteBuffer.wrap(command).getInt(COMMAND_CODE_AT) == IMPORT)
                .map(Recording::parameters)
                .toList();
    }

    private static Import parameters(byte[] command) {
        var in = ByteBuffer.wrap(command);
        in.position(AUTH_SIZE_AT + Integer.BYTES + in.getInt(AUTH_SIZE_AT));
        sized(in); // no outer encryption key
        return new Import(sized(in), sized(in), sized(in));
    }

    private static byte[] sized(ByteBuffer in) {
        int start = in.position();
        int end = start + Short.BYTES + Short.toUnsignedInt(in.getShort());
        in.position(end);
        return Arrays.copyOfRange(in.array(), start, end);
    }

    private static Request request(byte[] payload) {
        try {
            return Request.parseFrom(payload);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
