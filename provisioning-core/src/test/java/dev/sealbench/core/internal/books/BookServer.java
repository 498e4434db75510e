package dev.sealbench.core.internal.books;

import java.sql.Connection;
import java.sql.SQLException;

/// A database engine that a test may use and look into behind the books' back.
public interface BookServer {

    /// Turns to a new database without tables.
    void makeEmpty() throws Exception;

    /// Turns to a new database with the tables of this program. Its tables are copied, which is much faster than
    /// migrating for each test.
    void makeMigrated() throws Exception;

    /// How a station finds the database.
    BooksConfig config(String station);

    /// How whoever makes the tables finds it.
    BooksConfig ownersConfig(String station);

    /// Makes the tables, or brings them up to date, as `sealbench db migrate` does.
    void migrate(String station) throws BooksException;

    /// A connection past the books.
    Connection connect() throws SQLException;
}
