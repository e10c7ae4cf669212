package io.zhijing.dashboards.kibana.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.dashboards.kibana.Editions;
import io.zhijing.dashboards.kibana.KibanaFile;
import io.zhijing.dashboards.kibana.check.Plants.Plant;
import io.zhijing.dashboards.kibana.source.Language;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The validator is worth what it finds: each fault, planted into a good file, is found by name. */
class PlantedFaultsTest {
  private static final KibanaFile GOOD = KibanaFile.of(Editions.usual(Language.ZH), "default");

  static List<Plant> plants() {
    return Plants.all();
  }

  @Test
  void theGoodFileIsGood() {
    assertThat(Checker.file(GOOD.ndjson(), "zhijing")).isEmpty();
    assertThat(Checker.file(new Tampered(GOOD.ndjson()).bytes(), "zhijing"))
        .as("taking it apart and putting it together spoils nothing")
        .isEmpty();
    assertThat(Checker.rules(GOOD.rules(), "zhijing")).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("plants")
  void isFound(Plant plant) {
    List<Fault> faults = plant.spoil().apply(GOOD);
    assertThat(faults).as("%s", faults).extracting(Fault::kind).contains(plant.kind());
  }

  @Test
  void everyKindOfFaultIsPlanted() {
    Set<FaultKind> planted = EnumSet.noneOf(FaultKind.class);
    plants().forEach(plant -> planted.add(plant.kind()));
    assertThat(planted).containsExactlyInAnyOrder(FaultKind.values());
  }

  @Test
  void aFaultSaysWhereItIs() {
    Tampered file = new Tampered(GOOD.ndjson());
    file.columns(
        "zhijing-zh-sector",
        "lnsHeatmap",
        columns -> columns.withObject("/v0X0").put("sourceField", "tests"));
    assertThat(Checker.file(file.bytes(), "zhijing"))
        .extracting(Fault::toString)
        .anyMatch(
            text ->
                text.contains("dashboard zhijing-zh-sector panel p3")
                    && text.contains("v0X0")
                    && text.contains("'tests'"));
  }
}
