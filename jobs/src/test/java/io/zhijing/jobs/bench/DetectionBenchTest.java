package io.zhijing.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zhijing.detection.stats.Draws;
import io.zhijing.jobs.bench.DetectionBench.Kind;
import io.zhijing.jobs.bench.DetectionBench.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small bench directory of Poisson counts and binomial failures, every second series risen. */
class DetectionBenchTest {
  private static final int SERIES = 24;
  private static final int WEEKS = 200;
  private static final int FIRST = 160;

  @TempDir private Path folder;
  private final SplittableRandom random = new SplittableRandom(1);

  @BeforeEach
  void write() throws IOException {
    writeCounts(Files.createDirectory(folder.resolve("count")));
    writeRates(Files.createDirectory(folder.resolve("rate")));
  }

  private static String header(String first) {
    StringBuilder header = new StringBuilder(first);
    IntStream.rangeClosed(1, WEEKS).forEach(week -> header.append(",w").append(week));
    return header.toString();
  }

  private static String row(String first, double[] values) {
    StringBuilder row = new StringBuilder(first);
    for (double value : values) {
      row.append(',').append(Math.round(value));
    }
    return row.toString();
  }

  private static void put(Path file, List<String> lines) throws IOException {
    Files.writeString(file, String.join("\n", lines) + "\n");
  }

  private void writeCounts(Path into) throws IOException {
    List<String> clean = new ArrayList<>(List.of(header("series,scenario,rep")));
    List<String> risen = new ArrayList<>(clean);
    List<String> outbreaks = new ArrayList<>(List.of("series,kind,start,lastWeek"));
    for (int i = 1; i <= SERIES; i++) {
      double[] counts = new double[WEEKS];
      for (int week = 0; week < WEEKS; week++) {
        counts[week] = Draws.negativeBinomial(random, Math.E, 1);
      }
      clean.add(row(i + ",1," + i, counts));
      counts[FIRST + 10] += 25;
      risen.add(row(i + ",1," + i, counts));
      outbreaks.add("%d,current,%d,%d".formatted(i, FIRST + 11, FIRST + 11));
    }
    put(into.resolve("series_clean.csv"), clean);
    put(into.resolve("series_outbreak.csv"), risen);
    put(into.resolve("outbreaks.csv"), outbreaks);
    put(
        into.resolve("scenarios.csv"),
        List.of("scenario,theta,beta,gamma1,gamma2,phi,m,trend", "1,1,0,0,0,1,0,0"));
    put(
        into.resolve("results_overall.csv"),
        List.of("algorithm,FPR,POD,meanDelay", "peer,0.25,0.5,1.5"));
    meta(into);
  }

  private void writeRates(Path into) throws IOException {
    List<String> trials = new ArrayList<>(List.of(header("series")));
    List<String> clean = new ArrayList<>(trials);
    List<String> risen = new ArrayList<>(trials);
    List<String> spikes = new ArrayList<>(List.of("series,start,end,p,rho,trialsInSpike"));
    for (int i = 1; i <= SERIES; i++) {
      double[] tests = new double[WEEKS];
      double[] failures = new double[WEEKS];
      for (int week = 0; week < WEEKS; week++) {
        tests[week] = week % 7 == 3 ? 0 : 60;
        failures[week] = Draws.betaBinomial(random, tests[week], 0.1, 1e-4);
      }
      trials.add(row(String.valueOf(i), tests));
      clean.add(row(String.valueOf(i), failures));
      failures[FIRST + 20] = Math.max(failures[FIRST + 20], tests[FIRST + 20] / 2);
      failures[FIRST + 21] = Math.max(failures[FIRST + 21], tests[FIRST + 21] / 2);
      risen.add(row(String.valueOf(i), failures));
      spikes.add("%d,%d,%d,0.1,0,120".formatted(i, FIRST + 21, FIRST + 22));
    }
    put(into.resolve("trials.csv"), trials);
    put(into.resolve("failures_clean.csv"), clean);
    put(into.resolve("failures_spike.csv"), risen);
    put(into.resolve("spikes.csv"), spikes);
    meta(into);
  }

  private static void meta(Path into) throws IOException {
    put(
        into.resolve("meta.json"),
        List.of("{\"evaluatedWeeks\":[%d,%d]}".formatted(FIRST + 1, WEEKS)));
  }

  private static List<Table> run(Path directory) throws IOException {
    List<Table> tables = new ArrayList<>();
    DetectionBench.run(directory, 1, tables::add);
    return tables;
  }

  @Test
  void plainRisesAreFoundAtOnceAndCalmSeriesHardlyAlarm() throws IOException {
    List<Table> tables = run(folder);
    assertThat(tables)
        .extracting(Table::kind)
        .containsExactly(Kind.COUNT, Kind.RATE, Kind.COLD_START);
    for (Table table : tables) {
      Score own = table.own().get(0);
      assertThat(table.series()).isEqualTo(SERIES);
      assertThat(own.detected()).as("%s", table.kind()).isEqualTo(1);
      assertThat(own.meanDelay()).isLessThan(1);
      assertThat(own.falseAlarmRate()).isLessThan(0.03);
      assertThat(own.unjudged()).isZero();
      assertThat(table.threshold()).isBetween(5.0, 500.0);
    }
    assertThat(tables.get(0).limits()).allMatch(limit -> limit.detected() == 1);
    assertThat(tables.get(0).peers())
        .singleElement()
        .matches(peer -> peer.detector().equals("peer") && peer.falseAlarmRate() == 0.25);
    assertThat(tables.get(1).peers()).isEmpty();
  }

  @Test
  void theSameSeedGivesTheSameScores() throws IOException {
    assertThat(run(folder.resolve("count"))).isEqualTo(run(folder.resolve("count")));
  }

  @Test
  void whatIsMissingOrNoNumberIsNamed() throws IOException {
    Path rate = folder.resolve("rate");
    Files.delete(rate.resolve("spikes.csv"));
    assertThatThrownBy(() -> run(rate))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("spikes.csv");
    Path counts = folder.resolve("count");
    Path series = counts.resolve("series_clean.csv");
    Files.writeString(series, Files.readString(series).replaceFirst("\n1,1,1,", "\n1,1,1,x"));
    assertThatThrownBy(() -> run(counts))
        .hasMessageContaining("w1")
        .hasMessageContaining("no number");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThatThrownBy(() -> run(empty)).hasMessageContaining("holds no series_clean.csv");
    assertThatThrownBy(() -> run(folder.resolve("absent"))).hasMessageContaining("no directory");
  }
}
