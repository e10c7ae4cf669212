package io.zhijing.jobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.connectors.wire.RawReport;
import io.zhijing.connectors.wire.RawReport.Identity;
import io.zhijing.connectors.wire.RawReport.Outcome;
import io.zhijing.connectors.wire.RawReport.Person;
import io.zhijing.connectors.wire.RawReport.Sampling;
import io.zhijing.connectors.wire.RawReport.What;
import io.zhijing.connectors.wire.RawReport.Where;
import io.zhijing.connectors.wire.RawReport.Who;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.rules.RuleSet;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * One seeded rise of each scope of the plan (R03) over a quiet background, simulated inspections of
 * Inner Mongolia: every other week each firm of each banner and sector is tested, and one test in a
 * hundred fails.
 */
class ScopesIT {
  private static final LocalDate START = LocalDate.parse("2019-01-07");
  private static final int WEEKS = 36;
  private static final LocalDate DAY = START.plusWeeks(WEEKS - 1).plusDays(3);
  private static final List<String> SECTORS = List.of("C1353", "C1811", "F5212", "H6210");

  /** Two or three banners of each of five leagues; those of Ordos are neighbours. */
  private static final List<String> BANNERS =
      List.of(
          "150602", "150621", "150622", "150102", "150121", "150202", "150221", "150402", "150404",
          "150702", "150721");

  private static final String MEAT = "C1353";

  /** Failures of tests that one firm adds on the day, and what is said to be wrong. */
  private record Seed(
      String region, String sector, String firm, int failures, int trials, String... hazards) {}

  private static List<RawReport> reports(List<Seed> seeds) {
    SplittableRandom random = new SplittableRandom(20190107);
    List<RawReport> reports = new ArrayList<>();
    for (int week = 0; week < WEEKS; week++) {
      for (String banner : BANNERS) {
        for (String sector : SECTORS) {
          int firm = week % 2;
          int failures = 0;
          for (int test = 0; test < 12; test++) {
            failures += random.nextInt(100) == 0 ? 1 : 0;
          }
          LocalDate day = START.plusWeeks(week).plusDays(random.nextInt(3));
          Seed usual = new Seed(banner, sector, banner + sector + "-" + firm, failures, 12);
          reports.add(inspection("b" + reports.size(), day, usual));
        }
      }
    }
    for (Seed seed : seeds) {
      reports.add(inspection("s" + reports.size(), DAY, seed));
    }
    return reports;
  }

  private static RawReport inspection(String id, LocalDate day, Seed seed) {
    return new RawReport(
        new Identity(
            ReportStream.INSPECTION,
            id,
            0,
            false,
            day,
            day.atStartOfDay(ZoneId.of("Asia/Shanghai")).toInstant()),
        new Where(seed.region(), "", List.of()),
        new What(seed.sector(), "", List.of(seed.hazards()), ""),
        new Who("SIM-" + seed.firm(), "", "", "", ""),
        new Sampling("random", "market", "", ""),
        new Outcome(seed.trials(), seed.failures()),
        Person.NONE);
  }

  private static List<JsonNode> warnings(List<Seed> seeds) throws Exception {
    Replay replay =
        new Replay(
            "inner-mongolia",
            RuleSet.standard(),
            Map.of("inspection", (int) START.toEpochDay()),
            60);
    List<RawReport> reports = reports(seeds);
    reports.sort(Comparator.comparing(report -> report.identity().arrivedAt()));
    return replay
        .run(replay.envelopes(reports, DAY.plusDays(4)))
        .of("test-warnings")
        .values()
        .stream()
        .map(CollectedDocuments::json)
        .toList();
  }

  private static JsonNode only(List<JsonNode> warnings) {
    assertThat(warnings)
        .as("%s", warnings.stream().map(each -> each.get("stratum").asText()).toList())
        .hasSize(1);
    return warnings.get(0);
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  @Test
  void aQuietBackgroundWarnsOfNothing() throws Exception {
    assertThat(warnings(List.of())).isEmpty();
  }

  @Test
  void oneProductInNeighbouringBannersIsRegional() throws Exception {
    List<String> neighbours = List.of("150602", "150621", "150622");
    JsonNode warning = only(warnings(firms(5, neighbours, List.of(MEAT))));
    assertThat(warning.get("scope").asText()).isEqualTo("regional");
    assertThat(warning.get("stratum").asText()).isEqualTo("inspection;region=150600;sector=C1353");
    assertThat(texts(warning.get("reaches_regions"))).isEqualTo(neighbours);
    assertThat(texts(warning.get("reaches_sectors"))).containsExactly(MEAT);
    assertThat(warning.get("why_en").asText()).contains("stands out in Dongsheng District");
    assertThat(warning.get("why_zh").asText()).contains("涉及地区：东胜区、达拉特旗、准格尔旗");
    JsonNode regions = warning.get("contributions").get("region");
    assertThat(regions.findValuesAsText("code")).containsExactlyInAnyOrderElementsOf(neighbours);
  }

  @Test
  void oneSectorOverManyLeaguesIsSectoral() throws Exception {
    JsonNode warning = only(warnings(firms(5, BANNERS, List.of(MEAT))));
    assertThat(warning.get("scope").asText()).isEqualTo("sectoral");
    assertThat(warning.get("stratum").asText()).isEqualTo("inspection;sector=C1353");
    assertThat(texts(warning.get("reaches_sectors"))).containsExactly(MEAT);
    assertThat(texts(warning.get("reaches_regions"))).containsExactlyInAnyOrderElementsOf(BANNERS);
  }

  @Test
  void manySectorsAtOnceAreSystemic() throws Exception {
    JsonNode warning = only(warnings(firms(4, BANNERS, SECTORS)));
    assertThat(warning.get("scope").asText()).isEqualTo("systemic");
    assertThat(warning.get("stratum").asText()).isEqualTo("inspection");
    assertThat(texts(warning.get("reaches_sectors"))).containsExactlyElementsOf(SECTORS);
    assertThat(warning.has("sector")).isFalse();
  }

  @Test
  void oneFirmsFaultIsItsOwn() throws Exception {
    JsonNode warning =
        only(warnings(List.of(new Seed("150602", MEAT, "never-seen", 6, 6, "product"))));
    assertThat(warning.get("scope").asText()).isEqualTo("enterprise");
    assertThat(warning.get("stratum").asText())
        .isEqualTo("inspection;region=150602;sector=C1353;enterprise=SIM-never-seen");
    assertThat(warning.get("enterprise").asText()).isEqualTo("SIM-never-seen");
    assertThat(warning.get("what_zh").asText()).endsWith("SIM-never-seen");
    assertThat(warning.get("why_en").asText())
        .startsWith("6 failures of 6 tests")
        .contains("rate borrowed from its place and sector");
    assertThat(warning.get("contributions").get("counted").asLong()).isEqualTo(6);
  }

  /** Firms with four failures of seven tests each: little by itself, much together. */
  private static List<Seed> firms(int count, List<String> banners, List<String> sectors) {
    List<Seed> seeds = new ArrayList<>();
    for (String banner : banners) {
      for (String sector : sectors) {
        for (int firm = 0; firm < count; firm++) {
          seeds.add(new Seed(banner, sector, banner + sector + "-new-" + firm, 4, 7));
        }
      }
    }
    return seeds;
  }
}
