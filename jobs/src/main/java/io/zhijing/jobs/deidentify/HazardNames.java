package io.zhijing.jobs.deidentify;

import io.zhijing.detection.model.Spelling;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether a text that no table lists has the form of a hazard's name, as that of a substance, a
 * germ or a defect, and so may be counted under itself. Sources also write whole complaints there,
 * with who made them: what is long, has the signs or words of a sentence, or says who or where
 * somebody is, is no name. A name refused costs a leaf, a complaint let through tells of a person.
 * Not thread-safe.
 */
final class HazardNames {
  private static final int MOST_REMEMBERED = 20_000;
  private static final int LONGEST = 120;

  /** "相同色泽着色剂混合使用时各自用量占其最大使用量的比例之和" has 28. */
  private static final int MOST_HAN = 28;

  /** Explanations in brackets of what a limit is stated as, or what a name includes. */
  private static final int MOST_HAN_WITH_BRACKETS = 45;

  private static final int MOST_WORDS = 18;

  private static final Pattern BRACKETS = Pattern.compile("[(\\[{][^()\\[\\]{}]*[)\\]}]");
  private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

  /** Between words; brackets in a name may hold such a list. */
  private static final Pattern HAN_SENTENCE = any("\\p{IsHan} ?[,:.]", "[,:.] ?\\p{IsHan}");

  /** Commas, colons and stops also stand in names: 2,4-滴, O157:H7, Salmonella spp. */
  private static final Pattern SENTENCE =
      any(
          "[。!?;…~@]",
          "[\\p{L}&&[^\\p{IsHan}]]{2}[,:] [\\p{L}&&[^\\p{IsHan}]]{2}",
          "(?<!\\b(?:spp|sp|ssp|subsp|ser|serovar|var|cf|incl|approx|no|e))\\. \\p{L}");

  /** Longer than in any name; groups of digits between commas are places of a molecule. */
  private static final Pattern NUMBER = any("[0-9]{6}", "(?:[0-9][ .-]?){8}");

  private static final Pattern PERSON =
      any(
          "[我你您她俺咱某了啊姓]|本人|他们|他说|姓名|名叫|叫做?\\p{IsHan}",
          "先生|女士|小姐|太太|大爷|大妈|大叔|大姐|大哥|阿姨|师傅|同志|老板|邻居",
          "爷爷|奶奶|爸爸|妈妈|父亲|母亲|儿子|女儿|孩子|小孩|老公|老婆|妻子|丈夫|朋友",
          "(?:投诉|举报|申诉|反映|联系|收件|收货|当事)人|身份证|手机号|电话|微信|邮箱|qq",
          "购买|买[到过来]|买的|反映|因为|所以|请问|请求|请帮|希望|谢谢|麻烦|说(?!明)",
          "今天|昨天|前天|早上|上午|中午|下午|晚上|[0-9]月[0-9]+[日号]|[0-9]年");

  private static final Pattern PLACE =
      any(
          "小区|家属院|嘎查|苏木|地址|门牌|公司|住(?![宅房宿院])",
          "[路街巷道](?:[0-9]+|[零〇一二三四五六七八九十百]+号)",
          "[0-9一二三四五六七八九十](?:号?楼|号院|号店|栋|幢|弄|单元|室)",
          "\\p{IsHan}[省市盟县旗区]\\p{IsHan}+[区县旗路街巷镇乡村]");

  private static final Pattern ENGLISH =
      any(
          "\\b(?:my|we|our|you|your|he|she|his|him|they|their|mr|mrs|ms|madam|sir)\\b",
          "\\bi (?:am|was|have|had|bought|got|found|ate|drank|live|would|want|did|saw|felt)\\b",
          "\\bi'(?:m|ve|d)\\b|\\b(?:phone|telephone|tel|e-?mail|name is|called|bought|told)\\b",
          "\\b(?:husband|wife|daughter|mother|father|neighbou?r|yesterday|please)\\b",
          "[0-9] (?:\\p{L}+ ){1,2}(?:street|st|road|rd|avenue|ave|lane|drive)\\b");

  private final Set<String> remembered = new HashSet<>();

  /** Whether the text has the form of a name. */
  boolean isName(String text) {
    if (remembered.contains(text)) {
      return true;
    }
    boolean isName =
        text.indexOf('\n') < 0
            && !text.contains(PersonalPatterns.MASK)
            && hasFormOfName(Spelling.normalise(text));
    if (isName) {
      if (remembered.size() >= MOST_REMEMBERED) {
        remembered.clear();
      }
      remembered.add(text);
    }
    return isName;
  }

  private static boolean hasFormOfName(String text) {
    String outside = BRACKETS.matcher(text).replaceAll("");
    String bare = outside.isBlank() ? text : outside;
    return isShort(text, bare)
        && !HAN_SENTENCE.matcher(bare).find()
        && Stream.of(SENTENCE, NUMBER, PERSON, PLACE, ENGLISH)
            .noneMatch(pattern -> pattern.matcher(text).find());
  }

  private static boolean isShort(String text, String bare) {
    return text.length() <= LONGEST
        && text.split(" ").length <= MOST_WORDS
        && han(text) <= MOST_HAN_WITH_BRACKETS
        && han(bare) <= MOST_HAN;
  }

  private static long han(String text) {
    return HAN.matcher(text).results().count();
  }

  private static Pattern any(String... patterns) {
    return Pattern.compile(String.join("|", List.of(patterns)));
  }
}
