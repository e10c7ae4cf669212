package io.zhijing.jobs.deidentify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CleanTextsTest {
  @Test
  void masksTheSameHoweverOftenAskedAndAfterManyOthers() {
    CleanTexts texts = new CleanTexts(PersonalPatterns::mask);
    List<String> some =
        List.of("", "新城区", "call 13812345678", "蒙A12345", "bread", "a@b.cn", "０１３８１２３４５６７８");
    for (int round = 0; round < 3; round++) {
      for (String text : some) {
        assertThat(texts.mask(text)).isEqualTo(PersonalPatterns.mask(text));
      }
      for (int i = 0; i < 25_000; i++) {
        String text = "text " + round + " " + (char) ('a' + i % 26) + i / 26;
        assertThat(texts.mask(text)).isEqualTo(PersonalPatterns.mask(text));
      }
    }
  }
}
