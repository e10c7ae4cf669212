package io.zhijing.jobs.compact;

import java.nio.charset.StandardCharsets;

/** Reads what {@link CompactWriter} wrote. Reused; not thread-safe. */
public final class CompactReader {
  private static final String[] NONE = new String[0];

  private final Texts remembered = new Texts();
  private byte[] bytes = new byte[0];
  private int at;
  private int end;
  private char[] characters = new char[0];

  /** Room for the bytes of the next record. */
  byte[] room(int length) {
    if (bytes.length < length) {
      bytes = new byte[Math.max(length, 2 * bytes.length)];
    }
    at = 0;
    end = length;
    return bytes;
  }

  boolean isAtEnd() {
    return at == end;
  }

  /** A whole number. */
  public long number() {
    long value = plain();
    return (value >>> 1) ^ -(value & 1);
  }

  /**
   * A whole number.
   *
   * @throws ArithmeticException if it is none of 32 bits
   */
  public int smallNumber() {
    return Math.toIntExact(number());
  }

  /** A yes or no. */
  public boolean flag() {
    return bytes[at++] != 0;
  }

  /** A real number. */
  public double real() {
    long bits = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      bits = (bits << Byte.SIZE) | (bytes[at++] & 0xff);
    }
    return Double.longBitsToDouble(bits);
  }

  /** A text of which many are the same: codes and names. */
  public String text() {
    long header = plain();
    int length = bytesOf(header);
    if (length == 0) {
      return "";
    }
    boolean isWide = (header & 1) != 0;
    if (length > Texts.LONGEST) {
      return fresh(length, isWide);
    }
    String known = remembered.find(bytes, at, length, isWide);
    if (known == null) {
      int begin = at;
      known = fresh(length, isWide);
      remembered.add(bytes, begin, length, isWide, known);
    } else {
      at += length;
    }
    return known;
  }

  /** A text that is hardly ever the same: identifiers. */
  public String uniqueText() {
    long header = plain();
    return fresh(bytesOf(header), (header & 1) != 0);
  }

  /** Texts of which many are the same. */
  public String[] texts() {
    int n = smallNumber();
    if (n == 0) {
      return NONE;
    }
    String[] texts = new String[n];
    for (int i = 0; i < n; i++) {
      texts[i] = text();
    }
    return texts;
  }

  private static int bytesOf(long header) {
    return Math.toIntExact((header >>> 1) << (header & 1));
  }

  private String fresh(int length, boolean isWide) {
    int begin = at;
    at += length;
    if (!isWide) {
      return new String(bytes, begin, length, StandardCharsets.ISO_8859_1);
    }
    int n = length / 2;
    if (characters.length < n) {
      characters = new char[n];
    }
    for (int i = 0; i < n; i++) {
      characters[i] =
          (char) (((bytes[begin + 2 * i] & 0xff) << Byte.SIZE) | (bytes[begin + 2 * i + 1] & 0xff));
    }
    return new String(characters, 0, n);
  }

  private long plain() {
    long value = 0;
    int shift = 0;
    byte each = bytes[at++];
    while (each < 0) {
      value |= (long) (each & CompactWriter.SEVEN_BITS) << shift;
      shift += 7;
      each = bytes[at++];
    }
    return value | ((long) each << shift);
  }
}
