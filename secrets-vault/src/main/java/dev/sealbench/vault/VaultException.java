package dev.sealbench.vault;

import java.io.Serial;

/// What a vault refuses for a cause outside of this program. Sealed: a `switch` over it needs no default.
///
/// No message holds a secret.
public abstract sealed class VaultException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private VaultException(String message, Throwable cause) {
        super(message, cause);
    }

    /// The file is whole, and this passphrase is not its own. Ask again.
    public static final class WrongPassphrase extends VaultException {
        @Serial
        private static final long serialVersionUID = 1L;

        WrongPassphrase() {
            super("the passphrase does not open this vault", null);
        }
    }

    /// The passphrase is too short to be set: fewer than [Vault#PASSPHRASE_MIN_CHARS] characters.
    public static final class WeakPassphrase extends VaultException {
        @Serial
        private static final long serialVersionUID = 1L;

        WeakPassphrase() {
            super("a passphrase has at least " + Vault.PASSPHRASE_MIN_CHARS + " characters", null);
        }
    }

    /// The file is cut short, changed, or not a vault. Restore it; no passphrase will open it.
    public static final class DamagedVault extends VaultException {
        @Serial
        private static final long serialVersionUID = 1L;

        DamagedVault(Throwable cause) {
            super("the vault file is damaged: " + cause.getMessage(), cause);
        }

        DamagedVault(String what) {
            super("the vault file is damaged: " + what, null);
        }
    }

    /// The vault is locked. Somebody has to open it again.
    public static final class Locked extends VaultException {
        @Serial
        private static final long serialVersionUID = 1L;

        Locked() {
            super("the vault is locked", null);
        }
    }

    /// The source of randomness failed. The line stops: nothing is drawn until the station is mended.
    public static final class NoRandomness extends VaultException {
        @Serial
        private static final long serialVersionUID = 1L;

        NoRandomness(Throwable cause) {
            super("no trustworthy random numbers: " + cause.getMessage(), cause);
        }

        NoRandomness(String what) {
            super("no trustworthy random numbers: " + what, null);
        }
    }

    /// A sealed record does not open: changed, cut short, or moved from another unit. An event for the audit log.
    public static final class TamperedRecord extends VaultException {
        @Serial
        private static final long serialVersionUID = 1L;

        TamperedRecord(String what, Throwable cause) {
            super("the sealed record does not open: " + what, cause);
        }
    }

    /// The record's data key was forgotten on purpose; nobody opens it any more.
    public static final class ShreddedRecord extends VaultException {
        @Serial
        private static final long serialVersionUID = 1L;

        ShreddedRecord() {
            super("the record was shredded", null);
        }
    }

    /// The record was made with a product secret that this vault does not hold.
    public static final class UnknownVersion extends VaultException {
        @Serial
        private static final long serialVersionUID = 1L;

        private final int productSecretVersion;

        UnknownVersion(int productSecretVersion) {
            super("this vault has no product secret of version " + productSecretVersion, null);
            this.productSecretVersion = productSecretVersion;
        }

        /// The version that is missing.
        public int productSecretVersion() {
            return productSecretVersion;
        }
    }

    /// A TPM key that must not receive secrets: not the template's public area, not on the curve, or not the EK that
    /// the context names.
    public static final class UnfitTpmKey extends VaultException {
        @Serial
        private static final long serialVersionUID = 1L;

        UnfitTpmKey(String what, Throwable cause) {
            super("no secret is wrapped for this TPM key: " + what, cause);
        }
    }

    /// Backup shares that are too few, damaged, or not of one backup.
    public static final class BadShares extends VaultException {
        @Serial
        private static final long serialVersionUID = 1L;

        BadShares(String what) {
            super("the backup shares do not restore a vault: " + what, null);
        }
    }
}
