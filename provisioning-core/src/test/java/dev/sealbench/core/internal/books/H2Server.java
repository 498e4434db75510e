package dev.sealbench.core.internal.books;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/// H2 files in a directory, a new one each time.
final class H2Server implements BookServer {

    private final Path directory;

    private int made;

    private byte[] template;

    H2Server(Path directory) {
        this.directory = directory;
    }

    @Override
    public void makeEmpty() throws IOException {
        made++;
        Files.createDirectories(directory);
    }

    @Override
    public void makeMigrated() throws Exception {
        makeEmpty();
        if (template == null) {
            Books.migrate(config("any"));
            template = Files.readAllBytes(file());
        }
        Files.write(file(), template);
    }

    @Override
    public BooksConfig config(String station) {
        return BooksConfig.h2(directory.resolve("books" + made), station);
    }

    @Override
    public BooksConfig ownersConfig(String station) {
        return config(station);
    }

    @Override
    public void migrate(String station) throws BooksException {
        Books.migrate(config(station));
    }

    @Override
    public Connection connect() throws SQLException {
        var config = config("any");
        return DriverManager.getConnection(config.url(), config.user(), config.password());
    }

    Path file() {
        return directory.resolve("books" + made + ".mv.db");
    }
}
