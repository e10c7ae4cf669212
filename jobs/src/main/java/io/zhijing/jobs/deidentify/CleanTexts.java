package io.zhijing.jobs.deidentify;

import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Masks texts, and remembers those in which there was nothing to mask: places, products and bodies
 * come again and again. What holds anything personal is never remembered. Not thread-safe.
 */
final class CleanTexts {
  private static final int MOST_REMEMBERED = 20_000;
  private static final int LONGEST = 64;

  private final UnaryOperator<String> masking;
  private final Set<String> remembered = new HashSet<>();

  /** Texts that a function masks. */
  CleanTexts(UnaryOperator<String> masking) {
    this.masking = masking;
  }

  /** The text as the function masks it. */
  String mask(String text) {
    if (text.isEmpty() || remembered.contains(text)) {
      return text;
    }
    String masked = masking.apply(text);
    if (masked.equals(text) && text.length() <= LONGEST) {
      if (remembered.size() >= MOST_REMEMBERED) {
        remembered.clear();
      }
      remembered.add(text);
    }
    return masked;
  }
}
