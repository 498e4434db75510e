package dev.sealbench.link.tpm;

/// What TPM commands cost so far.
///
/// @param commands sent, repetitions asked for by the TPM included
/// @param bytesOut octets of commands
/// @param bytesIn octets of responses
public record TpmTraffic(long commands, long bytesOut, long bytesIn) {}
