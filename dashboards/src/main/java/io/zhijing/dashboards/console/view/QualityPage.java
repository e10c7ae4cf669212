package io.zhijing.dashboards.console.view;

import io.zhijing.dashboards.console.query.FlowQueries.Flow;
import io.zhijing.dashboards.console.query.QualityQueries.Quality;
import io.zhijing.dashboards.console.query.QualityQueries.Source;
import java.util.List;

/**
 * Whether what comes in can be trusted.
 *
 * @param quality accounts, dead letters, signs of life
 * @param flow the same over time
 * @param letters charts of dead letters; none where there are none
 * @param delays a chart of how long reports take for each stream
 * @param isRulesRead whether all rules that were given have been read
 */
public record QualityPage(
    Quality quality, Flow flow, List<Plot> letters, List<Plot> delays, boolean isRulesRead) {

  /** Whether all accounts add up. */
  public boolean isBalanced() {
    return quality.accounts().stream().allMatch(account -> account.balanced());
  }

  /** Sources that have been silent for too long. */
  public List<Source> silent() {
    return quality.sources().stream().filter(Source::silent).toList();
  }

  /** How many there are, with streams of which the job itself hears nothing. */
  public long silences() {
    return silent().size()
        + quality.accounts().stream()
            .filter(account -> account.silent() && !isTold(account.stream()))
            .count();
  }

  private boolean isTold(String stream) {
    return silent().stream()
        .anyMatch(source -> source.kind().equals("stream") && source.stream().equals(stream));
  }

  /** Sources that stand for a whole stream. */
  public List<Source> streams() {
    return quality.sources().stream().filter(source -> source.kind().equals("stream")).toList();
  }

  /** Sources within streams. */
  public List<Source> parts() {
    return quality.sources().stream().filter(source -> !source.kind().equals("stream")).toList();
  }
}
