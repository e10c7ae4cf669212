package io.zhijing.detection.model;

/**
 * The unified social credit code of GB 32100-2015, the key of an enterprise. Only tells whether the
 * check digit fits: early codes of lawful firms break it, so that a misfit is a remark on a report
 * and never a reason to refuse it.
 */
public final class CreditCode {

  private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  private static final int LENGTH = 18;

  private CreditCode() {}

  /** Whether the text has 18 characters of the code's alphabet and the last one is the check. */
  public static boolean hasValidCheckDigit(String code) {
    if (code == null || code.length() != LENGTH) {
      return false;
    }
    int sum = 0;
    int weight = 1;
    for (int i = 0; i < LENGTH - 1; i++) {
      int value = ALPHABET.indexOf(code.charAt(i));
      if (value < 0) {
        return false;
      }
      sum += value * weight;
      weight = weight * 3 % ALPHABET.length();
    }
    int check = (ALPHABET.length() - sum % ALPHABET.length()) % ALPHABET.length();
    return ALPHABET.charAt(check) == code.charAt(LENGTH - 1);
  }
}
