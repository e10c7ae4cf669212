package io.zhijing.detection.model;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What makes two spellings the same: width and compatibility forms, case, accents, kinds of dash
 * and apostrophe, and runs of spaces do not count. Owns the one definition, because an alias that
 * is normalised differently from the input it should catch never matches.
 */
public final class Spelling {

  private static final int LONGEST_SLUG = 60;
  private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");
  private static final Pattern MARKS = Pattern.compile("\\p{Mn}+");
  private static final Pattern DASHES = Pattern.compile("[\\p{Pd}\\u2212]");
  private static final Pattern APOSTROPHES = Pattern.compile("[\\u2018\\u2019\\u00b4`]");
  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

  private Spelling() {}

  /** The form in which spellings are compared. Idempotent. */
  public static String normalise(String text) {
    String folded =
        Normalizer.normalize(text, Normalizer.Form.NFKC)
            .toUpperCase(Locale.ROOT)
            .toLowerCase(Locale.ROOT);
    String bare = MARKS.matcher(Normalizer.normalize(folded, Normalizer.Form.NFKD)).replaceAll("");
    String dashed =
        DASHES.matcher(Normalizer.normalize(bare, Normalizer.Form.NFKC)).replaceAll("-");
    String quoted = APOSTROPHES.matcher(dashed).replaceAll("'").replace('ı', 'i');
    return SPACES.matcher(quoted).replaceAll(" ").strip();
  }

  /**
   * A code made from a name: letters and digits of any script joined by dashes. A name too long is
   * cut and ends in a digest of the whole, so that two long names stay two codes. Empty if the name
   * has neither letter nor digit.
   */
  static String slug(String name) {
    String whole = NO_WORD.matcher(normalise(name)).replaceAll("-");
    int from = whole.startsWith("-") ? 1 : 0;
    int to = whole.endsWith("-") ? Math.max(from, whole.length() - 1) : whole.length();
    String slug = whole.substring(from, to);
    if (slug.length() <= LONGEST_SLUG) {
      return slug;
    }
    String digest = "-" + Integer.toHexString(slug.hashCode());
    return slug.substring(0, LONGEST_SLUG - digest.length()) + digest;
  }

  /** The readable form of a slug. */
  static String unslug(String slug) {
    String words = slug.replace('-', ' ');
    return words.isEmpty()
        ? words
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
