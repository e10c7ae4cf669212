package io.zhijing.jobs.deidentify;

/**
 * How much a text has of what personal data are made of. Masks put in only take away from it.
 *
 * @param hasAt whether an at sign is in it
 * @param digits ASCII digits
 * @param dots full stops
 * @param letters ASCII letters
 * @param numerals Chinese numerals
 * @param hasProvince whether a character is in it that a number plate begins with
 */
record Traits(boolean hasAt, int digits, int dots, int letters, int numerals, boolean hasProvince) {
  private static final String NUMERALS = "一二三四五六七八九零〇幺两";
  private static final String PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
  private static final int PLATE = 5;
  private static final char FIRST_IDEOGRAPH = '\u4e00';
  private static final char LAST_IDEOGRAPH = '\u9fff';

  /** What a text has. */
  static Traits of(String text) {
    boolean hasAt = false;
    boolean hasProvince = false;
    int digits = 0;
    int dots = 0;
    int letters = 0;
    int numerals = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        hasAt |= c == '@';
        digits += c >= '0' && c <= '9' ? 1 : 0;
        dots += c == '.' ? 1 : 0;
        letters += (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ? 1 : 0;
      } else if (NUMERALS.indexOf(c) >= 0) {
        numerals++;
      } else {
        hasProvince |= PROVINCES.indexOf(c) >= 0;
      }
    }
    return new Traits(hasAt, digits, dots, letters, numerals, hasProvince);
  }

  /** Whether a text is in its normal form, as far as its characters alone can tell. */
  static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80 && (c < FIRST_IDEOGRAPH || c > LAST_IDEOGRAPH)) {
        return false;
      }
    }
    return true;
  }

  boolean canHoldPlate() {
    return hasProvince && letters >= 1 && letters + digits >= PLATE;
  }
}
