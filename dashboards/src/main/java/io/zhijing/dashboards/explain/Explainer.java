package io.zhijing.dashboards.explain;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.connectors.elasticsearch.DocumentReader;
import io.zhijing.dashboards.explain.Explanation.Parts;
import io.zhijing.dashboards.explain.Explanation.ReferenceWindow;
import io.zhijing.dashboards.explain.Explanation.Use;
import io.zhijing.detection.baseline.ReferenceDays;
import io.zhijing.detection.model.CountSeries;
import io.zhijing.detection.model.Finding;
import io.zhijing.detection.model.Finding.BaselineState;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.monitor.ClusterJudge;
import io.zhijing.detection.monitor.Judge;
import io.zhijing.detection.monitor.StreamsJudge;
import io.zhijing.detection.rules.RuleSet;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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
    StoredCases cases =
        new StoredCases(
            counts::of, lattice, new StoredCases.Looking(rules, correctionDays(warning)));
    switch (warning.path("method").asText()) {
      case ClusterJudge.METHOD -> {
        Members.Found found = new Members(cases, lattice, rules).find(focus, day, since);
        return Optional.of(
            together(warning, focus, found.finding(), new Parts(found.places(), List.of())));
      }
      case StreamsJudge.METHOD -> {
        Streams.Found found = new Streams(cases, rules).weigh(focus, day, streams(warning));
        return Optional.of(
            together(warning, focus, found.finding(), new Parts(List.of(), found.streams())));
      }
      default -> {
        return Optional.of(alone(warning, cases.of(focus, day, since), day));
      }
    }
  }

  /** Not stated by jobs that took silence for zeros. */
  private static OptionalInt correctionDays(JsonNode warning) {
    JsonNode days = warning.path("correction_days");
    return days.isInt() ? OptionalInt.of(days.intValue()) : OptionalInt.empty();
  }

  private Explanation alone(JsonNode warning, Judge.Case given, int day) {
    Finding computed = new Judge(rules).judge(given, day).finding();
    return new Explanation(
        warning.path("warning_id").asText(),
        given.stratum(),
        Judge.beside(given.stratum(), lattice),
        day,
        stored(warning),
        computed,
        reference(computed.windowDays(), given, day),
        Parts.NONE);
  }

  private static Explanation together(
      JsonNode warning, Stratum focus, Finding computed, Parts parts) {
    return new Explanation(
        warning.path("warning_id").asText(),
        focus,
        Optional.empty(),
        epochDay(warning, "strongest_day"),
        stored(warning),
        computed,
        List.of(),
        parts);
  }

  /** By stream that had risen the first day on which it was watched. */
  private static Map<ReportStream, Integer> streams(JsonNode warning) {
    Map<ReportStream, Integer> since = new EnumMap<>(ReportStream.class);
    JsonNode streams = warning.path("evidence_streams");
    for (int i = 0; i < streams.size(); i++) {
      since.put(
          ReportStream.ofCode(streams.get(i).asText()),
          (int) LocalDate.parse(warning.path("evidence_since").path(i).asText()).toEpochDay());
    }
    return since;
  }

  private List<ReferenceWindow> reference(int length, Judge.Case given, int day) {
    CountSeries tested = Judge.hasTrials(given.stratum()) ? given.own() : given.parent();
    ReferenceDays all = new ReferenceDays(length, rules.referenceDays(), 0);
    ReferenceDays chosen = new ReferenceDays(length, rules.referenceDays(), rules.maxLeftOutDays());
    Set<ReferenceDays.Window> kept =
        new HashSet<>(chosen.select(day, given.since(), given.leftOut()).windows());
    List<ReferenceWindow> windows = new ArrayList<>();
    for (ReferenceDays.Window each : all.select(day, given.since(), new int[0]).windows()) {
      windows.add(
          new ReferenceWindow(
              each.from(),
              each.to(),
              given.own().observed(each.from(), each.to()),
              tested.trials(each.from(), each.to()),
              tested.expected(each.from(), each.to()),
              new Use(
                  !kept.contains(each),
                  each.to() - each.from() + 1 - given.watched().heard(each.from(), each.to()))));
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
