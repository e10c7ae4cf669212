package io.zhijing.jobs.cli;

import io.zhijing.connectors.file.CsvReportSource;
import io.zhijing.connectors.file.HeaderFaults;
import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.file.PackFaults;
import io.zhijing.connectors.file.Row;
import io.zhijing.connectors.wire.RawReport;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.jobs.bench.throughput.VolumeLoad;
import io.zhijing.jobs.settings.PackWatch;
import io.zhijing.jobs.simulation.Incident;
import io.zhijing.jobs.simulation.RealShape;
import io.zhijing.jobs.simulation.SimulatedYear;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The reports of one or more files, in order of arrival, and the rows that were refused. */
final class Reports {
  /** A file's first rows can be strays: a stream is watched from the day of its first hundredth. */
  private static final int STRAY_SHARE = 100;

  private static final String MEASURED_ON = "chicago";

  private final Function<RawReport, Instant> receivedAt;
  private final List<RawReport> accepted = new ArrayList<>();
  private final List<RefusedRow> refused = new ArrayList<>();
  private final List<Incident> incidents = new ArrayList<>();
  private LocalDate begun = LocalDate.MIN;

  /** Reports that a job receives on their arrival, as a test of the past does. */
  Reports() {
    this(report -> report.identity().arrivedAt());
  }

  /** Reports that a job receives now; the future is refused. */
  Reports(Instant now) {
    this(report -> now);
  }

  private Reports(Function<RawReport, Instant> receivedAt) {
    this.receivedAt = receivedAt;
  }

  /**
   * A row that is no report.
   *
   * @param file where it stands
   * @param row line and reasons
   */
  record RefusedRow(String file, Row.Refused row) {}

  /** Opens one file. */
  interface Opener {
    CsvReportSource open() throws IOException, HeaderFaults;
  }

  /** Reads a file. What the job's decoder would refuse is refused here. */
  void read(String file, Opener opener) throws IOException, HeaderFaults {
    try (CsvReportSource source = opener.open()) {
      while (source.hasNext()) {
        Row row = source.next();
        if (row instanceof Row.Accepted read) {
          row = source.asReceived(read, receivedAt.apply(read.report()));
        }
        if (row instanceof Row.Accepted good) {
          accepted.add(good.report());
        } else if (row instanceof Row.Refused bad) {
          refused.add(new RefusedRow(file, bad));
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    accepted.sort(Comparator.comparing(report -> report.identity().arrivedAt()));
  }

  /** Reads the data files that come with a pack. */
  void readShipped(Pack pack) throws IOException, HeaderFaults {
    for (Pack.DataFile file : pack.dataFiles()) {
      read(file.path(), () -> CsvReportSource.open(pack, file));
    }
  }

  /** Simulates the year of a pack that comes with the program. */
  void simulate(Pack pack) throws IOException, HeaderFaults, PackFaults {
    simulate(pack, SimulatedYear.Plan.standard());
  }

  /** Simulates a year of a pack, with the season and the spread of Chicago's real reports. */
  void simulate(Pack pack, SimulatedYear.Plan plan) throws IOException, HeaderFaults, PackFaults {
    SimulatedYear year = SimulatedYear.of(pack, shape(), plan);
    accepted.addAll(year.reports());
    begun = year.plan().first();
    incidents.addAll(year.incidents());
  }

  /** Season and spread as of Chicago's real reports. */
  static RealShape shape() throws IOException, HeaderFaults, PackFaults {
    Reports real = new Reports();
    real.readShipped(new PackWatch(MEASURED_ON).load());
    return RealShape.measure(real.accepted());
  }

  /**
   * Load of the first weeks of the simulated year, with so many times its reports that they are
   * about a number of records.
   */
  VolumeLoad load(Pack pack, int weeks, int records) throws IOException, HeaderFaults, PackFaults {
    RealShape shape = shape();
    double times = (double) records / firstWeeks(weeks).size();
    SimulatedYear.Plan plan = SimulatedYear.Plan.standard().first(weeks, times);
    return VolumeLoad.of(
        () -> {
          try {
            return SimulatedYear.of(pack, shape, plan).reports();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** Reads the files given, else those of the pack, else simulates its year. */
  void readAll(Pack pack, List<Path> files) throws IOException, HeaderFaults, PackFaults {
    readAll(pack, files, SimulatedYear.Plan.standard());
  }

  /** Reads the files given, else those of the pack, else simulates a year of it. */
  void readAll(Pack pack, List<Path> files, SimulatedYear.Plan plan)
      throws IOException, HeaderFaults, PackFaults {
    for (Path file : files) {
      read(file.toString(), () -> CsvReportSource.open(file, pack.mapping(), pack.zone()));
    }
    if (isToSimulate(pack, files)) {
      simulate(pack, plan);
    } else if (files.isEmpty()) {
      readShipped(pack);
    }
  }

  /** Whether there is nothing to read of a pack, and a year to simulate. */
  static boolean isToSimulate(Pack pack, List<Path> files) {
    return files.isEmpty() && SimulatedYear.isOffered(pack);
  }

  /** Whether nothing of it is real. */
  boolean isSimulated() {
    return !incidents.isEmpty();
  }

  /** What was made to happen; empty unless the reports are simulated. */
  List<Incident> incidents() {
    return incidents;
  }

  List<RawReport> accepted() {
    return accepted;
  }

  /** Those accepted of the first weeks. */
  List<RawReport> firstWeeks(int weeks) {
    LocalDate end = accepted.get(0).identity().eventDate().plusWeeks(weeks);
    return accepted.stream().filter(each -> each.identity().eventDate().isBefore(end)).toList();
  }

  List<RefusedRow> refused() {
    return refused;
  }

  /** The latest day on which a report arrived, in the zone of the dates. */
  LocalDate lastDay() {
    return accepted.stream()
        .map(report -> report.identity().eventDate())
        .max(Comparator.naturalOrder())
        .orElseThrow(() -> new IllegalStateException("there is no report"));
  }

  /** The first day on which any stream was watched; strays before it are left aside. */
  LocalDate firstWatchedDay() {
    return since().values().stream()
        .min(Comparator.naturalOrder())
        .map(LocalDate::ofEpochDay)
        .orElseThrow(() -> new IllegalStateException("there is no report"));
  }

  /** From when each stream was watched, as epoch day by stream code. */
  Map<String, Integer> since() {
    Map<String, List<Integer>> days = new HashMap<>();
    for (RawReport report : accepted) {
      int day = (int) report.identity().eventDate().toEpochDay();
      days.computeIfAbsent(countedIn(report).code(), stream -> new ArrayList<>()).add(day);
    }
    Map<String, Integer> since = new HashMap<>();
    days.forEach(
        (stream, all) -> {
          all.sort(Comparator.naturalOrder());
          int first = all.get(all.size() / STRAY_SHARE);
          since.put(stream, isSimulated() ? (int) begun.toEpochDay() : first);
        });
    return since;
  }

  /** The stream that a report counts in: one that lists failures only has no denominator. */
  static ReportStream countedIn(RawReport report) {
    ReportStream stream = report.identity().stream();
    boolean listsFailuresOnly =
        report.outcome().trials() == null && report.outcome().failures() != null;
    return listsFailuresOnly && stream != ReportStream.COMPLAINT
        ? ReportStream.NOTIFICATION
        : stream;
  }
}
