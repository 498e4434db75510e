/// The command line of the station. Each command asks one thing of the core's door and prints the answer; exit codes: 0
/// pass, 1 unit rejected, 2 usage, 3 station faulted, 4 refused.
package dev.sealbench.ui.command;
