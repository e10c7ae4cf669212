package io.zhijing.detection.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreditCodeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "91150100YYYY000125",
        "91150200YYYY000205",
        "91150600YYYY00039N",
        "92150303YYYY00047A",
        "93152501YYYY000558"
      })
  void codesBuiltByTheStandardFit(String code) {
    assertThat(CreditCode.hasValidCheckDigit(code)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "91150600YYYY00039M",
        "91150600YYYY00038N",
        "19150600YYYY00039N",
        "91150600YYYY0003N",
        "91150600IYYY00039N",
        "91150600yyyy00039n",
        ""
      })
  void wrongCheckLengthOrAlphabetDoesNotFit(String code) {
    assertThat(CreditCode.hasValidCheckDigit(code)).isFalse();
  }

  @Test
  void absentCodeDoesNotFit() {
    assertThat(CreditCode.hasValidCheckDigit(null)).isFalse();
  }
}
