package dev.sealbench.core;

/// What answers on a slot. Nothing of it is proven.
///
/// @param slot from 1
/// @param address `/dev/...` or `tcp:host:port`
/// @param answers whether a charger said hello
/// @param lifecycle in a word, or empty
/// @param serial 16 characters, or empty
/// @param sentence for a person
public record SlotAnswer(int slot, String address, boolean answers, String lifecycle, String serial, String sentence) {}
