/// Secrets and keys of a provisioning station, behind one door: [dev.sealbench.vault.Vault].
///
/// {@snippet file="VaultUseTest.java" region="one-unit"}
package dev.sealbench.vault;
