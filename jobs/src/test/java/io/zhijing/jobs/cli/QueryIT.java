package io.zhijing.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.jobs.end.SimulatedRegion;
import io.zhijing.jobs.end.SimulatedRegionExtension;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An analyst's questions, held against the reports that were sent. */
@ExtendWith(SimulatedRegionExtension.class)
class QueryIT {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String ORDOS = "150600";

  private RawCounts raw;
  private AnalystLine line;

  @TempDir private Path folder;

  @BeforeEach
  void replay(SimulatedRegion region) throws IOException {
    raw = new RawCounts(region);
    line = new AnalystLine(region);
  }

  private AnalystLine.Said query(String... words) {
    AnalystLine.Said said = line.run(QueryCommand.line(Locale.ENGLISH), words);
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.err()).contains("SIMULATED");
    return said;
  }

  private List<CSVRecord> csv(String... words) throws IOException {
    String[] all = Arrays.copyOf(words, words.length + 2);
    all[words.length] = "--format";
    all[words.length + 1] = "csv";
    return AnalystLine.csv(new StringReader(query(all).out()));
  }

  @Test
  void warningsOfARegionByNameAreThoseBelowIt() throws IOException {
    List<CSVRecord> all = csv("warnings");
    List<CSVRecord> some = csv("warnings", "--region", "鄂尔多斯市", "--status", "open,closed");
    assertThat(all).hasSizeGreaterThan(10);
    assertThat(some).isNotEmpty().hasSizeLessThan(all.size());
    assertThat(csv("warnings", "--region", ORDOS, "--status", "open,closed").toString())
        .isEqualTo(some.toString());
    Set<String> ids = new HashSet<>();
    all.forEach(row -> ids.add(row.get("id")));
    some.forEach(row -> assertThat(ids).contains(row.get("id")));
    assertThat(some).allSatisfy(row -> assertThat(row.get("status")).isNotEqualTo("withdrawn"));
    assertThat(some).allSatisfy(row -> assertThat(row.get("simulated")).isEqualTo("true"));
  }

  @Test
  void aSeriesIsADirectCountDayByDay() throws IOException {
    List<CSVRecord> days =
        csv(
            "series",
            "--stratum",
            "inspection;region=" + ORDOS,
            "--from",
            RawCounts.FROM.toString(),
            "--to",
            RawCounts.TO.toString());
    Map<String, List<Long>> direct =
        RawCounts.counted(
            raw.sent(ReportStream.INSPECTION).stream()
                .filter(each -> raw.isBelow(Dimension.REGION, raw.ended(each), ORDOS))
                .toList(),
            each -> Set.of(each.identity().eventDate().toString()),
            RawCounts::tested);
    Map<String, List<Long>> answered = new TreeMap<>();
    for (CSVRecord day : days) {
      List<Long> counts = List.of(number(day.get("trials")), number(day.get("observed")));
      if (!counts.equals(List.of(0L, 0L))) {
        answered.put(day.get("day"), counts);
      }
    }
    assertThat(days).hasSize(91);
    assertThat(answered).isEqualTo(direct);
    assertThat(
            csv(
                    "series",
                    "--stream",
                    "inspection",
                    "--region",
                    "鄂尔多斯市",
                    "--from",
                    "2025-04-01",
                    "--to",
                    "2025-06-30")
                .toString())
        .isEqualTo(days.toString());
  }

  private static long number(String cell) {
    return cell.isEmpty() ? 0 : Long.parseLong(cell);
  }

  @Test
  void reportsBehindACountAreAllThere() throws IOException {
    List<CSVRecord> rows =
        csv(
            "reports",
            "--stream",
            "complaint",
            "--region",
            ORDOS,
            "--from",
            RawCounts.FROM.toString(),
            "--to",
            RawCounts.TO.toString());
    List<String> sent =
        raw.sent(ReportStream.COMPLAINT).stream()
            .filter(each -> raw.isBelow(Dimension.REGION, raw.ended(each), ORDOS))
            .map(each -> each.identity().id())
            .sorted()
            .toList();
    assertThat(rows.stream().map(row -> row.get("id")).sorted().toList()).isEqualTo(sent);
  }

  @Test
  void signalsAndTheAuditTrailAsJson() throws IOException {
    JsonNode signals =
        MAPPER.readTree(query("signals", "--format", "json", "--limit", "300").out());
    assertThat(signals).hasSize(300);
    assertThat(signals)
        .allSatisfy(
            each -> {
              assertThat(each.path("observed").isNumber()).isTrue();
              assertThat(each.path("simulated").asBoolean()).isTrue();
              assertThat(each.path("score").asDouble()).isPositive();
            });
    JsonNode raised =
        MAPPER.readTree(query("audit", "--action", "raised", "--format", "json").out());
    List<CSVRecord> warnings = csv("warnings");
    Set<String> ids = new HashSet<>();
    raised.forEach(each -> ids.add(each.path("warning").asText()));
    assertThat(warnings).allSatisfy(row -> assertThat(ids).contains(row.get("id")));
    String first = warnings.get(0).get("id");
    JsonNode life = MAPPER.readTree(query("audit", "--warning", first, "--format", "json").out());
    assertThat(life).isNotEmpty();
    assertThat(life).allSatisfy(each -> assertThat(each.path("warning").asText()).isEqualTo(first));
  }

  @Test
  void aScreenShowsSomeRowsAndSaysOfHowMany() {
    AnalystLine.Said english = query("signals", "--limit", "7");
    assertThat(english.out().lines().findFirst().orElseThrow())
        .contains("where and what", "expected", "became");
    assertThat(english.err()).contains("7 of ");
    AnalystLine.Said chinese =
        line.run(QueryCommand.line(Locale.SIMPLIFIED_CHINESE), "warnings", "--limit", "3");
    assertThat(chinese.out()).contains("级别", "牵头").doesNotContain("query.");
    assertThat(chinese.err()).contains("模拟数据").contains("3");
    AnalystLine.Said none = query("warnings", "--text", "nothing is called like this");
    assertThat(none.err()).contains("0 rows");
  }

  @Test
  void aWorkbookIsWrittenToAFile() throws IOException {
    Path file = folder.resolve("warnings.xlsx");
    query("warnings", "--format", "xlsx", "--out", file.toString());
    try (ZipFile workbook = new ZipFile(file.toFile())) {
      assertThat(workbook.getEntry("xl/worksheets/sheet1.xml")).isNotNull();
    }
  }

  @Test
  void namesEveryFault() {
    AnalystLine.Said said =
        line.run(
            QueryCommand.line(Locale.ENGLISH),
            "warnings",
            "--level",
            "purple",
            "--region",
            "Atlantis",
            "--status",
            "open");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err())
        .contains("purple is none of none, blue, yellow, orange, red")
        .contains("The pack knows no region \"Atlantis\"");
    assertThat(said.out()).isEmpty();
    assertThat(line.run(QueryCommand.line(Locale.ENGLISH), "series").err())
        .contains("Name a stratum");
    assertThat(
            line.run(QueryCommand.line(Locale.ENGLISH), "series", "--stratum", "nonsense").code())
        .isEqualTo(2);
    assertThat(line.run(QueryCommand.line(Locale.ENGLISH), "warnings", "--format", "xlsx").err())
        .contains("--out FILE");
    AnalystLine.Said backwards =
        line.run(
            QueryCommand.line(Locale.ENGLISH),
            "audit",
            "--from",
            "2025-02-01",
            "--to",
            "2025-01-01",
            "--limit",
            "0");
    assertThat(backwards.code()).isEqualTo(2);
    assertThat(backwards.err()).contains("begins on 2025-02-01", "at least 1");
  }
}
