package dev.sealbench.ui.badinput;

import dev.sealbench.core.internal.document.CustomerIdentity;
import dev.sealbench.core.internal.document.JcaSigner;
import dev.sealbench.core.internal.document.KeyPairDigests;
import dev.sealbench.core.internal.document.P256PublicKey;
import dev.sealbench.core.internal.document.SigningKey;
import dev.sealbench.core.internal.document.Statements;
import dev.sealbench.core.internal.document.Validity;
import dev.sealbench.ui.testkit.Demo;
import dev.sealbench.ui.testkit.TestStation;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// Changes behind the station's back what the books hold. Only while the station is closed.
final class Tampering {

    private static final int DIGEST_BYTES = 32;

    private Tampering() {}

    static void removeCustomerStatement(TestStation station) throws SQLException {
        try (var books = connect(station);
                var statement = books.createStatement()) {
            statement.execute("DROP TRIGGER customer_lock_append_only");
            statement.execute("DROP TRIGGER customer_key_pair_append_only");
            statement.execute("DELETE FROM customer_key_pair");
            statement.execute("DELETE FROM customer_lock");
        }
    }

    /// @return what was there before
    static byte[] replaceCustomerStatement(TestStation station, byte[] envelope) throws SQLException {
        try (var books = connect(station);
                var statement = books.createStatement()) {
            statement.execute("DROP TRIGGER IF EXISTS customer_lock_append_only");
            byte[] before;
            try (var row = statement.executeQuery("SELECT statement FROM customer_lock")) {
                row.next();
                before = row.getBytes(1);
            }
            try (var update = books.prepareStatement("UPDATE customer_lock SET statement = ?")) {
                update.setBytes(1, envelope);
                update.executeUpdate();
            }
            return before;
        }
    }

    /// A statement that the demonstration's vendor really signed, for whatever customer, with made-up
    /// firmware keys.
    static byte[] customerStatement(Demo demo, String domain, LocalDate from, LocalDate until)
            throws IOException, GeneralSecurityException {
        var customer = new CustomerIdentity(
                "A customer", domain, "CP42/2", List.of(pair(1), pair(2)), new Validity(from, until));
        return Statements.sign(customer, vendorRoot(demo)).toByteArray();
    }

    private static KeyPairDigests pair(int number) {
        var digest = new byte[DIGEST_BYTES];
        Arrays.fill(digest, (byte) number);
        return new KeyPairDigests(digest, digest);
    }

    private static SigningKey vendorRoot(Demo demo) throws IOException, GeneralSecurityException {
        var folder = demo.folder().resolve("vendor");
        var key = KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(
                        der(Files.readString(folder.resolve("DEMO-ONLY-vendor-root.key.pem")))));
        var publicKey = P256PublicKey.ofSpki(der(Files.readString(folder.resolve("vendor-root.pub.pem"))));
        return new SigningKey(publicKey, new JcaSigner(key));
    }

    private static byte[] der(String pem) {
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    }

    /// Forgets the data key of a unit's credentials before their time.
    static void shred(TestStation station, String serial, byte[] shredded) throws SQLException {
        try (var connection = connect(station);
                var update = connection.prepareStatement(
                        "UPDATE unit_secret SET sealed = ?, shredded_at = CURRENT_TIMESTAMP WHERE serial = ?")) {
            update.setBytes(1, shredded);
            update.setString(2, serial);
            update.executeUpdate();
        }
    }

    private static Connection connect(TestStation station) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:h2:file:" + station.home().books() + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE", "sealbench", "");
    }
}
