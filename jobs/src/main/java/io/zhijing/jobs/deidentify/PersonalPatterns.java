package io.zhijing.jobs.deidentify;

import java.text.Normalizer;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Finds what looks personal in texts that are kept: phone numbers, identity and card numbers,
 * e-mail addresses, number plates. Full-width digits and phone numbers in Chinese numerals are
 * found too, and invisible characters between digits hide nothing. It masks rather than refuses,
 * and rather too much than too little.
 */
public final class PersonalPatterns {
  /** What a finding is replaced by. */
  public static final String MASK = "[masked]";

  private static final String GAP = "[\\s\\-.·—–()（）]?";

  /** Between the digits of telephones: people write them in groups, with more than one sign. */
  private static final String WIDE_GAP = "[\\s\\-.·—–()（）/_,，]{0,3}";

  private static final String DOTS = "[·•・‧∙⋅.\\- ]{0,3}";
  private static final String PROVINCE = "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]";
  private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}+");
  private static final List<Guarded> PATTERNS =
      List.of(
          guarded("[\\p{L}\\p{N}._%+-]+@[\\p{L}\\p{N}.-]+\\.\\p{L}{2,}", Traits::hasAt),
          guarded(
              "(?<![0-9])(?:[0-9]" + GAP + "){17}[0-9Xx](?![0-9])",
              traits -> traits.digits() >= 17),
          guarded(
              "(?<![0-9])(?:[0-9]" + GAP + "){14,18}[0-9](?![0-9])",
              traits -> traits.digits() >= 15),
          guarded(
              "(?<![0-9])(?:\\+?86"
                  + WIDE_GAP
                  + "|0)?1"
                  + WIDE_GAP
                  + "[3-9](?:"
                  + WIDE_GAP
                  + "[0-9]){9}(?![0-9])",
              traits -> traits.digits() >= 11),
          guarded(
              "(?<![0-9])0(?:47[0-9]|48[23])" + WIDE_GAP + "[0-9](?:" + WIDE_GAP + "[0-9]){6,7}",
              traits -> traits.digits() >= 11),
          guarded(PROVINCE + "[A-Z]" + DOTS + "[A-Z0-9]{5,6}(?![A-Z0-9])", Traits::canHoldPlate),
          // In small letters a word after 新 or 云 would be one, were it not for the digits.
          guarded(
              PROVINCE
                  + "[A-Za-z]"
                  + DOTS
                  + "(?=(?:[A-Za-z]*[0-9]){2})"
                  + "(?:[A-Za-z0-9]{5,6}(?![A-Za-z0-9])|[A-Za-z0-9]{4}[挂学警港澳领使试超])",
              Traits::canHoldPlate),
          guarded("[一二三四五六七八九零〇幺两]{7,}", traits -> traits.numerals() >= 7),
          guarded(
              "(?<![0-9])(?:[0-9]{1,3}\\.){3}[0-9]{1,3}(?![0-9])",
              traits -> traits.digits() >= 4 && traits.dots() >= 3));

  private PersonalPatterns() {}

  /**
   * A pattern, and what a text must have at least for it to match anywhere: most texts have none of
   * it, and counting characters costs far less than looking for patterns.
   */
  private record Guarded(Pattern pattern, Predicate<Traits> canMatch) {}

  private static Guarded guarded(String pattern, Predicate<Traits> canMatch) {
    return new Guarded(Pattern.compile(pattern), canMatch);
  }

  /** The text, with everything that looks personal masked; unchanged if nothing does. */
  public static String mask(String text) {
    return mask(text, true);
  }

  /** The same with or without guards, to hold one against the other. */
  static String mask(String text, boolean isGuarded) {
    if (text.isEmpty()) {
      return text;
    }
    String normal = isGuarded && Traits.isPlain(text) ? text : visible(text);
    Traits traits = Traits.of(normal);
    String masked = normal;
    for (Guarded each : PATTERNS) {
      if (!isGuarded || each.canMatch().test(traits)) {
        masked = each.pattern().matcher(masked).replaceAll(MASK);
      }
    }
    return masked.equals(normal) ? text : masked;
  }

  private static String visible(String text) {
    return Normalizer.normalize(INVISIBLE.matcher(text).replaceAll(""), Normalizer.Form.NFKC);
  }

  /** Whether anything in the text looks personal. */
  public static boolean isPersonal(String text) {
    return !mask(text).equals(text);
  }
}
