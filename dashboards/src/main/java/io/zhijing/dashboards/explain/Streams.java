package io.zhijing.dashboards.explain;

import io.zhijing.dashboards.explain.Explanation.OfStream;
import io.zhijing.detection.model.Finding;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.Signal;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.monitor.Judge;
import io.zhijing.detection.monitor.StreamsJudge;
import io.zhijing.detection.rules.RuleSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Weighs the streams of a day again: each is judged on the counts that are stored. */
final class Streams {
  private final StoredCases cases;
  private final RuleSet.Detection rules;

  Streams(StoredCases cases, RuleSet.Detection rules) {
    this.cases = cases;
    this.rules = rules;
  }

  /**
   * Streams weighed again.
   *
   * @param finding of all; of no observation if they do not stand out any more
   * @param streams what was found of each
   */
  record Found(Finding finding, List<OfStream> streams) {}

  /**
   * Weighs again.
   *
   * @param focus the stratum of the signal
   * @param day the judged day
   * @param since by stream that had risen the first day on which it was watched
   */
  Found weigh(Stratum focus, int day, Map<ReportStream, Integer> since) {
    Judge judge = new Judge(rules);
    SortedMap<ReportStream, Finding> findings = new TreeMap<>();
    since.forEach(
        (stream, first) -> {
          Judge.Case given = cases.of(new Stratum(stream, focus.nodes()), day, first);
          findings.put(stream, judge.judge(given, day).finding());
        });
    Finding together =
        new StreamsJudge(rules)
            .judge(focus.nodes(), day, findings, Optional.of(focus.stream()))
            .filter(signal -> signal.stratum().equals(focus))
            .map(Signal::finding)
            .orElse(Explanation.NOT_FOUND);
    return new Found(
        together,
        findings.entrySet().stream()
            .map(each -> new OfStream(new Stratum(each.getKey(), focus.nodes()), each.getValue()))
            .toList());
  }
}
