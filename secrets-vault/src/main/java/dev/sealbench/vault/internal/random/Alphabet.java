package dev.sealbench.vault.internal.random;

import java.nio.charset.StandardCharsets;

/// The symbols that credentials are drawn from. One octet of ASCII each, none twice.
public enum Alphabet {
    /// 24 symbols, one of each class of look-alikes, no vowels: 4.58 bits a symbol.
    T24("23456789CDFHJKLMNPRTVWXY"),
    /// 56 symbols, digits and letters without 0 1 I O l o: 5.81 bits a symbol.
    A56("23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz"),
    /// The decimal digits.
    DIGITS("0123456789");

    private static final int OCTET_VALUES = 256;

    private final byte[] symbols;

    Alphabet(String symbols) {
        this.symbols = symbols.getBytes(StandardCharsets.US_ASCII);
    }

    int size() {
        return symbols.length;
    }

    /// Whether a random octet may be used: those at the end of the range would prefer the first symbols.
    boolean accepts(int octet) {
        return octet < OCTET_VALUES - OCTET_VALUES % symbols.length;
    }

    byte symbol(int octet) {
        return symbols[octet % symbols.length];
    }
}
