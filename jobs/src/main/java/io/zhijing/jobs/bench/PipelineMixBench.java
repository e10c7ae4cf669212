package io.zhijing.jobs.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.connectors.elasticsearch.Document;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.wire.RawReport;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.rules.RuleSet;
import io.zhijing.jobs.backtest.Backtest;
import io.zhijing.jobs.settings.PipelineSettings;
import io.zhijing.jobs.simulation.Rises;
import io.zhijing.jobs.simulation.Rises.Rise;
import io.zhijing.jobs.simulation.Rises.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * What mix adjustment is worth to those who are warned: the whole pipeline over real inspections,
 * all its strata, with the rule and without, at the same scores that the rules ask for. Nothing is
 * labelled, so every warning counts as false; rises are put in at random places, the same for both,
 * many at a time, since one region's rise hardly moves what is expected of another.
 *
 * @param pack whose inspections they are
 * @param reports in order of arrival
 * @param lastDay the last day that is judged
 * @param settings what holds under rules
 * @param host where jobs run
 */
public record PipelineMixBench(
    Pack pack,
    List<RawReport> reports,
    LocalDate lastDay,
    Function<RuleSet, PipelineSettings> settings,
    Host host) {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int RISE_DAYS = 28;
  private static final double RISE = 2;
  private static final int FIRST_WEEK = 40;
  private static final int AT_ONCE = 20;

  /**
   * How it is run.
   *
   * @param scores of the lowest level, each measured on its own
   * @param placements rises put in
   * @param seed of the rises
   */
  public record Plan(List<Double> scores, int placements, long seed) {
    /** How many runs of the pipeline that takes. */
    public int runs() {
      return 2 * scores.size() * (1 + batches());
    }

    private int batches() {
      return (placements + AT_ONCE - 1) / AT_ONCE;
    }
  }

  /**
   * What came of one rule at one score.
   *
   * @param score that the lowest level needs
   * @param isAdjusted whether rates were held against the mix
   * @param warnings false warnings
   * @param placements rises put in
   * @param found of them: a warning of the region, or of a part of it, raised while it lasted that
   *     is not raised without the rises
   */
  public record Row(double score, boolean isAdjusted, int warnings, int placements, int found) {
    /** Share of rises found; NaN without any. */
    public double detected() {
      return placements == 0 ? Double.NaN : (double) found / placements;
    }
  }

  /** Told of each run of the pipeline that has ended. */
  public interface Progress {
    /** So many runs have ended. */
    void ended(int runs);
  }

  private record Raised(String id, String region, LocalDate day) {}

  /** One row without adjustment and one with it for each score. */
  public List<Row> run(Plan plan, Progress progress) throws Exception {
    Rises rises = new Rises(reports, pack.taxonomies().get(Dimension.REGION));
    List<Row> rows = new ArrayList<>();
    int[] runs = {0};
    for (double score : plan.scores()) {
      for (boolean isAdjusted : new boolean[] {false, true}) {
        RuleSet rules = RuleSet.standard().withLowestScore(score).withMixAdjusted(isAdjusted);
        Set<Raised> without = warnings(rules, reports);
        progress.ended(++runs[0]);
        int found = 0;
        // The same rises for every rule: their chances begin anew.
        SplittableRandom random = new SplittableRandom(plan.seed());
        int left = plan.placements();
        while (left > 0) {
          List<Rise> drawn = rises.draw(Math.min(AT_ONCE, left), shape(), random);
          Set<Raised> with = warnings(rules, rises.into(drawn, shape(), random));
          with.removeAll(without);
          found += (int) drawn.stream().filter(rise -> isFound(rise, with)).count();
          left -= drawn.size();
          progress.ended(++runs[0]);
        }
        rows.add(new Row(score, isAdjusted, without.size(), plan.placements(), found));
      }
    }
    return rows;
  }

  private Shape shape() {
    LocalDate first = reports.get(0).identity().eventDate().plusWeeks(FIRST_WEEK);
    return new Shape(first, lastDay, RISE_DAYS, RISE);
  }

  private static boolean isFound(Rise rise, Set<Raised> warnings) {
    return warnings.stream()
        .anyMatch(each -> each.region().equals(rise.region()) && rise.contains(each.day()));
  }

  private Set<Raised> warnings(RuleSet rules, List<RawReport> history) throws Exception {
    Collection<Document> documents =
        new Backtest("bench-mix", pack, settings.apply(rules))
            .run(
                new Backtest.History(history, lastDay),
                Set.of(DocumentKind.WARNINGS),
                host.parallelism(),
                host.executor());
    Set<Raised> raised = new HashSet<>();
    for (Document document : documents) {
      JsonNode warning = json(document);
      raised.add(
          new Raised(
              document.id(),
              warning.path("region").asText(),
              LocalDate.parse(warning.path("raised_on").asText())));
    }
    return raised;
  }

  private static JsonNode json(Document document) {
    try {
      return MAPPER.readTree(document.json());
    } catch (IOException e) {
      throw new UncheckedIOException("the pipeline wrote a warning that is no JSON", e);
    }
  }
}
