package io.zhijing.jobs.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OutcomeTest {
  private static final Outcome EXPECTED =
      new Outcome(Map.of("warnings a", "{\"n\":1}", "audit b", "{}"), Map.of("m1", 1, "m2", 1));

  @Test
  void theSameIsNoDifferenceAndRepeatsAreCounted() {
    Outcome same = new Outcome(EXPECTED.documents(), Map.of("m1", 3, "m2", 1));
    assertThat(same.differences(EXPECTED)).isEmpty();
    assertThat(same.repeats()).isEqualTo(2);
    assertThat(EXPECTED.repeats()).isZero();
  }

  @Test
  void whatIsLostTooManyOrDifferentIsNamed() {
    Outcome other =
        new Outcome(Map.of("warnings a", "{\"n\":2}", "counts c", "{}"), Map.of("m1", 1, "m3", 1));
    assertThat(other.differences(EXPECTED))
        .hasSize(5)
        .anyMatch(each -> each.startsWith("other: warnings a") && each.contains("{\"n\":2}"))
        .anyMatch(each -> each.startsWith("lost: audit b"))
        .anyMatch(each -> each.startsWith("too many: counts c"))
        .anyMatch(each -> each.equals("not told: m2"))
        .anyMatch(each -> each.equals("told too much: m3"));
  }
}
