package dev.sealbench.ui.e2e;

import dev.sealbench.ui.command.Sealbench;

/// Runs one command as the program does, and stays when it has ended, so that its memory can be looked at.
final class Lingering {

    /// Printed when the command has ended and closed all that it opened.
    static final String OVER = "the command is over";

    private Lingering() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.out.println(OVER + ": " + Sealbench.run(arguments));
        Thread.sleep(Long.MAX_VALUE);
    }
}
