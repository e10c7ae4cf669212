package io.zhijing.jobs.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the world does to records, one kind at a time or several. */
final class Mutations {
  private static final Pattern VALUE = Pattern.compile(":(\"[^\"]*\"|-?[0-9]+|true|false|null)");
  private static final List<String> SWAPS =
      List.of(
          "null",
          "true",
          "-1",
          "0",
          "3.5",
          "1e400",
          "99999999999999999999999999999999",
          "2147483648",
          "-0",
          "\"\"",
          "\" \"",
          "\"NaN\"",
          "\"2025-02-30\"",
          "\"9999-12-31\"",
          "\"-1\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"=cmd|' /C calc'!A0\"",
          "[]",
          "[[1],{}]",
          "{}",
          "{\"a\":{\"b\":[]}}",
          "\"" + "x".repeat(2_000) + "\"");
  private static final String PLAIN = "aeopcxy0158-:, ";
  private static final String ALIKE = "аеорсху０１５８–：，\u00a0";

  private final SplittableRandom random;

  Mutations(SplittableRandom random) {
    this.random = random;
  }

  /** A kind of mutation. */
  private enum Kind {
    NONE,
    BIT,
    BYTES,
    CUT,
    CHUNK,
    SWAP,
    DEEP,
    ALIKE,
    TWICE,
    TEXT
  }

  /** The record after one to three mutations. */
  byte[] of(byte[] record) {
    byte[] mutated = record;
    for (int n = random.nextInt(1, 4); n > 0; n--) {
      Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
      mutated = mutated.length == 0 ? mutated : mutate(kind, mutated);
    }
    return mutated;
  }

  private byte[] mutate(Kind kind, byte[] record) {
    return switch (kind) {
      case NONE -> record;
      case BIT -> bit(record);
      case BYTES -> bytes(record);
      case CUT -> Arrays.copyOf(record, random.nextInt(record.length));
      case CHUNK -> chunk(record);
      case SWAP -> swap(record, SWAPS.get(random.nextInt(SWAPS.size())));
      case DEEP -> swap(record, deep());
      case ALIKE -> alike(record);
      case TWICE -> twice(record);
      case TEXT -> swap(record, "\"" + "漢字 text " + random.nextInt() + "\"");
    };
  }

  private byte[] bit(byte[] record) {
    byte[] flipped = record.clone();
    flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
    return flipped;
  }

  private byte[] bytes(byte[] record) {
    byte[] changed = record.clone();
    int from = random.nextInt(changed.length);
    for (int i = from; i < Math.min(changed.length, from + random.nextInt(1, 8)); i++) {
      changed[i] = (byte) random.nextInt(256);
    }
    return changed;
  }

  private byte[] chunk(byte[] record) {
    int from = random.nextInt(record.length);
    int to = Math.min(record.length, from + random.nextInt(1, 60));
    byte[] rest = new byte[record.length - (to - from)];
    System.arraycopy(record, 0, rest, 0, from);
    System.arraycopy(record, to, rest, from, record.length - to);
    return rest;
  }

  private String deep() {
    int depth = random.nextInt(1, 3_000);
    return random.nextBoolean() ? "[".repeat(depth) + "]".repeat(depth) : "{\"a\":".repeat(depth);
  }

  /** Puts something else in the place of a value. */
  private byte[] swap(byte[] record, String other) {
    String text = new String(record, StandardCharsets.UTF_8);
    Matcher values = VALUE.matcher(text);
    int chosen = random.nextInt(25);
    for (int i = 0; values.find(); i++) {
      if (i == chosen) {
        return (text.substring(0, values.start(1)) + other + text.substring(values.end(1)))
            .getBytes(StandardCharsets.UTF_8);
      }
    }
    return record;
  }

  private byte[] alike(byte[] record) {
    StringBuilder text = new StringBuilder(new String(record, StandardCharsets.UTF_8));
    for (int n = random.nextInt(1, 6); n > 0; n--) {
      int at = random.nextInt(text.length());
      int letter = PLAIN.indexOf(text.charAt(at));
      if (letter >= 0) {
        text.setCharAt(at, ALIKE.charAt(letter));
      }
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** A key that stands twice. */
  private static byte[] twice(byte[] record) {
    String text = new String(record, StandardCharsets.UTF_8);
    int end = text.lastIndexOf('}');
    return end < 0
        ? record
        : (text.substring(0, end) + ",\"id\":\"again\"}").getBytes(StandardCharsets.UTF_8);
  }
}
