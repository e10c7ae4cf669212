package io.zhijing.jobs.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.file.PackFaults;
import io.zhijing.connectors.wire.RawReport;
import io.zhijing.detection.model.CreditCode;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.jobs.settings.PackWatch;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SimulatedYearTest {
  private static final LocalDate FIRST = LocalDate.parse("2025-05-01");
  private static final LocalDate LAST = LocalDate.parse("2025-08-31");
  private static Pack pack;
  private static SimulatedYear year;

  private static RealShape flat() {
    double[] months = new double[12];
    double[] days = new double[7];
    Arrays.fill(months, 1);
    Arrays.fill(days, 1);
    return new RealShape(months, months, days, days, 0.1, 0.1, 0.3);
  }

  private static SimulatedYear simulated(long seed) throws IOException {
    return SimulatedYear.of(pack, flat(), new SimulatedYear.Plan(FIRST, LAST, 0.5, 0.1, 0.1, seed));
  }

  @BeforeAll
  static void simulate() throws PackFaults, IOException {
    pack = new PackWatch("inner-mongolia").load();
    year = simulated(1);
  }

  private static Incident incident(String id) {
    return year.incidents().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
  }

  private static double failing(List<RawReport> reports, String sector, String place) {
    List<RawReport> there =
        reports.stream()
            .filter(each -> each.identity().stream() == ReportStream.INSPECTION)
            .filter(each -> each.identity().revision() == 0)
            .filter(each -> each.what().sector().equals(sector))
            .filter(each -> each.where().region().startsWith(place))
            .toList();
    assertThat(there).hasSizeGreaterThan(20);
    return there.stream().mapToInt(each -> each.outcome().failures()).average().orElseThrow();
  }

  private static List<RawReport> during(String incident) {
    return year.reports().stream()
        .filter(each -> incident(incident).isOn(each.identity().eventDate()))
        .toList();
  }

  @Test
  void theSameSeedGivesTheSameYearAndAnotherAnother() throws IOException {
    assertThat(simulated(1).reports()).isEqualTo(year.reports());
    assertThat(simulated(2).reports()).isNotEqualTo(year.reports());
  }

  @Test
  void aRegionOfMoreReportsHasMoreOfThemEachDrawnForItself() throws IOException {
    SimulatedYear.Plan plan = new SimulatedYear.Plan(FIRST, LAST, 0.5, 0.1, 0.1, 1).first(2, 3);
    assertThat(plan.last()).isEqualTo(FIRST.plusDays(13));
    List<RawReport> more = SimulatedYear.of(pack, flat(), plan).reports();
    long before =
        year.reports().stream()
            .filter(each -> each.identity().eventDate().isBefore(FIRST.plusDays(14)))
            .count();
    assertThat((double) more.size()).isBetween(2.5 * before, 3.5 * before);
    assertThat(more).extracting(each -> each.identity().id()).doesNotHaveDuplicates();
  }

  @Test
  void twelveRisksAndFourDecoysAreMadeToHappen() {
    assertThat(year.incidents()).filteredOn(each -> each.effect().isRisk()).hasSize(12);
    assertThat(year.incidents()).filteredOn(each -> !each.effect().isRisk()).hasSize(4);
  }

  @Test
  void whereAnIncidentIsMoreFails() {
    double then = failing(during("I02"), "H62", "1504");
    double elsewhere = failing(during("I02"), "H62", "1501");
    assertThat(then).isGreaterThan(2 * elsewhere);
  }

  @Test
  void elsewhereThePublishedRateHolds() {
    double published = 0.0189; // of farm products, national sampling of the second half of 2019
    assertThat(failing(during("I02"), "A", "1501")).isBetween(published / 3, published * 3);
  }

  @Test
  void aCampaignTestsMoreAndSaysThatItIsTargeted() {
    List<RawReport> tested =
        during("D01").stream()
            .filter(each -> each.where().region().startsWith("1505"))
            .filter(each -> each.what().sector().startsWith("C13"))
            .filter(each -> each.identity().stream() == ReportStream.INSPECTION)
            .toList();
    long targeted =
        tested.stream().filter(each -> each.sampling().kind().equals("targeted")).count();
    assertThat((double) targeted / tested.size()).isGreaterThan(0.6);
  }

  @Test
  void reportsArriveInOrderAndNotBeforeTheirDay() {
    assertThat(year.reports())
        .isSortedAccordingTo(
            (a, b) -> a.identity().arrivedAt().compareTo(b.identity().arrivedAt()));
    assertThat(year.reports())
        .allSatisfy(
            each ->
                assertThat(each.identity().arrivedAt().atZone(pack.zone()).toLocalDate())
                    .isAfterOrEqualTo(each.identity().eventDate())
                    .isBeforeOrEqualTo(LAST));
  }

  @Test
  void firmsSayThatTheyAreSimulatedAndNobodyIsNamed() {
    List<RawReport> tested =
        year.reports().stream().filter(each -> !each.who().enterpriseCode().isEmpty()).toList();
    assertThat(tested)
        .isNotEmpty()
        .allSatisfy(
            each -> {
              assertThat(CreditCode.hasValidCheckDigit(each.who().enterpriseCode())).isTrue();
              assertThat(each.who().enterpriseCode()).contains("YYYY");
              assertThat(each.who().enterpriseName()).startsWith("模拟企业");
            });
    assertThat(year.reports())
        .allSatisfy(each -> assertThat(each.person()).isEqualTo(RawReport.Person.NONE));
  }
}
