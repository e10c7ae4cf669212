package io.zhijing.dashboards.kibana.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.zhijing.dashboards.kibana.formula.Formula.Binary;
import io.zhijing.dashboards.kibana.formula.Formula.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "count()",
        "sum(trials)",
        "percentile(delay_days, percentile=95)",
        "count(kql='level : \"red\"')",
        "count(kql='note : \"it\\'s\"', shift='1w')",
        "sum(observed) / sum(trials)",
        "1 - sum(observed) / sum(trials)",
        "sum(a) - sum(b) - sum(c)",
        "sum(a) - (sum(b) - sum(c))",
        "(sum(a) + sum(b)) * 100",
        "sum(a) / (sum(b) / sum(c))",
        "sum(a) * 0.5"
      })
  void isWrittenAsItWasRead(String text) {
    Formula formula = Formula.parse(text);
    assertThat(Formula.parse(formula.toString())).isEqualTo(formula);
  }

  @Test
  void timesBeforePlusAndFromLeftToRight() {
    Binary formula = (Binary) Formula.parse("sum(a)+sum(b)*sum(c)-sum(d)");
    assertThat(formula.operation()).isEqualTo(Formula.Operation.SUBTRACT);
    assertThat(((Binary) formula.left()).operation()).isEqualTo(Formula.Operation.ADD);
    assertThat(formula.calls()).extracting(Call::field).containsExactly("a", "b", "c", "d");
  }

  @Test
  void aMinusBeforeIsZeroMinus() {
    assertThat(Formula.parse("-sum(a)")).isEqualTo(Formula.parse("0 - sum(a)"));
  }

  @Test
  void optionsAreKept() {
    Call call = (Call) Formula.parse("count( kql=\"a : 'x'\" , reducedTimeRange='1d')");
    assertThat(call.option("kql")).isEqualTo("a : 'x'");
    assertThat(call.option("reducedTimeRange")).isEqualTo("1d");
    assertThat(call.option("shift")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sum",
        "sum(",
        "sum()",
        "sum(a",
        "avg(a)",
        "sum(a, b)",
        "sum(a) sum(b)",
        "sum(a) +",
        "1.2.3",
        "sum(a, filter='x')",
        "count(kql='x)",
        "(sum(a)",
        "sum(a))"
      })
  void whatCannotBeReadSaysWhere(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Formula.parse(text))
        .withMessageContaining("at character")
        .withMessageEndingWith("of: " + text);
  }
}
