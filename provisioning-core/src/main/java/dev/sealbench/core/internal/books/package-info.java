/// The books: who ordered what, which unit is how far, what was proven about it, and who did it.
///
/// [Books#open] gives one object per subject. Every change is one transaction with its event in the station's log,
/// and is on the disk when the method returns. This is the only package that names JDBC, JDBI, H2, HikariCP or
/// Flyway.
package dev.sealbench.core.internal.books;
