package io.zhijing.jobs.compact;

import java.util.Arrays;

/**
 * Bytes of one record: whole numbers in as few bytes as they need, texts in one byte a character
 * where all are ASCII, else two. Any text survives, also one that is no valid Unicode. Reused; not
 * thread-safe.
 */
public final class CompactWriter {
  private static final int FIRST_SIZE = 512;

  /** Most bytes of a number, and of the length of a text. */
  static final int NUMBER_BYTES = 10;

  static final int SEVEN_BITS = 0x7f;
  static final int MORE = 0x80;

  private byte[] bytes = new byte[FIRST_SIZE];
  private int length;

  void clear() {
    length = 0;
  }

  int length() {
    return length;
  }

  byte[] bytes() {
    return bytes;
  }

  /** A whole number; small ones of either sign take a byte. */
  public void number(long value) {
    ensure(NUMBER_BYTES);
    plain((value << 1) ^ (value >> (Long.SIZE - 1)));
  }

  /** A yes or no. */
  public void flag(boolean value) {
    ensure(1);
    bytes[length++] = (byte) (value ? 1 : 0);
  }

  /** A real number, all its bits. */
  public void real(double value) {
    ensure(NUMBER_BYTES);
    long bits = Double.doubleToRawLongBits(value);
    for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      bytes[length++] = (byte) (bits >>> shift);
    }
  }

  /** A text; not null. */
  public void text(String value) {
    int n = value.length();
    ensure(NUMBER_BYTES + 2 * n);
    int begin = length;
    plain((long) n << 1);
    for (int i = 0; i < n; i++) {
      char each = value.charAt(i);
      if (each >= MORE) {
        length = begin;
        wide(value);
        return;
      }
      bytes[length++] = (byte) each;
    }
  }

  private void wide(String value) {
    int n = value.length();
    plain(((long) n << 1) | 1);
    for (int i = 0; i < n; i++) {
      char each = value.charAt(i);
      bytes[length++] = (byte) (each >> Byte.SIZE);
      bytes[length++] = (byte) each;
    }
  }

  /** Texts; none of them null. */
  public void texts(String[] values) {
    number(values.length);
    for (String value : values) {
      text(value);
    }
  }

  private void plain(long value) {
    long rest = value;
    while ((rest & ~SEVEN_BITS) != 0) {
      bytes[length++] = (byte) (rest | MORE);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  private void ensure(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
