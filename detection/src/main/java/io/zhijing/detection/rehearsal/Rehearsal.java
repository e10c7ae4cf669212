package io.zhijing.detection.rehearsal;

import io.zhijing.detection.assess.Assessment;
import io.zhijing.detection.assess.Assessor;
import io.zhijing.detection.model.CountSeries;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Finding;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.Signal;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.monitor.ClusterJudge;
import io.zhijing.detection.monitor.Judge;
import io.zhijing.detection.monitor.Risen;
import io.zhijing.detection.monitor.StreamsJudge;
import io.zhijing.detection.rules.RuleSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Plays a portfolio through everything between counts and warnings: each stratum in view is judged
 * each day, the signals of a stream are assessed together, and a warning lives until it has been
 * quiet. Counts the warnings raised, so that nested strata, repeated looks and what the assessment
 * makes of them are all in the number. Strata are judged on all cores; the result does not depend
 * on how many there are.
 */
public final class Rehearsal {
  private static final int FORGET_EVERY_DAYS = 90;

  private final Lattice lattice;
  private final List<RuleSet> variants;
  private final Judge judge;
  private final ClusterJudge clusters;
  private final StreamsJudge streams;
  private final RuleSet.Detection detection;

  /**
   * A rehearsal of several rule sets at once, which differ in what levels need and in alpha only,
   * the same for all streams.
   *
   * @throws IllegalArgumentException if there is no rule set
   */
  public Rehearsal(Lattice lattice, List<RuleSet> variants) {
    if (variants.isEmpty()) {
      throw new IllegalArgumentException("no rule set");
    }
    this.lattice = lattice;
    this.variants = List.copyOf(variants);
    RuleSet most =
        variants.stream()
            .max((one, other) -> Double.compare(alpha(one), alpha(other)))
            .orElseThrow();
    this.judge = new Judge(most.detection());
    this.clusters = new ClusterJudge(lattice, most.detection());
    this.streams = new StreamsJudge(most.detection());
    this.detection = most.detection();
  }

  /**
   * From when to when.
   *
   * @param since first day watched, epoch day
   * @param from first day whose warnings count
   * @param to last day
   */
  public record Span(int since, int from, int to) {
    /** Months of 30.44 days from {@code from} to {@code to}. */
    public double months() {
      return (to - from + 1) / 30.44;
    }
  }

  /**
   * Warnings that were raised under a rule set.
   *
   * @param byStream how many, by stream; none where there were none
   */
  public record Raised(Map<ReportStream, Integer> byStream) {
    /** Over all streams. */
    public int all() {
      return byStream.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  /**
   * Plays the days.
   *
   * @return warnings raised by rule set, in the order given
   */
  public List<Raised> run(Portfolio portfolio, Span span) {
    List<Map<ReportStream, Integer>> raised = new ArrayList<>();
    List<Map<ReportStream, Map<Stratum, Integer>>> open = new ArrayList<>();
    List<Assessor> assessors = new ArrayList<>();
    for (RuleSet variant : variants) {
      raised.add(new EnumMap<>(ReportStream.class));
      open.add(new EnumMap<>(ReportStream.class));
      assessors.add(new Assessor(lattice, variant));
    }
    int[][] signalDays = new int[portfolio.size()][0];
    Map<Map<Dimension, String>, Signal> together = new HashMap<>();
    int keep = variants.get(0).detection().historyDays() + 2 * judge.viewDays();
    for (int day = span.since(); day <= span.to(); day++) {
      portfolio.play(day);
      if (day % FORGET_EVERY_DAYS == 0) {
        portfolio.forgetBefore(day - keep);
      }
      List<Signal> signals = judge(portfolio, span.since(), day, new Seen(signalDays, together));
      int today = day;
      IntStream.range(0, variants.size())
          .parallel()
          .forEach(
              i -> {
                List<ReportStream> news =
                    assess(today, signals, variants.get(i), assessors.get(i), open.get(i));
                if (today >= span.from()) {
                  news.forEach(stream -> raised.get(i).merge(stream, 1, Integer::sum));
                }
              });
    }
    return raised.stream().map(Raised::new).toList();
  }

  /** What was found of a stratum: a signal, a rise, both or neither. */
  private record Found(Stratum stratum, Judge.Verdict verdict, int day, Optional<Risen> risen) {
    Optional<Signal> signal() {
      return verdict.kind().map(kind -> new Signal(stratum, day, kind, verdict.finding()));
    }
  }

  /** What was found before: days of signals by stratum, the latest of several streams by nodes. */
  private record Seen(int[][] signalDays, Map<Map<Dimension, String>, Signal> together) {}

  private List<Signal> judge(Portfolio portfolio, int since, int day, Seen seen) {
    int[][] signalDays = seen.signalDays();
    List<Found> found =
        IntStream.range(0, portfolio.size())
            .parallel()
            .mapToObj(
                i -> {
                  CountSeries series = portfolio.series(i);
                  if (series.isEmpty() || series.lastDay() <= day - judge.viewDays()) {
                    return null;
                  }
                  Stratum stratum = portfolio.stratum(i);
                  CountSeries lender = portfolio.series(portfolio.lender(i));
                  Judge.Case given = new Judge.Case(stratum, series, lender, since, signalDays[i]);
                  Judge.Verdict verdict = judge.judge(given, day);
                  Optional<Risen> risen = rises(given, day, verdict);
                  if (verdict.kind().isPresent()) {
                    signalDays[i] = Arrays.copyOf(signalDays[i], signalDays[i].length + 1);
                    signalDays[i][signalDays[i].length - 1] = day;
                  }
                  return new Found(stratum, verdict, day, risen);
                })
            .filter(Objects::nonNull)
            .toList();
    List<Signal> signals = new ArrayList<>();
    found.forEach(each -> each.signal().ifPresent(signals::add));
    signals.addAll(clusters(found, day));
    signals.addAll(streams(found, day, seen.together()));
    return signals;
  }

  private List<Signal> streams(
      List<Found> found, int day, Map<Map<Dimension, String>, Signal> before) {
    Map<Map<Dimension, String>, SortedMap<ReportStream, Finding>> high = new LinkedHashMap<>();
    for (Found each : found) {
      Stratum stratum = each.stratum();
      if (StreamsJudge.isHigh(each.verdict().finding())
          && StreamsJudge.concerns(stratum, detection)) {
        high.computeIfAbsent(stratum.nodes(), first -> new TreeMap<>())
            .put(stratum.stream(), each.verdict().finding());
      }
    }
    int quiet = variants.get(0).life().closeAfterDays();
    List<Signal> signals = new ArrayList<>();
    high.forEach(
        (nodes, findings) -> {
          Optional<ReportStream> lead =
              Optional.ofNullable(before.get(nodes))
                  .filter(signal -> signal.day() >= day - quiet)
                  .map(signal -> signal.stratum().stream());
          streams.judge(nodes, day, findings, lead).ifPresent(signals::add);
        });
    signals.forEach(signal -> before.put(signal.stratum().nodes(), signal));
    return signals;
  }

  private Optional<Risen> rises(Judge.Case given, int day, Judge.Verdict verdict) {
    if (!ClusterJudge.concerns(given.stratum(), lattice, detection)) {
      return Optional.empty();
    }
    return ClusterJudge.isWholeMap(given.stratum())
        ? judge.windows(given, day, verdict)
        : judge.risen(given, day, verdict);
  }

  private List<Signal> clusters(List<Found> found, int day) {
    Map<Stratum, Map<String, Risen>> byKind = new LinkedHashMap<>();
    for (Found each : found) {
      each.risen()
          .ifPresent(
              risen ->
                  byKind
                      .computeIfAbsent(ClusterJudge.kind(each.stratum()), first -> new HashMap<>())
                      .put(each.stratum().node(Dimension.REGION), risen));
    }
    return byKind.entrySet().parallelStream()
        .flatMap(
            kind ->
                clusters
                    .judge(
                        kind.getKey(),
                        day,
                        kind.getValue(),
                        Optional.ofNullable(kind.getValue().get("")))
                    .stream())
        .toList();
  }

  /** Assesses a day under one rule set; the stream of each warning that it raises. */
  private List<ReportStream> assess(
      int day,
      List<Signal> signals,
      RuleSet rules,
      Assessor assessor,
      Map<ReportStream, Map<Stratum, Integer>> openByStream) {
    List<ReportStream> raised = new ArrayList<>();
    for (ReportStream stream : ReportStream.values()) {
      Map<Stratum, Integer> open = openByStream.computeIfAbsent(stream, s -> new HashMap<>());
      open.values().removeIf(last -> last + rules.life().closeAfterDays() < day);
      List<Signal> own =
          signals.stream()
              .filter(signal -> signal.stratum().stream() == stream)
              .filter(signal -> isSignal(signal, rules))
              .toList();
      if (!own.isEmpty()) {
        for (Assessment each : assessor.assess(day, own, open.keySet()).assessments()) {
          if (open.put(each.subject(), day) == null) {
            raised.add(stream);
          }
        }
      }
    }
    return raised;
  }

  private boolean isSignal(Signal signal, RuleSet rules) {
    return alpha(rules) >= detection.sensitivity().alpha()
        || signal.kind() == Signal.Kind.FIRST_EVER
        || signal.finding().pValue() <= rules.detection().alpha(signal.stratum().stream());
  }

  private static double alpha(RuleSet rules) {
    return rules.detection().sensitivity().alpha();
  }
}
