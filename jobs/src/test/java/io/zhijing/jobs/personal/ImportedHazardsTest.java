package io.zhijing.jobs.personal;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.connectors.file.CsvReportSource;
import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.file.PackLoader;
import io.zhijing.connectors.file.Row;
import io.zhijing.connectors.wire.RawReport;
import io.zhijing.detection.model.Report;
import io.zhijing.jobs.deidentify.Deidentifier;
import io.zhijing.jobs.settings.TestSettings;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ImportedHazardsTest {
  private static Deidentifier deidentifier;

  @BeforeAll
  static void loadThePack() throws Exception {
    deidentifier = new Deidentifier(TestSettings.innerMongolia());
  }

  @Test
  void ofAnImportedComplaintNoTextBecomesAHazard() throws Exception {
    String csv =
        """
        业务类型,投诉编号,登记日期,地区,行业,投诉问题
        投诉,1,2020-05-04,150602,C131,"我叫例甲，住丁香路小区3号楼，买的奶有异物、例甲、电话13800000000"
        投诉,2,2020-05-04,150602,C131,阴离子合成洗涤剂(以十二烷基苯磺酸钠计)
        """;
    Pack pack = PackLoader.builtIn("inner-mongolia");
    List<String> hazards = new ArrayList<>();
    try (CsvReportSource source =
        CsvReportSource.open(
            new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)),
            pack.mapping(),
            pack.zone())) {
      source.forEachRemaining(
          row -> {
            RawReport raw = ((Row.Accepted) row).report();
            hazards.addAll(List.of(deidentifier.deidentify(raw).hazards()));
          });
    }
    assertThat(hazards).containsExactly("food", "unknown", "unknown/阴离子合成洗涤剂-以十二烷基苯磺酸钠计");
  }

  /** Almost none of them is in the tables of another authority. */
  @Test
  void everyHazardOfRealNotificationsIsKept() throws Exception {
    Pack pack = PackLoader.builtIn("rasff");
    Set<String> kept = new TreeSet<>();
    Set<List<String>> refused = new HashSet<>();
    try (CsvReportSource source = CsvReportSource.open(pack, pack.dataFiles().get(0))) {
      source.forEachRemaining(
          row -> {
            RawReport raw = ((Row.Accepted) row).report();
            Report report = deidentifier.deidentify(raw);
            kept.addAll(List.of(report.hazards()));
            if (List.of(report.details().flags()).contains("hazard_not_a_name")) {
              refused.add(raw.what().hazards());
            }
          });
    }
    assertThat(kept).hasSizeGreaterThan(900);
    assertThat(refused).isEmpty();
  }
}
