package dev.sealbench.core;

/// A USB serial port that a slot can be bound to.
///
/// @param adapterAddress finds this adapter in any socket; the socket's address when it has no serial number
/// @param socketAddress finds any adapter in this socket
/// @param device its name until it is unplugged
/// @param product what the adapter calls itself, or empty
public record FoundPort(String adapterAddress, String socketAddress, String device, String product) {}
