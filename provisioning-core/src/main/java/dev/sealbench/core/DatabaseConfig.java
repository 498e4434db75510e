package dev.sealbench.core;

import java.util.Locale;
import java.util.regex.Pattern;

/// The PostgreSQL database that keeps the books, which stations may share. Holds no secret: says where the password is.
///
/// Immutable.
///
/// @param url `jdbc:postgresql://HOST[:PORT]/DATABASE[?sslmode=verify-full...]`, without user and password
/// @param user the station's role in that database
/// @param passwordFrom `file:PATH`, a file of the station's user alone, its first line the password; relative to the
///     home; `credential:NAME`, what systemd hands over (`LoadCredential=`); null where the role needs none
public record DatabaseConfig(String url, String user, String passwordFrom) {

    private static final Pattern ADDRESS = Pattern.compile("jdbc:postgresql://[^/?\\s]+/[^/?\\s]+(\\?[^\\s]*)?");

    private static final Pattern LOGIN = Pattern.compile("(^|[?&])[a-z]*(user|password)=|//[^/]*@");

    private static final Pattern LOCAL =
            Pattern.compile("//(localhost|127\\.[0-9]+\\.[0-9]+\\.[0-9]+|\\[::1])(:[0-9]+)?/");

    private static final Pattern VERIFIED = Pattern.compile("[?&]sslmode=verify-full(&|$)");

    private static final Pattern PLACE = Pattern.compile("file:.+|credential:[A-Za-z0-9][A-Za-z0-9._-]*");

    /// @throws IllegalArgumentException when it is no address, or has a password where everybody can read it
    public DatabaseConfig {
        if (url == null || !ADDRESS.matcher(url).matches()) {
            throw new IllegalArgumentException("the database's url is jdbc:postgresql://HOST:PORT/DATABASE");
        }
        if (LOGIN.matcher(url.toLowerCase(Locale.ROOT)).find()) {
            throw new IllegalArgumentException(
                    "the database's url must not have user or password: name them with user and passwordFrom");
        }
        if (user == null || user.isBlank()) {
            throw new IllegalArgumentException("the database needs a user");
        }
        if (passwordFrom != null && !PLACE.matcher(passwordFrom).matches()) {
            throw new IllegalArgumentException("the database's passwordFrom is file:PATH or credential:NAME");
        }
    }

    /// Whether nobody between here and the server can read or change what goes there: with `sslmode=verify-full`, or
    /// when the server is this machine.
    public boolean hasProtectedLine() {
        return LOCAL.matcher(url).find() || VERIFIED.matcher(url).find();
    }
}
