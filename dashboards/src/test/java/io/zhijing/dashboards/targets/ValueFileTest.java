package io.zhijing.dashboards.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.file.PackLoader;
import io.zhijing.dashboards.targets.TargetValue.Given;
import io.zhijing.dashboards.targets.TargetValue.NoData;
import io.zhijing.detection.model.Dimension;
import java.io.StringReader;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ValueFileTest {
  private static final String HEADER = "target,region,year,value,numerator,denominator,note\n";

  private static Pack pack;
  private static PlanTargets targets;

  @BeforeAll
  static void load() throws Exception {
    pack = PackLoader.builtIn("inner-mongolia");
    targets = PlanTargets.of(pack);
  }

  private static Map<TargetKey, TargetValue> read(String table) throws TargetFaults {
    return ValueFile.read(
        "values.csv", new StringReader(table), targets, pack.taxonomies().get(Dimension.REGION));
  }

  @Test
  void readsNumbersPartsAndWhatIsTakenBack() throws Exception {
    Map<TargetKey, TargetValue> values =
        read(
            "\uFEFF"
                + HEADER
                +
"""
S01,内蒙古自治区,2025,84.5,,,survey
E04,呼和浩特市,2025,,196,200,
E04,150200,2025,98.0,49,50,
I01,150000,2024,-,,,
""");
    assertThat(values)
        .containsEntry(
            new TargetKey("S01", "150000", 2025),
            new Given(84.5, OptionalDouble.empty(), OptionalDouble.empty(), "survey"))
        .containsEntry(
            new TargetKey("E04", "150100", 2025),
            new Given(98, OptionalDouble.of(196), OptionalDouble.of(200), ""))
        .containsEntry(
            new TargetKey("I01", "150000", 2024), new NoData(TargetValue.Reason.TAKEN_BACK))
        .hasSize(4);
  }

  @Test
  void allFaultsAreNamed() {
    TargetFaults faults =
        catchThrowableOfType(
            TargetFaults.class,
            () ->
                read(
                    HEADER
                        +
"""
P99,150100,2025,1,,,
P05,150102,2025,90,,,
P05,Atlantis,25,ninety,,,
P05,150100,2025,,,,
P05,150100,2025,101,,,
P05,150100,2025,95,9,10,
P05,150200,2025,,9,,
P05,150200,2025,,11,10,
S01,150200,2025,,9,10,
E03,150200,2025,100,,,
E03,包头市,2025,100,,,
"""));
    assertThat(faults.faults())
        .containsExactlyInAnyOrder(
            "values.csv:2: target: the plan has no 'P99'",
            "values.csv:3: region: '150102' is neither the whole region nor right below it",
            "values.csv:4: region: there is no 'Atlantis'",
            "values.csv:4: year: '25' is none",
            "values.csv:4: value: 'ninety' is no number",
            "values.csv:5: value is missing",
            "values.csv:6: value: 101.0 is out of range",
            "values.csv:7: value: 95.0 is not numerator by denominator",
            "values.csv:7: the value of P05@150100@2025 is given twice",
            "values.csv:8: numerator and denominator belong together",
            "values.csv:9: numerator 11.0 is no part of denominator 10.0",
            "values.csv:10: numerator, denominator: S01 is no rate",
            "values.csv:12: the value of E03@150200@2025 is given twice");
  }

  @Test
  void aTableWithoutItsColumnsOrWithRaggedRowsIsNamed() {
    assertThat(catchThrowableOfType(TargetFaults.class, () -> read("target,value\n")).faults())
        .containsExactly("values.csv: the header lacks region, year");
    assertThat(
            catchThrowableOfType(TargetFaults.class, () -> read(HEADER + "P05,150100\n")).faults())
        .containsExactly("values.csv:2: the row has 2 cells");
  }
}
