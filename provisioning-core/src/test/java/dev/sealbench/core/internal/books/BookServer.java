package dev.sealbench.core.internal.books;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// A database engine that a test may use and look into behind the books' back.
public interface BookServer {

    /// Turns to a new database without tables.
    void makeEmpty() throws Exception;

    /// Turns to a new database with the tables of this program. Its tables are copied, which is much faster
    /// than migrating for each test.
    void makeMigrated() throws Exception;

    /// How a station finds the database.
    BooksConfig config(String station);

    /// How whoever makes the tables finds it.
    BooksConfig ownersConfig(String station);

    /// Makes the tables, or brings them up to date, as `sealbench db migrate` does.
    void migrate(String station) throws BooksException;

    /// Has the engine write to its files what it holds back.
    void flush() throws Exception;

    /// The files that the database's rows are in.
    List<Path> files() throws IOException;

    /// A connection past the books.
    Connection connect() throws SQLException;
}
