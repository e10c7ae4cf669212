package io.zhijing.jobs.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.zhijing.connectors.file.CsvReportSource;
import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.file.Row;
import io.zhijing.connectors.wire.RawReport;
import io.zhijing.detection.baseline.CountTotals;
import io.zhijing.detection.baseline.SeasonalTrend;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.monitor.CountMonitor;
import io.zhijing.detection.monitor.Pace;
import io.zhijing.detection.monitor.Standing;
import io.zhijing.detection.sequential.CountAlternatives;
import io.zhijing.detection.sequential.EvidenceChain;
import io.zhijing.detection.sequential.TotalsEvidence;
import io.zhijing.detection.stats.NegativeBinomial;
import io.zhijing.detection.stats.UnevenCount;
import io.zhijing.jobs.settings.PackWatch;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the baseline of a count without a denominator takes from real complaints: the sanitation
 * complaints of Chicago's 50 wards in the 156 weeks from 2011-01-03, each ward against its share of
 * the city's level (13 weeks around) in the 13 weeks before and after.
 */
class RealComplaintsTest {
  private static final LocalDate FIRST = LocalDate.parse("2011-01-03");
  private static final int WEEKS = 156;
  private static final int AROUND = 13;
  private static final int SEASON = 6;
  private static final double LEAST_EXPECTED = 0.5;

  private static Map<String, int[]> wards;
  private static double[] level;

  private record Seen(int count, double expected) {
    double squares() {
      return (count - expected) * (count - expected);
    }
  }

  @BeforeAll
  static void count() throws Exception {
    wards = new TreeMap<>();
    Pack chicago = new PackWatch("chicago").load();
    for (Pack.DataFile file : chicago.dataFiles()) {
      try (CsvReportSource source = CsvReportSource.open(chicago, file)) {
        while (source.hasNext()) {
          if (source.next() instanceof Row.Accepted row) {
            add(row.report());
          }
        }
      }
    }
    level = new double[WEEKS];
    for (int week = 0; week < WEEKS; week++) {
      int from = Math.max(0, week - SEASON);
      int to = Math.min(WEEKS, week + SEASON + 1);
      double sum = 0;
      for (int[] ward : wards.values()) {
        sum += sum(ward, from, to);
      }
      level[week] = sum / (to - from);
    }
  }

  private static void add(RawReport report) {
    long week = Math.floorDiv(ChronoUnit.DAYS.between(FIRST, report.identity().eventDate()), 7L);
    boolean isPlaced = report.where().region().startsWith("Ward");
    if (report.identity().stream() == ReportStream.COMPLAINT
        && isPlaced
        && week >= 0
        && week < WEEKS) {
      wards.computeIfAbsent(report.where().region(), ward -> new int[WEEKS])[(int) week]++;
    }
  }

  private static double sum(int[] counts, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += counts[i];
    }
    return sum;
  }

  /** Windows of so many weeks of a ward, one beginning each so many weeks. */
  private static List<Seen> seen(int[] ward, int weeks, int step) {
    List<Seen> seen = new ArrayList<>();
    for (int from = 0; from + weeks <= WEEKS; from += step) {
      double counted = 0;
      double city = 0;
      double here = 0;
      for (int week = from - AROUND; week < from + weeks + AROUND; week++) {
        boolean isIn = week >= from && week < from + weeks;
        if (week >= 0 && week < WEEKS) {
          counted += isIn ? 0 : ward[week];
          city += isIn ? 0 : level[week];
          here += isIn ? level[week] : 0;
        }
      }
      seen.add(new Seen((int) sum(ward, from, from + weeks), (counted + 0.5) / city * here));
    }
    return seen;
  }

  /** Squared coefficient of variation beyond chance. */
  private static double variation(Collection<Seen> seen) {
    return total(seen, each -> each.squares() - each.expected())
        / total(seen, each -> each.expected() * each.expected());
  }

  private static double total(Collection<Seen> seen, ToDoubleFunction<Seen> of) {
    return seen.stream().mapToDouble(of).sum();
  }

  @Test
  void thereAreFiftyWards() {
    assertThat(wards.keySet()).hasSize(50);
  }

  @Test
  void whatVariesLastsLongerThanAWeek() {
    double ofAWeek = variationOf(1);
    assertThat(ofAWeek).isBetween(0.12, 0.18);
    for (int weeks : new int[] {2, 4, 8}) {
      assertThat(variationOf(weeks) * Math.sqrt(weeks))
          .as("%d weeks", weeks)
          .isCloseTo(ofAWeek, within(0.15 * ofAWeek));
    }
  }

  private static double variationOf(int weeks) {
    List<Seen> all = new ArrayList<>();
    wards.values().forEach(ward -> all.addAll(seen(ward, weeks, 1)));
    return variation(all);
  }

  /** 2 / n is the squared relative error of a variance measured on n windows. */
  @Test
  void aWardsOwnDispersionIsKnownNoBetterThanByTenWindows() {
    assertThat((worth(1) + worth(4)) / 2).isBetween(8.0, 12.0);
  }

  private static double worth(int weeks) {
    List<Double> relative = new ArrayList<>();
    int windows = 0;
    for (int[] ward : wards.values()) {
      List<Seen> seen = seen(ward, weeks, weeks);
      windows = seen.size();
      relative.add(
          total(seen, each -> each.squares() / each.expected())
              / total(seen, each -> 1 + 0.18 / Math.sqrt(weeks) * each.expected()));
    }
    double mean = relative.stream().mapToDouble(each -> each).average().orElseThrow();
    double variance =
        relative.stream().mapToDouble(each -> (each - mean) * (each - mean)).average().orElseThrow()
            / (mean * mean);
    return 2 / (variance - 2.0 / windows);
  }

  @Test
  void largeCountsAreMoreOftenThanTheNegativeBinomialSays() {
    List<double[]> tails = new ArrayList<>();
    for (int[] ward : wards.values()) {
      List<Seen> seen = seen(ward, 1, 1);
      double variation = variation(seen);
      for (Seen each : seen) {
        double mean = each.expected();
        if (mean >= LEAST_EXPECTED) {
          double variance = mean + variation * mean * mean;
          tails.add(
              new double[] {
                NegativeBinomial.ofMeanAndVariance(mean, variance).upperTail(each.count()),
                UnevenCount.ofMeanAndVariance(mean, variance).upperTail(each.count())
              });
        }
      }
    }
    assertThat(tails.size()).isEqualTo(7_800);
    assertThat(tailsUpTo(1e-3, tails, 0)).isEqualTo(13);
    assertThat(tailsUpTo(1e-3, tails, 1)).isEqualTo(7);
    assertThat(tailsUpTo(1e-4, tails, 0)).isEqualTo(4);
    assertThat(tailsUpTo(1e-4, tails, 1)).isZero();
  }

  private static long tailsUpTo(double probability, List<double[]> tails, int of) {
    return tails.stream().filter(each -> each[of] <= probability).count();
  }

  /**
   * From the second year on a ward is weighed against its own past over up to ten weeks. Some of
   * the weeks called unlikely hold real rises.
   */
  @Test
  void weeksTakenForIndependentAreCalledARiseFiveTimesAsOften() {
    int judged = 0;
    int independent = 0;
    int together = 0;
    double[] city = new double[WEEKS];
    wards.values().forEach(ward -> Arrays.setAll(city, week -> city[week] + ward[week]));
    for (int[] ward : wards.values()) {
      double[] own = Arrays.stream(ward).asDoubleStream().toArray();
      double[] rest = new double[WEEKS];
      Arrays.setAll(rest, week -> city[week] - own[week]);
      CountMonitor byWeek = new CountMonitor(Pace.weekly(), CountAlternatives.standard(), own);
      for (int week = 62; week < WEEKS; week++) {
        judged++;
        if (byWeek.at(week, -1) instanceof Standing.Estimated known) {
          independent += isUnlikely(known.evidence()) ? 1 : 0;
        }
        together += isUnlikely(ofTotals(own, rest, week)) ? 1 : 0;
      }
    }
    assertThat(judged).isEqualTo(4_700);
    assertThat(independent).isEqualTo(120);
    assertThat(together).isEqualTo(26);
  }

  private static boolean isUnlikely(double evidence) {
    return EvidenceChain.tailProbability(evidence) <= 1e-3;
  }

  private static double ofTotals(double[] own, double[] rest, int week) {
    TotalsEvidence evidence =
        new TotalsEvidence(CountAlternatives.standard(), Pace.weekly().leak());
    int reference = week - week % 4 - 4;
    new CountTotals(past(own, reference), past(rest, reference))
        .upTo(week, Pace.weekly().chain())
        .forEach(
            each ->
                evidence.add(
                    each.periods(),
                    each.observed(),
                    each.mean(),
                    each.variance(),
                    each.deviation()));
    return evidence.value();
  }

  private static CountTotals.Past past(double[] counts, int reference) {
    double[] ones = new double[reference];
    Arrays.fill(ones, 1);
    return new CountTotals.Past(
        counts,
        SeasonalTrend.fit(
            Arrays.copyOf(counts, reference), ones, 0, Pace.weekly().periodsPerYear()));
  }
}
