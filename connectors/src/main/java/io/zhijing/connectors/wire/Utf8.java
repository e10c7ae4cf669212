package io.zhijing.connectors.wire;

/**
 * Whether bytes are UTF-8: no overlong form, no surrogate, nothing beyond U+10FFFF (RFC 3629). And
 * whether a text can be written in it.
 */
final class Utf8 {
  private Utf8() {}

  /** Whether no half of a pair of surrogates stands alone; an escape in JSON can write one. */
  static boolean canHold(String text) {
    int i = 0;
    while (i < text.length()) {
      int point = text.codePointAt(i);
      if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
        return false;
      }
      i += Character.charCount(point);
    }
    return true;
  }

  static boolean isValid(byte[] bytes) {
    int i = 0;
    while (i < bytes.length) {
      int first = bytes[i] & 0xff;
      int length = length(first);
      if (length == 0 || i + length > bytes.length) {
        return false;
      }
      if (length > 1 && !isSecond(first, bytes[i + 1] & 0xff)) {
        return false;
      }
      for (int k = i + 2; k < i + length; k++) {
        if ((bytes[k] & 0xc0) != 0x80) {
          return false;
        }
      }
      i += length;
    }
    return true;
  }

  /** How many bytes a character has that begins like this; 0 if none does. */
  private static int length(int first) {
    if (first < 0x80) {
      return 1;
    }
    if (first >= 0xc2 && first <= 0xdf) {
      return 2;
    }
    if (first >= 0xe0 && first <= 0xef) {
      return 3;
    }
    return first >= 0xf0 && first <= 0xf4 ? 4 : 0;
  }

  private static boolean isSecond(int first, int second) {
    int least =
        switch (first) {
          case 0xe0 -> 0xa0;
          case 0xf0 -> 0x90;
          default -> 0x80;
        };
    int most =
        switch (first) {
          case 0xed -> 0x9f;
          case 0xf4 -> 0x8f;
          default -> 0xbf;
        };
    return second >= least && second <= most;
  }
}
