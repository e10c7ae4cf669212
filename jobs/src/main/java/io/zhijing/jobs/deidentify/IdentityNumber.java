package io.zhijing.jobs.deidentify;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;

/**
 * The number of a person's identity card, GB 11643-1999: six digits of a region, the day of birth,
 * three digits and a check. It has the length and the characters of a credit code, whose own check
 * fits one number in 31.
 */
final class IdentityNumber {
  private static final Pattern FORM = Pattern.compile("[1-9][0-9]{5}(?:19|20)[0-9]{9}[0-9X]");
  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  private static final String CHECKS = "10X98765432";

  private IdentityNumber() {}

  /** Whether the text has the form, a day of birth that exists, and the check that fits. */
  static boolean isValid(String text) {
    return FORM.matcher(text).matches() && hasBirthday(text) && hasCheck(text);
  }

  private static boolean hasBirthday(String text) {
    try {
      LocalDate.of(number(text, 6, 10), number(text, 10, 12), number(text, 12, 14));
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text.substring(from, to));
  }

  private static boolean hasCheck(String text) {
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      sum += WEIGHTS[i] * (text.charAt(i) - '0');
    }
    return CHECKS.charAt(sum % CHECKS.length()) == text.charAt(WEIGHTS.length);
  }
}
