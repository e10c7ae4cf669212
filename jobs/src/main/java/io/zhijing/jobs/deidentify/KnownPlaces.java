package io.zhijing.jobs.deidentify;

import io.zhijing.detection.model.Taxonomy;
import io.zhijing.detection.model.Tree;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What may be kept of a region that nobody knows. Sources write whole addresses there, so that no
 * more is kept than known names at the beginning; else a text that has the form of a region's code
 * or name, which is what an alias is missing for; else nothing.
 */
final class KnownPlaces {
  private static final Pattern BETWEEN = Pattern.compile("[\\s,，、·/-]*");
  private static final Pattern CODE = Pattern.compile("[A-Z]?[0-9]{2,12}");
  private static final Pattern WORD = Pattern.compile("[\\p{L}&&[^\\p{IsHan}]]+");
  private static final Pattern HAN_NAME =
      Pattern.compile("[\\p{IsHan}&&[^路街道巷弄号栋幢楼室院村组店厂]]+(?:[省市县旗盟州]|(?<![小社园校])区)");

  private final Set<String> names = new HashSet<>();
  private final int longest;

  /** The names of a tree, in both languages. */
  KnownPlaces(Taxonomy regions) {
    for (Tree.Node node : regions.tree().nodes()) {
      if (!node.code().equals(Taxonomy.UNKNOWN)) {
        names.addAll(List.of(node.nameEn(), node.nameZh()));
      }
    }
    this.longest = names.stream().mapToInt(String::length).max().orElse(0);
  }

  /** What may be kept of a text; empty if nothing. */
  String of(String text) {
    String known = text.substring(0, endOfNames(text));
    if (!known.isEmpty()) {
      return known;
    }
    boolean isName =
        CODE.matcher(text).matches()
            || WORD.matcher(text).matches()
            || HAN_NAME.matcher(text).matches();
    return isName ? text : "";
  }

  /** Names follow one another from the widest region to the narrowest. */
  private int endOfNames(String text) {
    int end = 0;
    int from = 0;
    while (from < text.length()) {
      int next = endOfName(text, from);
      if (next == from) {
        return end;
      }
      end = next;
      from = afterSigns(text, end);
    }
    return end;
  }

  private static int afterSigns(String text, int from) {
    Matcher signs = BETWEEN.matcher(text).region(from, text.length());
    return signs.lookingAt() ? signs.end() : from;
  }

  /** Where the longest name ends that begins there; there if none does. */
  private int endOfName(String text, int from) {
    for (int end = Math.min(text.length(), from + longest); end > from; end--) {
      if (isWhole(text, end) && names.contains(text.substring(from, end))) {
        return end;
      }
    }
    return from;
  }

  /** Whether no Latin word goes on there. */
  private static boolean isWhole(String text, int end) {
    return end == text.length() || !isLatin(text.charAt(end - 1)) || !isLatin(text.charAt(end));
  }

  private static boolean isLatin(char c) {
    return Character.isLetter(c) && !Character.isIdeographic(c);
  }
}
