package io.zhijing.jobs.bench.throughput;

import io.zhijing.connectors.wire.RawReport;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A number of records of a number of firms, each firm with the place, sector and days of one
 * simulated report, so that there is a stratum for each firm. Firms are spread evenly over the
 * reports.
 *
 * @param reports in order of arrival
 * @param firms how many
 * @param recordsOfFirm how many records of each
 */
public record FirmsLoad(List<RawReport> reports, int firms, int recordsOfFirm) implements Load {
  /** Copies the list. */
  public FirmsLoad {
    reports = List.copyOf(reports);
  }

  @Override
  public long records() {
    return (long) firms * recordsOfFirm;
  }

  @Override
  public String topics() {
    return "bench-" + firms;
  }

  @Override
  public void forEach(Consumer<RawReport> sink) {
    List<List<Integer>> ofReport = new ArrayList<>();
    reports.forEach(report -> ofReport.add(new ArrayList<>()));
    for (int firm = 0; firm < firms; firm++) {
      int at =
          firms < reports.size()
              ? (int) ((long) firm * reports.size() / firms)
              : firm % reports.size();
      ofReport.get(at).add(firm);
    }
    for (int i = 0; i < reports.size(); i++) {
      for (int firm : ofReport.get(i)) {
        for (int copy = 0; copy < recordsOfFirm; copy++) {
          sink.accept(ofFirm(reports.get(i), firm, copy));
        }
      }
    }
  }

  private static RawReport ofFirm(RawReport report, int firm, int copy) {
    RawReport one = Load.withId(report, report.identity().id() + "-" + firm + "-" + copy);
    RawReport.Who who = report.who();
    return new RawReport(
        one.identity(),
        one.where(),
        one.what(),
        new RawReport.Who(
            "SIMULATED-" + firm, "", who.sellerCode(), who.sellerName(), who.platform()),
        one.sampling(),
        one.outcome(),
        one.person());
  }
}
