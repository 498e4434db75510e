package dev.sealbench.ui.window.scan;

import java.util.Arrays;
import java.util.Optional;

/// Tells the keys of a keyboard-wedge scanner from those of a person by their pace, and collects a scan.
///
/// A scanner sends a character every few milliseconds, a person takes several times that. The first two characters of
/// a burst cannot be told apart, so they are let through and taken back with the third. A burst that stops without its
/// suffix was typed after all and is given back. Needs no toolkit; scans are wiped once they are handed over.
///
/// Not safe to share between threads.
public final class Wedge {

    /// How a scanner sends.
    ///
    /// @param gapMillis longest pause between two of its characters
    /// @param prefix the character before each scan, for scanners that are set up to send one; a scan is then known
    ///     from its first character on, at any pace
    /// @param mostCharacters a longer scan is not looked at
    public record Settings(long gapMillis, Optional<Character> prefix, int mostCharacters) {

        /// Fits every scanner that was not set up in a special way.
        public static Settings usual() {
            return new Settings(50, Optional.empty(), 512);
        }
    }

    /// What is to be done with a character.
    public enum Key {
        /// A person's, as far as can be told: it goes where the focus is.
        TYPED,
        /// The scanner's: it goes nowhere, and the [#TAKEN_BACK] before it are taken out of the field again.
        FIRST_SCANNED,
        /// The scanner's: it goes nowhere.
        SCANNED,
        /// The scanner's last: [Wedge#take] has the scan.
        ENDED
    }

    /// Characters that were let through before a burst was known as one.
    public static final int TAKEN_BACK = 2;

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long PREFIXED_GAP_MILLIS = 1_000;

    /// Inside a burst that was known as one: a busy computer makes a scanner look slow.
    private static final long SCANNING_GAP_MILLIS = 150;

    private final Settings settings;
    private final char[] characters;
    private int length;
    private boolean scanning;
    private boolean tooLong;
    private boolean prefixed;
    private long last;
    private long excused;

    public Wedge(Settings settings) {
        this.settings = settings;
        this.characters = new char[settings.mostCharacters()];
    }

    /// Takes one character.
    ///
    /// @param nanos when it came, as `System.nanoTime` counts
    public Key key(char character, long nanos) {
        if (nanos - last - excused > gap()) {
            forget();
        }
        last = nanos;
        excused = 0;
        if (settings.prefix().isPresent() && settings.prefix().get() == character && !scanning) {
            forget();
            scanning = true;
            prefixed = true;
            return Key.SCANNED;
        }
        if (isSuffix(character)) {
            return end();
        }
        keep(character);
        if (scanning) {
            return Key.SCANNED;
        }
        scanning = length > TAKEN_BACK;
        return scanning ? Key.FIRST_SCANNED : Key.TYPED;
    }

    /// The windows took this long for a key: that time is not the scanner's.
    public void excuse(long tookNanos) {
        excused += tookNanos;
    }

    /// Whether characters are being swallowed.
    public boolean isScanning() {
        return scanning;
    }

    /// The scan that has ended; the caller wipes it. Empty when it was too long.
    public Optional<char[]> take() {
        var scan = tooLong ? Optional.<char[]>empty() : Optional.of(Arrays.copyOf(characters, length));
        forget();
        return scan;
    }

    /// What a burst without a suffix swallowed, once it is over: it was typed. Empty while there is none.
    ///
    /// @param nanos now
    public Optional<char[]> giveBack(long nanos) {
        if (!scanning || nanos - last <= gap()) {
            return Optional.empty();
        }
        var typed = Arrays.copyOf(characters, prefixed ? 0 : length);
        forget();
        return Optional.of(typed);
    }

    private Key end() {
        if (!scanning) {
            forget();
            return Key.TYPED;
        }
        scanning = false;
        return Key.ENDED;
    }

    private long gap() {
        if (prefixed) {
            return PREFIXED_GAP_MILLIS * NANOS_PER_MILLI;
        }
        return Math.max(settings.gapMillis(), scanning ? SCANNING_GAP_MILLIS : 0) * NANOS_PER_MILLI;
    }

    private void keep(char character) {
        if (length == characters.length) {
            tooLong = true;
            return;
        }
        characters[length] = character;
        length++;
    }

    private void forget() {
        Arrays.fill(characters, '\0');
        length = 0;
        scanning = false;
        tooLong = false;
        prefixed = false;
    }

    private static boolean isSuffix(char character) {
        return character == '\r' || character == '\n' || character == '\t';
    }
}
