/// TPM commands of one charger, in sessions that the relay in between can neither read nor change.
///
/// {@link dev.sealbench.link.tpm.TpmConnection} provisions a blank charger's TPM; {@link
/// dev.sealbench.link.tpm.Attest}, {@link dev.sealbench.link.tpm.TpmNames}, {@link
/// dev.sealbench.link.tpm.PolicyDigests} and {@link dev.sealbench.link.tpm.PublicAreas} compute and check what a TPM
/// says, without one. Objects and handles: `device-link/protocol/ORDER.md` 4. Octets are big-endian as the TPM has
/// them.
package dev.sealbench.link.tpm;
