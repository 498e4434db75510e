package dev.sealbench.core.internal.books;

import dev.sealbench.core.DatabaseConfig;
import dev.sealbench.core.StationConfig;
import dev.sealbench.core.StationHome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;

/// Finds the books that a home's settings name: the file in the home, or a database elsewhere.
public final class BooksPlace {

    private static final int MAX_PASSWORD_BYTES = 1024;

    /// Whoever else may read the file knows the password.
    private static final Set<PosixFilePermission> OWNERS = PosixFilePermissions.fromString("rwx------");

    private BooksPlace() {}

    /// @throws BooksUnavailable when the password cannot be read, or others could read it, too
    public static BooksConfig of(StationHome home, StationConfig config) throws BooksUnavailable {
        var database = config.database();
        if (database == null) {
            return BooksConfig.h2(home.books(), config.stationId());
        }
        var password = password(home, database);
        try {
            return BooksConfig.postgresql(database.url(), database.user(), password, config.stationId());
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    /// The same books, for who owns their tables.
    ///
    /// @param owner the database with the owner's role
    /// @throws BooksUnavailable as [#of]
    public static BooksConfig ofOwner(StationHome home, StationConfig config, DatabaseConfig owner)
            throws BooksUnavailable {
        return of(home, config.withDatabase(owner));
    }

    private static char[] password(StationHome home, DatabaseConfig database) throws BooksUnavailable {
        var from = database.passwordFrom();
        if (from == null) {
            return new char[0];
        }
        var name = from.substring(from.indexOf(':') + 1);
        try {
            return from.startsWith("file:")
                    ? firstLine(ownersOnly(home.directory().resolve(name)))
                    : firstLine(credentials().resolve(name));
        } catch (IOException e) {
            throw new BooksUnavailable(
                    "the password of the books' database cannot be read from %s: %s".formatted(from, said(e)), e);
        }
    }

    /// systemd names the folder of a service's credentials, which only that service can read.
    private static Path credentials() throws IOException {
        var folder = System.getenv("CREDENTIALS_DIRECTORY");
        if (folder == null) {
            throw new IOException("this program was not started by systemd with credentials");
        }
        return Path.of(folder);
    }

    private static Path ownersOnly(Path file) throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView("posix")
                && !OWNERS.containsAll(Files.getPosixFilePermissions(file))) {
            throw new IOException("others may read it, too; its mode must be 0600");
        }
        return file;
    }

    private static char[] firstLine(Path file) throws IOException {
        if (Files.size(file) > MAX_PASSWORD_BYTES) {
            throw new IOException("it is too long for a password");
        }
        var octets = Files.readAllBytes(file);
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets));
            int end = 0;
            while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
                end++;
            }
            var line = new char[end];
            text.get(line);
            Arrays.fill(text.array(), '\0');
            return line;
        } catch (CharacterCodingException e) {
            throw new IOException("it is not UTF-8 text", e);
        } finally {
            Arrays.fill(octets, (byte) 0);
        }
    }

    private static String said(IOException e) {
        return e instanceof java.nio.file.NoSuchFileException
                ? "there is no such file"
                : String.valueOf(e.getMessage());
    }
}
