package io.zhijing.connectors.notify.wording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zhijing.connectors.notify.Samples;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CutTest {

  @Test
  void aChineseCharacterIsThreeBytes() {
    assertThat(Cut.toBytes("质量安全", 12)).isEqualTo("质量安全");
    assertThat(Cut.toBytes("质量安全", 11)).isEqualTo("质量…");
    assertThat(Cut.toBytes("质量安全", 9)).isEqualTo("质量…");
    assertThat(Cut.toBytes("质量安全", 8)).isEqualTo("质…");
    assertThat(Cut.toBytes("质量安全", 3)).isEqualTo("…");
    assertThatThrownBy(() -> Cut.toBytes("质", 2)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFamilyStaysTogether() {
    String family = "👨‍👩‍👧‍👦";
    assertThat(Cut.toUnits("ab" + family + "cd", 2 + family.length())).isEqualTo("ab…");
    assertThat(Cut.toUnits("ab" + family + "cd", 3 + family.length()))
        .isEqualTo("ab" + family + "…");
  }

  @Test
  void anyTextIsCutOnACharacterWithTheEllipsisInSight() {
    Random random = new Random(11);
    Pattern character = Pattern.compile("\\X");
    for (int i = 0; i < 3000; i++) {
      String text = Samples.nasty(random, 1 + random.nextInt(40));
      int max = 3 + random.nextInt(120);
      String cut = Cut.toBytes(text, max);
      assertThat(Cut.bytes(cut)).isLessThanOrEqualTo(max);
      if (Cut.bytes(text) <= max) {
        assertThat(cut).isEqualTo(text);
        continue;
      }
      assertThat(cut).endsWith("…");
      String kept = cut.substring(0, cut.length() - 1);
      assertThat(text).startsWith(kept);
      Matcher next = character.matcher(text);
      int end = 0;
      while (end < kept.length() && next.find()) {
        end = next.end();
      }
      assertThat(end).as("a boundary of '%s'", text).isEqualTo(kept.length());
      assertThat(next.find()).isTrue();
      assertThat(Cut.bytes(kept + next.group()) + 3).as("no longer text fits").isGreaterThan(max);
    }
  }
}
