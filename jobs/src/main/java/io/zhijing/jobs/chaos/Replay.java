package io.zhijing.jobs.chaos;

import io.zhijing.connectors.file.CsvReportSource;
import io.zhijing.connectors.file.HeaderFaults;
import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.file.PackFaults;
import io.zhijing.connectors.file.PackLoader;
import io.zhijing.connectors.file.Row;
import io.zhijing.connectors.wire.RawReport;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is sent in every run: real notifications of the pack {@value #PACK}, in order of arrival.
 *
 * @param pack they belong to
 * @param reports in order
 * @param first first day that is watched
 * @param last day after which nothing is sent
 */
public record Replay(Pack pack, List<RawReport> reports, LocalDate first, LocalDate last) {
  static final String PACK = "rasff";
  static final int OUT_OF_ORDER_DAYS = 2;
  private static final LocalDate FIRST = LocalDate.parse("2020-01-01");
  private static final LocalDate LAST = LocalDate.parse("2020-08-31");

  /** Copies the list. */
  public Replay {
    reports = List.copyOf(reports);
  }

  /** Reads the pack's history. */
  public static Replay read() throws IOException, PackFaults, HeaderFaults {
    Pack pack = PackLoader.builtIn(PACK);
    List<RawReport> reports = new ArrayList<>();
    try (CsvReportSource source = CsvReportSource.open(pack, pack.dataFiles().get(0))) {
      while (source.hasNext()) {
        if (source.next() instanceof Row.Accepted row
            && !row.report().identity().eventDate().isAfter(LAST)) {
          reports.add(row.report());
        }
      }
    }
    reports.sort(Comparator.comparing(report -> report.identity().arrivedAt()));
    return new Replay(pack, reports, FIRST, LAST);
  }
}
