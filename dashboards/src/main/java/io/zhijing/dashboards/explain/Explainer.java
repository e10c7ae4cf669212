package io.zhijing.dashboards.explain;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.connectors.elasticsearch.DocumentReader;
import io.zhijing.dashboards.explain.Explanation.ReferenceWindow;
import io.zhijing.dashboards.explain.StoredCounts.History;
import io.zhijing.detection.baseline.ReferenceDays;
import io.zhijing.detection.model.CountSeries;
import io.zhijing.detection.model.Finding;
import io.zhijing.detection.model.Finding.BaselineState;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.monitor.ClusterJudge;
import io.zhijing.detection.monitor.Judge;
import io.zhijing.detection.rules.RuleSet;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges the strongest day of a warning again, on the counts that are stored. */
public final class Explainer {
  private final StoredCounts counts;
  private final Lattice lattice;
  private final RuleSet.Detection rules;

  /**
   * Explains what a job found.
   *
   * @param reader of its documents
   * @param prefix what its index names begin with
   * @param lattice of its pack
   * @param rules of its detection
   */
  public Explainer(DocumentReader reader, String prefix, Lattice lattice, RuleSet.Detection rules) {
    this.counts = new StoredCounts(reader, prefix);
    this.lattice = lattice;
    this.rules = rules;
  }

  /**
   * The explanation; empty for a warning whose evidence was taken back.
   *
   * @param warning the warning's document
   */
  public Optional<Explanation> explain(JsonNode warning) {
    if (!warning.hasNonNull("strongest_day")) {
      return Optional.empty();
    }
    Stratum focus = Stratum.parse(warning.path("focus").asText());
    int day = epochDay(warning, "strongest_day");
    int since = epochDay(warning, "watched_since");
    if (ClusterJudge.METHOD.equals(warning.path("method").asText())) {
      return Optional.of(cluster(warning, focus, day));
    }
    Optional<Stratum> beside = Judge.beside(focus, lattice);
    History own = counts.of(focus.key());
    CountSeries other = beside.map(each -> counts.of(each.key()).series()).orElseGet(own::series);
    Finding computed =
        new Judge(rules)
            .judge(new Judge.Case(focus, own.series(), other, since, own.signalsBefore(day)), day)
            .finding();
    return Optional.of(
        new Explanation(
            warning.path("warning_id").asText(),
            focus,
            beside,
            day,
            stored(warning),
            computed,
            reference(computed.windowDays(), new Seen(focus, own, other, since), day),
            List.of()));
  }

  private Explanation cluster(JsonNode warning, Stratum around, int day) {
    Members.Found found =
        new Members(counts::of, lattice, rules)
            .find(around, day, epochDay(warning, "watched_since"));
    return new Explanation(
        warning.path("warning_id").asText(),
        around,
        Optional.empty(),
        day,
        stored(warning),
        found.finding(),
        List.of(),
        found.places());
  }

  private record Seen(Stratum focus, History own, CountSeries other, int since) {
    CountSeries tested() {
      return Judge.hasTrials(focus) ? own.series() : other;
    }
  }

  private List<ReferenceWindow> reference(int length, Seen seen, int day) {
    ReferenceDays all = new ReferenceDays(length, rules.referenceDays(), 0);
    ReferenceDays chosen = new ReferenceDays(length, rules.referenceDays(), rules.maxLeftOutDays());
    Set<ReferenceDays.Window> kept =
        new HashSet<>(chosen.select(day, seen.since(), seen.own().signalsBefore(day)).windows());
    List<ReferenceWindow> windows = new ArrayList<>();
    for (ReferenceDays.Window each : all.select(day, seen.since(), new int[0]).windows()) {
      windows.add(
          new ReferenceWindow(
              each.from(),
              each.to(),
              seen.own().series().observed(each.from(), each.to()),
              seen.tested().trials(each.from(), each.to()),
              seen.tested().expected(each.from(), each.to()),
              !kept.contains(each)));
    }
    return windows;
  }

  private static Finding stored(JsonNode warning) {
    return new Finding(
        warning.path("window_days").asInt(),
        warning.path("observed").asLong(),
        warning.path("trials").asLong(),
        warning.path("expected").asDouble(),
        warning.path("upper_bound").asDouble(),
        warning.path("p_value").asDouble(),
        warning.path("method").asText(),
        new BaselineState(
            warning.path("baseline").asText(),
            "",
            warning.path("reference_days").asInt(),
            warning.path("left_out_days").asInt()));
  }

  private static int epochDay(JsonNode json, String field) {
    return (int) LocalDate.parse(json.path(field).asText()).toEpochDay();
  }
}
