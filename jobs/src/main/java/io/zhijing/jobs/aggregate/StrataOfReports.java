package io.zhijing.jobs.aggregate;

import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.Report;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.Stratum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The strata that count a report. Most reports are of a place, sector and firm of which there were
 * others: their strata are remembered, as many as fit. Not thread-safe.
 */
public final class StrataOfReports {
  private static final int MOST_REMEMBERED = 50_000;

  private final Lattice lattice;
  private final Map<Nodes, Keyed[]> remembered = new HashMap<>();

  /** Strata of a lattice. */
  public StrataOfReports(Lattice lattice) {
    this.lattice = lattice;
  }

  private record Keyed(Stratum stratum, String key, boolean byHazard) {}

  /** All that the strata depend on. */
  private static final class Nodes {
    private final String[] single;
    private final String[] producers;
    private final String[] hazards;
    private final int hash;

    Nodes(Report report) {
      single =
          new String[] {
            report.stream(), report.region(), report.sector(), report.details().enterprise()
          };
      producers = report.producers();
      hazards = report.hazards();
      hash =
          31 * (31 * Arrays.hashCode(single) + Arrays.hashCode(producers))
              + Arrays.hashCode(hazards);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Nodes that
          && hash == that.hash
          && Arrays.equals(single, that.single)
          && Arrays.equals(producers, that.producers)
          && Arrays.equals(hazards, that.hazards);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  /**
   * What a report adds to each, in a stable order; strata to which it adds nothing are left out.
   */
  public List<Counted> counted(Report report) {
    long trials = Math.max(0, report.trials());
    long observed = Counted.observed(report);
    List<Counted> all = new ArrayList<>();
    for (Keyed each : strata(report)) {
      long tested = each.byHazard() ? 0 : trials;
      long counted = each.byHazard() ? 1 : observed;
      if (tested != 0 || counted != 0) {
        all.add(new Counted(each.stratum(), each.key(), tested, counted));
      }
    }
    return all;
  }

  private Keyed[] strata(Report report) {
    Nodes nodes = new Nodes(report);
    Keyed[] strata = remembered.get(nodes);
    if (strata == null) {
      strata =
          lattice.strata(ReportStream.ofCode(report.stream()), nodesOf(report)).stream()
              .map(stratum -> new Keyed(stratum, stratum.key(), isByHazard(stratum)))
              .toArray(Keyed[]::new);
      if (remembered.size() >= MOST_REMEMBERED) {
        remembered.clear();
      }
      remembered.put(nodes, strata);
    }
    return strata;
  }

  private static boolean isByHazard(Stratum stratum) {
    return !stratum.node(Dimension.HAZARD).isEmpty();
  }

  private static Map<Dimension, List<String>> nodesOf(Report report) {
    Map<Dimension, List<String>> nodes = new EnumMap<>(Dimension.class);
    nodes.put(Dimension.REGION, List.of(report.region()));
    nodes.put(Dimension.PRODUCER, List.of(report.producers()));
    nodes.put(Dimension.SECTOR, List.of(report.sector()));
    nodes.put(Dimension.HAZARD, List.of(report.hazards()));
    String firm = report.details().enterprise();
    nodes.put(Dimension.ENTERPRISE, firm.isEmpty() ? List.of() : List.of(firm));
    return nodes;
  }
}
