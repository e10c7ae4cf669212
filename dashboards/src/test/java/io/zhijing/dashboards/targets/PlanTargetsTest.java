package io.zhijing.dashboards.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.file.PackFiles;
import io.zhijing.connectors.file.PackLoader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTargetsTest {
  @TempDir private Path folder;

  @Test
  void thePlanHasFortyEightOfWhichThreeAreCounted() throws Exception {
    PlanTargets targets = PlanTargets.of(PackLoader.builtIn("inner-mongolia"));
    assertThat(targets.all()).hasSize(48);
    assertThat(targets.sources().keySet()).containsExactlyInAnyOrder("P05", "P06", "P08");
    assertThat(targets.sources().get("P05").minus()).contains("C13", "C14", "C15", "C27");
    PlanTarget sampling = targets.find("P05").orElseThrow();
    assertThat(sampling.nameZh()).isEqualTo("产品质量监督抽查合格率");
    assertThat(sampling.goal()).hasValue(90);
    assertThat(sampling.baseline()).hasValue(89.46);
    assertThat(targets.find("N06").orElseThrow().goal()).isEmpty();
  }

  @Test
  void otherPacksHaveNone() throws Exception {
    assertThat(PlanTargets.isThere(PackLoader.builtIn("rasff"))).isFalse();
    assertThat(PlanTargets.isThere(PackLoader.builtIn("inner-mongolia"))).isTrue();
  }

  @Test
  void allFaultsOfBothTablesAreNamed() throws Exception {
    Pack pack =
        with(
"""
id,domain,name_zh,name_en,comparator,target_2020,unit,baseline_2015,kind
A,product,甲,First,>=,90,%,,rate
A,product,乙,Second,=>,many,%,,share
B,product,,Third,=,1,count,,count
""",
"""
target,stream,sector,part
A,complaint,C13,plus
Z,inspection,C13,plus
A,inspection,C,plus
A,inspection,C13,plus
A,inspection,H62,minus
A,inspection,nowhere,more
""");
    TargetFaults faults = catchThrowableOfType(TargetFaults.class, () -> PlanTargets.of(pack));
    assertThat(faults.faults())
        .containsExactlyInAnyOrder(
            "targets.csv:3: comparator: '=>' is none",
            "targets.csv:3: kind: 'share' is none",
            "targets.csv:4: name_zh is missing",
            "target-sources.csv:2: stream: 'complaint' has no tests",
            "target-sources.csv:3: target: 'Z' is no rate of the plan",
            "target-sources.csv:5: sector: 'C13' is counted already",
            "target-sources.csv:6: sector: 'H62' is not within what is counted above it",
            "target-sources.csv:7: sector: there is no sector 'nowhere'",
            "target-sources.csv:7: part: 'more' is neither plus nor minus");
  }

  @Test
  void aTableWithoutItsColumnsIsNamed() throws Exception {
    TargetFaults faults =
        catchThrowableOfType(
            TargetFaults.class, () -> PlanTargets.of(with("id,kind\n", "target,stream\n")));
    assertThat(faults.faults())
        .containsExactlyInAnyOrder(
            "targets.csv: the header lacks comparator, target_2020",
            "target-sources.csv: the header lacks sector, part");
  }

  /** Inner Mongolia with other tables. */
  private Pack with(String targets, String sources) throws Exception {
    PackFiles files = PackFiles.builtIn("inner-mongolia");
    for (String name :
        List.of(
            "pack.yaml",
            "regions.csv",
            "region-aliases.csv",
            "sectors.csv",
            "sector-aliases.csv",
            "hazards.csv",
            "hazard-aliases.csv",
            "hazard-rules.csv",
            "neighbours.csv",
            "products.csv",
            "departments.csv",
            "routing.csv",
            "mapping.yaml")) {
      copy(files, name);
    }
    Files.writeString(folder.resolve("targets.csv"), targets);
    Files.writeString(folder.resolve("target-sources.csv"), sources);
    return PackLoader.load(folder);
  }

  private void copy(PackFiles files, String name) throws IOException {
    try (InputStream in = files.open(name)) {
      Files.write(folder.resolve(name), in.readAllBytes());
    }
  }
}
