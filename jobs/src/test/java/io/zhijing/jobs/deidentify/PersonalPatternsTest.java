package io.zhijing.jobs.deidentify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalPatternsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "13812345678",
        "013812345678",
        "138 1234 5678",
        "138-1234-5678",
        "+86 13812345678",
        "+86-138-1234-5678",
        "１３８１２３４５６７８",
        "一三八一二三四五六七八",
        "0471-6651234",
        "0482 6651234",
        "04836651234",
        "15010219900307123X",
        "150102900307123",
        "6222021234567890",
        "6222 0212 3456 7890 128",
        "some.body@example.com",
        "蒙A12C45",
        "蒙A·D12345",
        "蒙a12c45",
        "蒙A•12345",
        "蒙A · 12345",
        "蒙Ad12345",
        "蒙A1234挂",
        "蒙A·1234学",
        "蒙a1234警",
        "138 - 1234 - 5678",
        "138  1234  5678",
        "138/1234/5678",
        "138_1234_5678",
        "138，1234，5678",
        "138\u200b1234\u200b5678",
        "1\u20603\ufeff8\u200d1\u00ad2345678",
        "0471 - 6651234",
        "0471/6651234",
        "203.0.113.77"
      })
  void masksWhatLooksPersonal(String text) {
    String masked = PersonalPatterns.mask("电话 " + text + " 联系");
    assertThat(masked).contains(PersonalPatterns.MASK).doesNotContain(text);
    assertThat(masked).startsWith("电话").endsWith("联系");
    assertThat(PersonalPatterns.isPersonal(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "91150600YYYY00039N",
        "2020-01-06",
        "2020年第1期",
        "20191220",
        "150602",
        "2.2×10²CFU/g",
        "0.010mm×900mm",
        "农用地膜",
        "Nuts, nut products and seeds",
        "CHI-S-13-00333860",
        "RASFF-2020.3418",
        "12315",
        "a30adc799b4c",
        "新product",
        "云server",
        "贵company",
        "青apples",
        "新vitamin12",
        "批号20200106/2020-01-07",
        "2020/01/06, 2020/01/07",
        "LOT 1600/13/2019",
        "1,200,500,300",
        "zero\u200bwidth"
      })
  void leavesWhatDoesNot(String text) {
    assertThat(PersonalPatterns.mask(text)).isEqualTo(text);
  }

  private static final String[] PIECES = {
    "1",
    "3",
    "8",
    "0471",
    "0482",
    "86",
    "+86",
    "138",
    "00138000",
    "-",
    " ",
    ".",
    "·",
    "（",
    "@",
    "a",
    "X",
    "蒙",
    "京",
    "A",
    "B",
    "一",
    "二",
    "零",
    "〇",
    "幺",
    "两三四",
    "192.168",
    ".1",
    "１",
    "３",
    "①",
    "㊀",
    "ª",
    "某公司",
    "Ltd",
    "\u2014",
    "9999",
    "15262",
    "b12c45",
    "挂",
    "138/",
    "1234_5678",
    "\u200b",
    "7301010011"
  };

  /** Guards leave nothing out: texts put together from what the patterns are made of. */
  @Test
  void guardsLeaveNothingOut() {
    SplittableRandom random = new SplittableRandom(7);
    int masked = 0;
    for (int i = 0; i < 200_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(1, 14); n > 0; n--) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }
      String expected = PersonalPatterns.mask(text.toString(), false);
      assertThat(PersonalPatterns.mask(text.toString())).isEqualTo(expected);
      masked += expected.contains(PersonalPatterns.MASK) ? 1 : 0;
    }
    assertThat(masked).isBetween(20_000, 180_000);
  }
}
