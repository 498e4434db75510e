/// Checks an export as an outsider would, with nothing but the folder and public keys: docs/audit-format.md. The
/// station is taken for the adversary: what it alone signed or says is compared with what chargers, vendor and
/// checkpoints say.
///
/// {@link dev.sealbench.core.internal.verify.AuditVerifier} is the door. Everything streams: what must be compared
/// across units is sorted in temporary files.
package dev.sealbench.core.internal.verify;
