package io.zhijing.jobs.deidentify;

import io.zhijing.detection.model.Spelling;
import java.util.regex.Pattern;

/**
 * Words that say who somebody is or where somebody lives, in texts that should be the name of a
 * thing or of a class of things. Such names are full of persons and places (康师傅, 女士衬衫, 锁住水分,
 * 儿童电话手表, 某旗某乡的莜面), so a word that may stand in one is none of these.
 */
final class PersonalWords {
  private static final Pattern WORDS =
      Pattern.compile(
          String.join(
              "|",
              "我[叫姓是在住家买们的]|(?<!日)本人|姓名|名叫",
              "(?:投诉|举报|申诉|反映|联系|收件|收货|当事)人|身份证号|手机号|(?:电话|微信)号|电话 ?:? ?[0-9]",
              "小区|家属院|地址 ?:|住[在址某]|住\\p{IsHan}{1,12}(?:小区|路|街|巷|村|号|楼)",
              "[路街巷道](?:[0-9]+|[零〇一二三四五六七八九十百]+)号",
              "[0-9零〇一二三四五六七八九十]+(?:号楼|号院|栋|幢|弄|单元[0-9]+室)",
              "\\bname is\\b|[0-9] (?:\\p{L}+ ){1,2}(?:street|st|road|rd|avenue|ave|lane)\\b"));

  private PersonalWords() {}

  /** As {@link PersonalPatterns#mask(String)}; of a text with such words nothing is left. */
  static String mask(String text) {
    return WORDS.matcher(Spelling.normalise(text)).find()
        ? PersonalPatterns.MASK
        : PersonalPatterns.mask(text);
  }
}
