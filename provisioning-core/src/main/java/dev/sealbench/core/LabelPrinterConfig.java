package dev.sealbench.core;

import java.util.regex.Pattern;

/// Where one kind of label is printed, as `station.json` says it under `printers`.
///
/// Immutable.
///
/// @param type what kind of printer
/// @param address `host:port` for ZPL, the queue's name for QUEUE, empty for FOLDER
/// @param dotsPerInch of a ZPL printer: 203, 300 or 600; 0 for the others
public record LabelPrinterConfig(Type type, String address, int dotsPerInch) {

    /// The label directory.
    public static final LabelPrinterConfig LABEL_FOLDER = new LabelPrinterConfig(Type.FOLDER, "", 0);

    private static final Pattern HOST_AND_PORT =
            Pattern.compile("([A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]+]):(\\d{1,5})");

    /// Kinds of printers.
    public enum Type {
        /// The label directory, sealed; for a demonstration.
        FOLDER,
        /// ZPL II on a raw TCP port.
        ZPL,
        /// A print queue of the system; spools in the clear, so for plates only.
        QUEUE
    }

    /// @throws IllegalArgumentException when the address or the resolution does not fit the type
    public LabelPrinterConfig {
        address = address == null ? "" : address;
        switch (type) {
            case FOLDER -> require(address.isEmpty() && dotsPerInch == 0, "the label folder has no address");
            case ZPL -> {
                require(HOST_AND_PORT.matcher(address).matches(), "a ZPL printer's address is host:port");
                int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
                require(port > 0 && port < 65536, "a ZPL printer's address is host:port");
                require(
                        dotsPerInch == 203 || dotsPerInch == 300 || dotsPerInch == 600,
                        "a ZPL printer has 203, 300 or 600 dots per inch");
            }
            case QUEUE -> {
                FieldBounds.requireText("print queue", address, 128);
                require(dotsPerInch == 0, "a print queue knows its resolution itself");
            }
        }
    }

    /// Host name or address of a ZPL printer.
    public String host() {
        return address.substring(0, address.lastIndexOf(':'));
    }

    /// TCP port of a ZPL printer.
    public int port() {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
