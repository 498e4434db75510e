/// The release engineer's tools: firmware keys, images, bills of materials, releases.
///
/// Formats: `device-link/protocol/IMAGE.md`; why the LMS state is kept as it is: `docs/design/012-lms-state.md`.
/// A station uses only the readers and verifiers; it holds no firmware key.
package dev.sealbench.core.release;
