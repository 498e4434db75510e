/// What an auditor takes home: one folder with units, events, signed orders, receipts and certificates, a
/// summary to read, and a signed manifest over all of it.
///
/// {@link dev.sealbench.core.internal.export.AuditExport} writes it from an
/// {@link dev.sealbench.core.internal.export.ExportSource};
/// {@link dev.sealbench.core.internal.export.ExportVerifier} checks it with nothing but the folder and public
/// keys. Both stream: memory does not grow with the number of units. No type here can hold a secret.
package dev.sealbench.core.internal.export;
