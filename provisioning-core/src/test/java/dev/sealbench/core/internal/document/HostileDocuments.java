package dev.sealbench.core.internal.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Signed documents: orders, decisions and statements, as serialised envelopes; the first octet says which is expected.
/// The statements inside are reached by orders whose signatures hold.
final class HostileDocuments implements Supplier<List<byte[]>>, Predicate<byte[]> {

    private static final HexFormat HEX = HexFormat.of();
    private final P256PublicKey root;
    private final List<byte[]> seeds = new ArrayList<>();

    HostileDocuments() {
        try {
            P256PublicKey found = null;
            for (var line : TestFiles.vectors("envelopes.txt")) {
                var words = line.split(" \\| ")[0].split(" ");
                int kind = List.of("order", "confirm", "revert").indexOf(words[0]);
                if (words[0].equals("root")) {
                    found = P256PublicKey.ofPoint(HEX.parseHex(words[1]));
                } else if (kind >= 0 && !words[1].equals("=")) {
                    seeds.add(prefixed((byte) kind, VectorEdits.apply(HEX.parseHex(words[1]), words[2])));
                }
            }
            root = found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<byte[]> get() {
        return List.copyOf(seeds);
    }

    @Override
    public boolean test(byte[] octets) {
        if (octets.length == 0) {
            return false;
        }
        var rest = Arrays.copyOfRange(octets, 1, octets.length);
        try {
            return switch (octets[0]) {
                case 0 ->
                    SignedOrder.open(Envelopes.parse(DocumentType.ORDER, rest), root)
                                    .toString()
                            != null;
                case 1 -> open(DocumentType.CONFIRM, rest);
                default -> open(DocumentType.REVERT, rest);
            };
        } catch (DocumentException e) {
            return false;
        }
    }

    private boolean open(DocumentType type, byte[] octets) throws DocumentException {
        return Decisions.open(Envelopes.parse(type, octets), type, root).toString() != null;
    }

    private static byte[] prefixed(byte first, byte[] octets) {
        var whole = new byte[1 + octets.length];
        whole[0] = first;
        System.arraycopy(octets, 0, whole, 1, octets.length);
        return whole;
    }
}
