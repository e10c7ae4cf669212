package io.zhijing.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zhijing.connectors.file.CsvReportSource;
import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.file.PackLoader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportsTest {
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  private static final String ROWS =
      """
      抽样编号,抽样日期,公告日期,地区,产品名称,抽样环节,检验批次
      S2,2026-05-21,,赤峰市,奶酪,流通,1
      S3,2026-05-21,,赤峰市,奶酪,仓储,1
      S4,2026-05-21,2026-05-20,赤峰市,奶酪,流通,1
      S5,2062-05-21,,赤峰市,奶酪,流通,1
      S6,2026-05-21,,赤峰市,"奶酪,流通,1
      S7,2026-05-21,,赤峰市,"奶"酪,流通,1
      S8,2026-05-21,,赤峰市,奶酪,"流
      通"
      S10,2026-05-21,,赤峰市,奶酪,流通,1
      S11,2026-05-21,,赤峰市,"奶酪,流通,1
      S12,2026-05-21,,赤峰市,奶酪",流通,1
      S13,2026-05-21,,赤峰市,"奶酪,流通,1
      S14,2026-05-21,,赤峰市,奶酪,流通,1
      """;

  @TempDir private Path folder;

  private Reports read(Reports reports, String text) throws Exception {
    Pack pack = PackLoader.builtIn("inner-mongolia");
    Path file = Files.writeString(folder.resolve("rows.csv"), text);
    reports.read("rows.csv", () -> CsvReportSource.open(file, pack.mapping(), pack.zone()));
    return reports;
  }

  private static List<String> ids(Reports reports) {
    return reports.accepted().stream().map(each -> each.identity().id()).toList();
  }

  private static List<String> screen(Reports reports, Locale locale) {
    StringWriter said = new StringWriter();
    RefusedRows.print(reports.refused(), new Messages(locale), new PrintWriter(said));
    return said.toString().lines().toList();
  }

  @Test
  void whatIsRefusedIsTold() throws Exception {
    Reports reports = read(new Reports(NOW), ROWS);
    assertThat(ids(reports)).containsExactly("S2", "S10", "S14");
    assertThat(screen(reports, Locale.ENGLISH))
        .containsExactly(
            "9 rows are no reports:",
            "  rows.csv:3 抽样环节: unknown-value (allowed: export, import, market, online,"
                + " production, and what the mapping has for them)",
            "  rows.csv:4 公告日期: arrival_before_event",
            "  rows.csv:5 抽样日期: future_event_time, 公告日期: future_event_time",
            "  rows.csv:6 text-after-quote (the quoted cell begins in line 6 and text"
                + " follows its end in line 7; the next lines are read as rows of their own)",
            "  rows.csv:7 text-after-quote (the quoted cell begins in line 7 and text"
                + " follows its end in line 7; the next lines are read as rows of their own)",
            "  rows.csv:8 wrong-number-of-cells (lines 8 to 9)",
            "  rows.csv:11 row-in-quote (by their quotes lines 11 to 12 are one row, but lines of"
                + " it read as rows: none of them was taken)",
            "  rows.csv:12 row-in-quote (by their quotes lines 11 to 12 are one row, but lines of"
                + " it read as rows: none of them was taken)",
            "  rows.csv:13 产品名称: unclosed-quote (the quoted cell begins in line 13 and has no end"
                + " up to line 14; the next lines are read as rows of their own)");
  }

  @Test
  void itIsToldInChineseToo() throws Exception {
    List<String> screen = screen(read(new Reports(NOW), ROWS), Locale.SIMPLIFIED_CHINESE);
    assertThat(screen).hasSize(10);
    assertThat(screen.get(1)).contains("可用：export, import, market, online, production");
    assertThat(screen.get(9)).contains("第 13 行", "第 14 行");
  }

  @Test
  void aTestOfThePastReceivesReportsOnTheirArrival() throws Exception {
    assertThat(ids(read(new Reports(), ROWS))).containsExactly("S2", "S10", "S14", "S5");
  }

  @Test
  void aFileThatIsCutOffIsAnIoException() throws Exception {
    Path shipped =
        Path.of("../connectors/src/main/resources/packs/rasff/data/rasff_2020_2024.csv.gz");
    byte[] bytes = Files.readAllBytes(shipped);
    Path file = folder.resolve("part.csv.gz");
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    Pack pack = PackLoader.builtIn("rasff");
    assertThatThrownBy(
            () ->
                new Reports()
                    .read("part", () -> CsvReportSource.open(file, pack.mapping(), pack.zone())))
        .isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chicago", "rasff"})
  void theDecoderTakesAllThatIsShipped(String pack) throws Exception {
    Reports reports = new Reports(NOW);
    reports.readShipped(PackLoader.builtIn(pack));
    assertThat(reports.refused()).isEmpty();
    assertThat(reports.accepted()).hasSizeGreaterThan(1000);
  }
}
