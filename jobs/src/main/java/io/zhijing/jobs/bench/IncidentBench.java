package io.zhijing.jobs.bench;

import io.zhijing.connectors.elasticsearch.Document;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.file.Pack;
import io.zhijing.detection.model.Lattice;
import io.zhijing.jobs.backtest.Backtest;
import io.zhijing.jobs.settings.PipelineSettings;
import io.zhijing.jobs.simulation.RaisedWarnings;
import io.zhijing.jobs.simulation.Scorecard;
import io.zhijing.jobs.simulation.SimulatedYear;
import java.util.List;
import java.util.Set;

/**
 * What the whole pipeline finds in simulated years in which the same happens, but chance does not
 * repeat itself: a rule set that was chosen on one year is seldom as good in another.
 *
 * @param pack whose years they are
 * @param lattice of the pack
 * @param host where the pipeline runs
 */
public record IncidentBench(Pack pack, Lattice lattice, Host host) {

  /** Takes a year through the pipeline and scores what was warned of. */
  public IncidentScores.Year run(SimulatedYear year, PipelineSettings settings) throws Exception {
    List<byte[]> warnings =
        new Backtest("bench-incidents-" + year.plan().seed(), pack, settings)
                .run(
                    new Backtest.History(year.reports(), year.plan().last()),
                    Set.of(DocumentKind.WARNINGS),
                    host.parallelism(),
                    host.executor())
                .stream()
                .map(Document::json)
                .toList();
    return new IncidentScores.Year(
        year.plan().seed(),
        Scorecard.of(year.incidents(), RaisedWarnings.of(warnings), lattice),
        warnings.size());
  }
}
