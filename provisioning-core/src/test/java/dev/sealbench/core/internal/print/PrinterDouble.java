package dev.sealbench.core.internal.print;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A label printer on a TCP port: takes ZPL, answers `~HS`, counts the formats that it received whole, and has the
/// faults of a real one. Safe to share between threads.
public final class PrinterDouble implements AutoCloseable {

    /// What it does.
    public enum Mood {
        GOOD,
        /// Says so in its status.
        OUT_OF_PAPER,
        HEAD_OPEN,
        PAUSED,
        OUT_OF_RIBBON,
        BUFFER_FULL,
        /// Accepts and never says a word.
        SILENT,
        /// Answers after a while.
        SLOW,
        /// Its status is no status.
        GARBAGE,
        /// Talks without end.
        ENDLESS,
        /// Hangs up on whoever calls.
        HANGS_UP,
        /// Takes a part of the label and hangs up.
        HANGS_UP_IN_THE_LABEL,
        /// Takes the label and hangs up.
        HANGS_UP_AFTER_THE_LABEL,
        /// Takes the label, then is out of paper.
        OUT_OF_PAPER_IN_THE_LABEL,
        /// Takes the label and says nothing any more.
        SILENT_AFTER_THE_LABEL,
        /// Has always something left to print.
        NEVER_DONE,
        /// Does not take what is sent.
        STUCK
    }

    private static final int PART_OF_A_LABEL = 20_000;

    private final ServerSocket server;
    private final List<String> formats = Collections.synchronizedList(new ArrayList<>());
    private final List<Socket> callers = Collections.synchronizedList(new ArrayList<>());
    private volatile Mood mood = Mood.GOOD;
    private volatile int cancels;

    public PrinterDouble() throws IOException {
        server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        server.setReceiveBufferSize(4096);
        Thread.ofPlatform().daemon().name("printer-double").start(this::serve);
    }

    public InetSocketAddress address() {
        return InetSocketAddress.createUnresolved("127.0.0.1", server.getLocalPort());
    }

    public void be(Mood other) {
        mood = other;
    }

    /// What it received from `^XA` to `^XZ`: what it printed, or would print.
    public List<String> formats() {
        return List.copyOf(formats);
    }

    /// How often it was told to forget.
    public int cancels() {
        return cancels;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var caller : List.copyOf(callers)) {
            caller.close();
        }
    }

    private void serve() {
        try {
            while (true) {
                var caller = server.accept();
                callers.add(caller);
                Thread.ofPlatform().daemon().start(() -> talk(caller));
            }
        } catch (IOException _) {
            // closed
        }
    }

    private void talk(Socket caller) {
        try (caller) {
            if (mood == Mood.HANGS_UP) {
                return;
            }
            listen(caller.getInputStream(), caller.getOutputStream());
        } catch (IOException _) {
            // the caller hung up
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void listen(InputStream in, OutputStream out) throws IOException, InterruptedException {
        var heard = new StringBuilder();
        boolean inLabel = false;
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            heard.append((char) octet);
            inLabel |= ends(heard, "^XA");
            if (inLabel && mood == Mood.STUCK) {
                Thread.sleep(60_000);
            }
            if (inLabel && heard.length() > PART_OF_A_LABEL && mood == Mood.HANGS_UP_IN_THE_LABEL) {
                return;
            }
            if (ends(heard, "^XZ")) {
                formats.add(heard.substring(heard.indexOf("^XA")));
                heard.setLength(0);
                inLabel = false;
                if (mood == Mood.HANGS_UP_AFTER_THE_LABEL) {
                    return;
                }
            } else if (ends(heard, "~HS")) {
                heard.setLength(0);
                answer(out);
            } else if (ends(heard, "~JA")) {
                heard.setLength(0);
                cancels++;
            }
        }
    }

    private static boolean ends(StringBuilder heard, String word) {
        int from = heard.length() - word.length();
        return from >= 0
                && heard.charAt(heard.length() - 1) == word.charAt(word.length() - 1)
                && heard.substring(from).equals(word);
    }

    private void answer(OutputStream out) throws IOException, InterruptedException {
        boolean received = !formats.isEmpty();
        switch (mood) {
            case SILENT -> {}
            case SLOW -> {
                Thread.sleep(250);
                say(out, status(0, 0, 0, 0, 0, 0, 0));
            }
            case GARBAGE -> say(out, "\u0002HTTP/1.1 400\u0003\r\n\u0002,,,\u0003\r\n\u0002-1\u0003\r\n");
            case ENDLESS -> {
                while (true) {
                    say(out, "\u0002" + "9".repeat(500));
                }
            }
            case OUT_OF_PAPER -> say(out, status(1, 0, 0, 0, 0, 0, 0));
            case PAUSED -> say(out, status(0, 1, 0, 0, 0, 0, 0));
            case BUFFER_FULL -> say(out, status(0, 0, 0, 1, 0, 0, 0));
            case HEAD_OPEN -> say(out, status(0, 0, 0, 0, 1, 0, 0));
            case OUT_OF_RIBBON -> say(out, status(0, 0, 0, 0, 0, 1, 0));
            case OUT_OF_PAPER_IN_THE_LABEL -> say(out, status(received ? 1 : 0, 0, received ? 1 : 0, 0, 0, 0, 0));
            case SILENT_AFTER_THE_LABEL -> {
                if (!received) {
                    say(out, status(0, 0, 0, 0, 0, 0, 0));
                }
            }
            case NEVER_DONE -> say(out, status(0, 0, 0, 0, 0, 0, received ? 1 : 0));
            default -> say(out, status(0, 0, 0, 0, 0, 0, 0));
        }
    }

    private static String status(int paper, int pause, int formats, int full, int head, int ribbon, int remaining) {
        return "\u0002030,%d,%d,0560,%03d,%d,0,0,000,0,0,0\u0003\r\n".formatted(paper, pause, formats, full)
                + "\u0002000,0,%d,%d,1,2,4,0,%08d,1,000\u0003\r\n".formatted(head, ribbon, remaining)
                + "\u00021234,0\u0003\r\n";
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
