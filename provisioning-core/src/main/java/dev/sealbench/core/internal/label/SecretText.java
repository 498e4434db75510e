package dev.sealbench.core.internal.label;

import java.util.Arrays;

/// Characters that may stand on a printed label and nowhere else.
///
/// Copies what it is given, lends a copy to whoever uses it and wipes that copy afterwards. `toString`
/// says nothing. Not safe to share between threads.
public final class SecretText implements AutoCloseable {

    /// What somebody does with lent characters; they are wiped when it returns.
    ///
    /// @param <T> what comes out; must not contain the characters
    /// @param <E> what it may throw
    @FunctionalInterface
    public interface Use<T, E extends Exception> {

        /// Uses the characters, without keeping them.
        T with(char[] lent) throws E;
    }

    private static final char BULLET = '\u2022';

    private final char[] characters;
    private boolean wiped;

    private SecretText(char[] owned) {
        characters = owned;
    }

    /// Copies `lent`; the caller wipes its own.
    public static SecretText copyOf(char[] lent) {
        return new SecretText(lent.clone());
    }

    /// Takes `owned` over; the caller must not keep or use it.
    static SecretText owning(char[] owned) {
        return new SecretText(owned);
    }

    /// Copies `lent` with `separator` after every `groupLength` characters but the last.
    static SecretText grouped(char[] lent, int groupLength, char separator) {
        if (lent.length == 0 || groupLength < 1) {
            throw new IllegalArgumentException("nothing to group");
        }
        var grouped = new char[lent.length + (lent.length - 1) / groupLength];
        for (int from = 0, to = 0; from < lent.length; from++) {
            if (from > 0 && from % groupLength == 0) {
                grouped[to++] = separator;
            }
            grouped[to++] = lent[from];
        }
        return new SecretText(grouped);
    }

    /// How many characters, separators included.
    public int length() {
        return characters.length;
    }

    /// Lends the characters to `use` and wipes the loan afterwards, also when `use` throws.
    ///
    /// @throws IllegalStateException if this was closed
    public <T, E extends Exception> T reveal(Use<T, E> use) throws E {
        if (wiped) {
            throw new IllegalStateException("secret text was wiped");
        }
        var loan = characters.clone();
        try {
            return use.with(loan);
        } finally {
            Arrays.fill(loan, '\0');
        }
    }

    /// As many characters, each letter and digit a bullet; separators stay, they are no secret.
    public String masked() {
        return reveal(loan -> {
            for (int i = 0; i < loan.length; i++) {
                loan[i] = isSeparator(loan[i]) ? loan[i] : BULLET;
            }
            return new String(loan);
        });
    }

    /// Wipes the characters. More than once does no harm.
    @Override
    public void close() {
        Arrays.fill(characters, '\0');
        wiped = true;
    }

    @Override
    public String toString() {
        return "SecretText[hidden]";
    }

    private static boolean isSeparator(char c) {
        return c == '-' || c == ' ';
    }
}
