package io.zhijing.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.connectors.wire.RawReport;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.jobs.bench.throughput.FirmsLoad;
import io.zhijing.jobs.bench.throughput.Load;
import io.zhijing.jobs.bench.throughput.VolumeLoad;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Loads have the records that they promise, in order of arrival. */
class FirmsLoadTest {
  private static final List<RawReport> REPORTS =
      IntStream.range(0, 50).mapToObj(FirmsLoadTest::report).toList();

  private static RawReport report(int number) {
    Instant arrived = Instant.parse("2025-01-01T00:00:00Z").plusSeconds(3600L * number);
    return new RawReport(
        new RawReport.Identity(
            ReportStream.INSPECTION,
            "r" + number,
            0,
            false,
            LocalDate.parse("2025-01-01"),
            arrived),
        new RawReport.Where("150100", "", List.of()),
        new RawReport.What("C13", "", List.of(), "product"),
        new RawReport.Who("", "", "", "", ""),
        new RawReport.Sampling("", "", "", ""),
        new RawReport.Outcome(1, 0),
        RawReport.Person.NONE);
  }

  private static List<RawReport> of(Load load) {
    List<RawReport> all = new ArrayList<>();
    load.forEach(all::add);
    assertThat((long) all.size()).isEqualTo(load.records());
    assertThat(all.stream().map(each -> each.identity().id()).distinct()).hasSameSizeAs(all);
    assertThat(all).isSortedAccordingTo((a, b) -> arrived(a).compareTo(arrived(b)));
    return all;
  }

  private static Instant arrived(RawReport report) {
    return report.identity().arrivedAt();
  }

  @Test
  void eachFirmHasItsRecordsOfOneReport() {
    for (int firms : new int[] {7, 50, 333}) {
      Map<String, List<RawReport>> byFirm =
          of(new FirmsLoad(REPORTS, firms, 3)).stream()
              .collect(Collectors.groupingBy(each -> each.who().enterpriseCode()));
      assertThat(byFirm).hasSize(firms);
      assertThat(byFirm.values())
          .allSatisfy(
              each -> {
                assertThat(each).hasSize(3);
                assertThat(each.stream().map(FirmsLoadTest::arrived).distinct()).hasSize(1);
              });
    }
  }

  @Test
  void fewFirmsAreSpreadOverAllOfTheTime() {
    List<RawReport> all = of(new FirmsLoad(REPORTS, 5, 1));
    assertThat(all).extracting(FirmsLoadTest::arrived).first().isEqualTo(arrived(REPORTS.get(0)));
    assertThat(all).extracting(FirmsLoadTest::arrived).last().isEqualTo(arrived(REPORTS.get(40)));
  }

  @Test
  void aDrawingIsSentAsItIsAndCountedBeforehand() {
    VolumeLoad load = VolumeLoad.of(() -> List.copyOf(REPORTS));
    assertThat(load.records()).isEqualTo(REPORTS.size());
    assertThat(of(load)).isEqualTo(REPORTS);
    assertThat(of(load)).isEqualTo(REPORTS);
  }
}
