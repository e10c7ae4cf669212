package io.zhijing.jobs.deidentify;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.connectors.wire.RawReport;
import io.zhijing.connectors.wire.RawReport.Identity;
import io.zhijing.connectors.wire.RawReport.Outcome;
import io.zhijing.connectors.wire.RawReport.Person;
import io.zhijing.connectors.wire.RawReport.Sampling;
import io.zhijing.connectors.wire.RawReport.What;
import io.zhijing.connectors.wire.RawReport.Where;
import io.zhijing.connectors.wire.RawReport.Who;
import io.zhijing.detection.model.Report;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.jobs.settings.TestSettings;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeidentifierTest {
  private static Deidentifier deidentifier;

  @BeforeAll
  static void loadThePack() throws Exception {
    deidentifier = new Deidentifier(TestSettings.innerMongolia());
  }

  private static Report report(ReportStream stream, Outcome outcome) {
    return report(stream, "150602", "", outcome);
  }

  private static Report report(
      ReportStream stream, String region, String enterprise, Outcome outcome) {
    return deidentifier.deidentify(
        new RawReport(
            new Identity(
                stream,
                "1",
                0,
                false,
                LocalDate.of(2020, 5, 4),
                Instant.parse("2020-05-04T08:00:00Z")),
            new Where(region, "", List.of()),
            new What("C131", "", List.of(), ""),
            new Who(enterprise, "", enterprise, "", ""),
            new Sampling("", "", "", ""),
            outcome,
            Person.NONE));
  }

  @ParameterizedTest
  @CsvSource({
    "INSPECTION, 1, , -1, -1, inspection",
    "ECOMMERCE, 3, , -1, -1, ecommerce",
    "INSPECTION, 1, 0, 1, 0, inspection",
    "INSPECTION, 3, 2, 3, 2, inspection",
    "INSPECTION, , 2, -1, 2, notification",
    "INSPECTION, , , -1, -1, inspection",
    "COMPLAINT, 1, , 1, -1, complaint"
  })
  void testsWithoutAVerdictAreNoTrials(
      ReportStream stream, Integer trials, Integer failures, int kept, int failed, String counted) {
    Report report = report(stream, new Outcome(trials, failures));
    assertThat(report.trials()).isEqualTo(kept);
    assertThat(report.failures()).isEqualTo(failed);
    assertThat(report.stream()).isEqualTo(counted);
  }
}
