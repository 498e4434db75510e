package dev.sealbench.ui.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What no program may do: keeps what it reads from standard input in memory, in every shape that Java has for a
/// secret.
final class Holding {

    /// Printed when it holds all.
    static final String READY = "held";

    private Holding() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var octets = System.in.readAllBytes();
        var text = new String(octets, StandardCharsets.ISO_8859_1);
        var held = List.of(octets, text, text + "\u20ac", text.toCharArray());
        System.out.println(READY);
        Thread.sleep(Long.MAX_VALUE);
        throw new IllegalStateException("held until now: " + held.size());
    }
}
