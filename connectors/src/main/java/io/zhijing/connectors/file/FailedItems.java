package io.zhijing.connectors.file;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the compound cells of inspection notices, 不合格项目║检验结果║标准值, for the items alone. The order
 * differs between notices and one cell may hold several items, so the item is known by what it is
 * not: no amount, no limit, no verdict. Where slashes stand between them, items come first and end
 * at a slash after which an amount, a limit or a verdict stands: slashes also stand in units and in
 * names of items.
 */
final class FailedItems {

  private static final Pattern BETWEEN = Pattern.compile("[║‖丨|｜;；\\n\\r]+");
  private static final Pattern BAR = Pattern.compile("[║‖丨|｜]");
  private static final Pattern COMPOUND = Pattern.compile("[║‖丨]");
  private static final Pattern LABEL =
      Pattern.compile(
          "^(不合格项目|不合格项|检验项目|检测项目|项目|标准值|标准指标|标准要求|标准|检验结果|检测结果|实测值|检出值|结果|限值)\\s*[:]\\s*");
  private static final String NUMBER = "[≤≥<>=~±+-]*\\s*[0-9]+(\\.[0-9]+)?";
  private static final Pattern AMOUNT =
      Pattern.compile(
          "("
              + NUMBER
              + "([~-]\\s*[0-9]+(\\.[0-9]+)?)?"
              + "(\\s*[×x*]\\s*10\\s*\\^?[0-9]*)?"
              + "\\s*[%‰°℃a-zμµ/·.²³]*[0-9]?(\\([^)]*\\))?[,、]?\\s*)+");
  private static final Pattern LIMIT =
      Pattern.compile("[nmc]\\s*=.*|[≤≥<>].*|[0-9.]+[^a-z]*(cfu|mpn|g|mg|μg|µg|ng|ml|iu|bq)? ?/.*");
  private static final String WORDS =
      "未检出|检出|不得检出|不得使用|不得添加|不应检出|阴性|阳性|合格|不合格|符合|不符合"
          + "|negative|positive|not detected|detected|absent|present|fail|pass";
  private static final Pattern VERDICT =
      Pattern.compile(WORDS + "|无|无不合格.{0,4}|未发现.{0,6}|全部合格|均合格|/|-+");
  private static final String VALUE =
      "\\s*(?:[≤≥<>=~±≮≯]|[+-]?[0-9]|[nmc]\\s*=|(?:" + WORDS + ")\\s*(?:/|$))";
  private static final Pattern BEFORE_VALUE =
      Pattern.compile("/(?=" + VALUE + ")", Pattern.CASE_INSENSITIVE);
  private static final Pattern LATER_ITEM =
      Pattern.compile("/\\s*(\\p{IsHan}[^/]*)(?=/" + VALUE + ")", Pattern.CASE_INSENSITIVE);

  private FailedItems() {}

  /** Whether a cell is compound, whatever its heading says: these bars stand nowhere else. */
  static boolean isCompound(String cell) {
    return COMPOUND.matcher(cell).find();
  }

  /** The items of a cell, each once, in their order. */
  static List<String> of(String cell) {
    boolean hasBars = BAR.matcher(cell).find();
    Set<String> items = new LinkedHashSet<>();
    for (String part : BETWEEN.split(cell, -1)) {
      String compatible = Normalizer.normalize(part, Normalizer.Form.NFKC).strip();
      addItems(hasBars ? List.of(compatible) : slashed(compatible), items);
    }
    return new ArrayList<>(items);
  }

  /** What may be an item where slashes stand between items and their values; else the part. */
  private static List<String> slashed(String part) {
    Matcher value = BEFORE_VALUE.matcher(part);
    if (!value.find()) {
      return List.of(part);
    }
    List<String> names = new ArrayList<>();
    names.add(part.substring(0, value.start()));
    Matcher later = LATER_ITEM.matcher(part);
    for (int from = value.start(); later.find(from); from = later.end()) {
      names.add(later.group(1));
    }
    return names;
  }

  private static void addItems(List<String> parts, Set<String> items) {
    for (String part : parts) {
      String bare = LABEL.matcher(part).replaceFirst("").strip();
      String lower = bare.toLowerCase(Locale.ROOT);
      if (!bare.isEmpty()
          && !AMOUNT.matcher(lower).matches()
          && !LIMIT.matcher(lower).matches()
          && !VERDICT.matcher(lower).matches()) {
        items.add(bare);
      }
    }
  }
}
