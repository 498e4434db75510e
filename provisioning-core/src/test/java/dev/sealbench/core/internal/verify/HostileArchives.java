package dev.sealbench.core.internal.verify;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.sealbench.core.internal.export.Ustar;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Archives of units' documents: what is taken is, written again, the same octets.
final class HostileArchives implements Supplier<List<byte[]>>, Predicate<byte[]> {

    private static final long SECONDS_UTC = 1_795_000_000;

    @Override
    public List<byte[]> get() {
        var two = new TreeMap<>(
                Map.of("CP4264710000000V/order-1.sig", new byte[72], "CP4264710000001T/a", new byte[512]));
        return List.of(write(new TreeMap<>(Map.of("x", "short".getBytes(US_ASCII)))), write(two));
    }

    @Override
    public boolean test(byte[] octets) {
        var files = new TreeMap<String, byte[]>();
        try (var archive = new UnitArchive("units/x.tar", new ByteArrayInputStream(octets), SECONDS_UTC)) {
            for (var entry = archive.next(); entry.isPresent(); entry = archive.next()) {
                if (files.put(entry.get().name(), entry.get().content()) != null) {
                    throw new AssertionError(entry.get().name() + " was read twice");
                }
            }
        } catch (WrongExport _) {
            return false;
        } catch (IOException e) {
            throw new AssertionError("no disk was read", e);
        }
        if (!Arrays.equals(write(files), octets)) {
            throw new AssertionError("another archive was written than was read");
        }
        return true;
    }

    private static byte[] write(TreeMap<String, byte[]> files) {
        var out = new ByteArrayOutputStream();
        files.forEach((name, content) -> {
            out.writeBytes(Ustar.header(name, content.length, SECONDS_UTC));
            out.writeBytes(content);
            out.writeBytes(new byte[Ustar.padding(content.length)]);
        });
        out.writeBytes(new byte[Ustar.END_BYTES]);
        return out.toByteArray();
    }
}
