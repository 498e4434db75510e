package dev.sealbench.ui;

import dev.sealbench.ui.command.Sealbench;

/// Starts Sealbench: the windows without arguments, else the command.
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(Sealbench.run(arguments));
    }
}
