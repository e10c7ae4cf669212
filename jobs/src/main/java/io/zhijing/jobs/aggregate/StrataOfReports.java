package io.zhijing.jobs.aggregate;

import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.Report;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.Stratum;
import io.zhijing.jobs.state.ReportNodes;
import io.zhijing.jobs.state.ReportSum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The strata that count a report. Most reports are of a place, sector and hazards of which there
 * were others: their strata are remembered, as many as fit. Those of its firm are not: few firms
 * come again soon, and there are too many. Not thread-safe.
 */
public final class StrataOfReports {
  private static final int MOST_REMEMBERED = 50_000;

  private final Lattice lattice;
  private final Map<ReportNodes, Keyed[]> remembered = new HashMap<>();
  private final Map<Stratum, Keyed> shared = new HashMap<>();

  /** Strata of a lattice. */
  public StrataOfReports(Lattice lattice) {
    this.lattice = lattice;
  }

  /**
   * A stratum and its key.
   *
   * @param byHazard whether it counts reports that name a hazard, and not tests
   */
  record Keyed(Stratum stratum, String key, boolean byHazard) {}

  /**
   * What a report adds to each, in a stable order; strata to which it adds nothing are left out.
   */
  public List<Counted> counted(Report report) {
    long trials = Math.max(0, report.trials());
    long observed = ReportSum.observed(report);
    List<Counted> all = new ArrayList<>();
    for (Keyed each : of(ReportNodes.of(report))) {
      long tested = each.byHazard() ? 0 : trials;
      long counted = each.byHazard() ? 1 : observed;
      if (tested != 0 || counted != 0) {
        all.add(new Counted(each.stratum(), each.key(), tested, counted));
      }
    }
    return all;
  }

  /** The strata of reports with these nodes; not to be changed. */
  Keyed[] of(ReportNodes nodes) {
    Keyed[] ofAnyFirm = ofAnyFirm(nodes.ofAnyEnterprise());
    if (nodes.enterprise().isEmpty()) {
      return ofAnyFirm;
    }
    List<Stratum> ofFirm =
        lattice.strataFixing(Dimension.ENTERPRISE, stream(nodes), byDimension(nodes));
    Keyed[] all = Arrays.copyOf(ofAnyFirm, ofAnyFirm.length + ofFirm.size());
    for (int i = 0; i < ofFirm.size(); i++) {
      all[ofAnyFirm.length + i] = keyed(ofFirm.get(i));
    }
    return all;
  }

  private Keyed[] ofAnyFirm(ReportNodes nodes) {
    Keyed[] strata = remembered.get(nodes);
    if (strata == null) {
      if (remembered.size() >= MOST_REMEMBERED) {
        remembered.clear();
        shared.clear();
      }
      strata =
          lattice.strata(stream(nodes), byDimension(nodes)).stream()
              .map(stratum -> shared.computeIfAbsent(stratum, StrataOfReports::keyed))
              .toArray(Keyed[]::new);
      remembered.put(nodes, strata);
    }
    return strata;
  }

  private static ReportStream stream(ReportNodes nodes) {
    return ReportStream.ofCode(nodes.stream());
  }

  private static Keyed keyed(Stratum stratum) {
    return new Keyed(stratum, stratum.key(), isByHazard(stratum));
  }

  private static boolean isByHazard(Stratum stratum) {
    return !stratum.node(Dimension.HAZARD).isEmpty();
  }

  private static Map<Dimension, List<String>> byDimension(ReportNodes of) {
    Map<Dimension, List<String>> nodes = new EnumMap<>(Dimension.class);
    nodes.put(Dimension.REGION, List.of(of.region()));
    nodes.put(Dimension.PRODUCER, List.of(of.producers()));
    nodes.put(Dimension.SECTOR, List.of(of.sector()));
    nodes.put(Dimension.HAZARD, List.of(of.hazards()));
    String firm = of.enterprise();
    nodes.put(Dimension.ENTERPRISE, firm.isEmpty() ? List.of() : List.of(firm));
    return nodes;
  }
}
