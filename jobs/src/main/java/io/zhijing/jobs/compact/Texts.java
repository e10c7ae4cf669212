package io.zhijing.jobs.compact;

import java.util.Arrays;

/**
 * Texts read before, by their bytes: a report has two dozen of which nearly all are codes, and one
 * object for all that are equal spares memory and hashing. A newer text takes the place of an older
 * one with the same hash, so it stays small. Not thread-safe.
 */
final class Texts {
  /** Longer ones are not remembered, bytes. */
  static final int LONGEST = 96;

  private static final int SLOTS = 4096;

  private record Known(int hash, byte[] bytes, String text) {}

  private final Known[] slots = new Known[SLOTS];

  /** The text of these bytes; null if it is not remembered. */
  String find(byte[] bytes, int from, int length, boolean isWide) {
    int hash = hash(bytes, from, length, isWide);
    Known known = slots[hash & (SLOTS - 1)];
    return known != null
            && known.hash == hash
            && Arrays.equals(known.bytes, 0, known.bytes.length, bytes, from, from + length)
        ? known.text
        : null;
  }

  /** Remembers a text. */
  void add(byte[] bytes, int from, int length, boolean isWide, String text) {
    int hash = hash(bytes, from, length, isWide);
    slots[hash & (SLOTS - 1)] =
        new Known(hash, Arrays.copyOfRange(bytes, from, from + length), text);
  }

  /** The lowest bit tells wide from narrow, whose bytes may be the same. */
  private static int hash(byte[] bytes, int from, int length, boolean isWide) {
    int hash = length;
    for (int i = from; i < from + length; i++) {
      hash = 31 * hash + bytes[i];
    }
    hash ^= hash >>> 15;
    return (hash << 1) | (isWide ? 1 : 0);
  }
}
