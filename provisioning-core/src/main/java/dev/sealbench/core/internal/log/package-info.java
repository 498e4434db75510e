/// The station's log as a Merkle tree: hashes, proofs, checkpoints, witnesses. Knows no database.
///
/// docs/design/051-log.md.
package dev.sealbench.core.internal.log;
