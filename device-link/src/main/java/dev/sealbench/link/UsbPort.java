package dev.sealbench.link;

import java.util.OptionalInt;

/// A serial port on USB, as it is known without opening it.
///
/// Immutable.
///
/// @param device to be opened now; another one after the next unplugging
/// @param socket where it is plugged in, `1-2.3`
/// @param interfaceNumber which of the adapter's ports
/// @param only whether it is the adapter's only port
/// @param vendorId 16 bits
/// @param productId 16 bits
/// @param serialNumber empty when the adapter has none
/// @param product what the adapter calls itself, or empty
public record UsbPort(
        String device,
        String socket,
        int interfaceNumber,
        boolean only,
        int vendorId,
        int productId,
        String serialNumber,
        String product) {

    /// The address that finds this adapter in any socket; the socket's address when it has no usable serial number.
    public PortAddress byAdapter() {
        return PortAddress.UsbAdapter.canName(serialNumber)
                ? new PortAddress.UsbAdapter(vendorId, productId, serialNumber, suffix())
                : bySocket();
    }

    /// The address that finds any adapter in this socket.
    public PortAddress bySocket() {
        return new PortAddress.UsbSocket(socket, suffix());
    }

    /// Whether `address` means this port.
    boolean is(PortAddress.UsbAdapter address) {
        return vendorId == address.vendorId()
                && productId == address.productId()
                && serialNumber.equals(address.serialNumber())
                && matches(address.interfaceNumber());
    }

    /// Whether `address` means this port.
    boolean is(PortAddress.UsbSocket address) {
        return socket.equals(address.socket()) && matches(address.interfaceNumber());
    }

    private boolean matches(OptionalInt wanted) {
        return wanted.isEmpty() || wanted.getAsInt() == interfaceNumber;
    }

    private OptionalInt suffix() {
        return only ? OptionalInt.empty() : OptionalInt.of(interfaceNumber);
    }
}
