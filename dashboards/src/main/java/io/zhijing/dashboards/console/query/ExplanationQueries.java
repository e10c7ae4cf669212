package io.zhijing.dashboards.console.query;

import io.zhijing.connectors.elasticsearch.DocumentReader;
import io.zhijing.dashboards.console.access.Viewer;
import io.zhijing.dashboards.explain.Explainer;
import io.zhijing.dashboards.explain.Explanation;
import io.zhijing.detection.model.Finding;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.rules.RuleSet;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why a warning: its numbers computed again from the stored counts. Thread-safe. */
public final class ExplanationQueries {
  private final Stored stored;
  private final SmallCounts counts;
  private final WarningQueries warnings;
  private final Explainer explainer;

  /**
   * Explanations.
   *
   * @param stored the documents
   * @param warnings which of them a viewer may see
   * @param reader of the counts
   * @param prefix what index names begin with
   * @param rules of the running job's detection
   */
  public ExplanationQueries(
      Stored stored,
      WarningQueries warnings,
      DocumentReader reader,
      String prefix,
      RuleSet.Detection rules) {
    this.stored = stored;
    this.counts = stored.smallCounts();
    this.warnings = warnings;
    this.explainer = new Explainer(reader, prefix, stored.lattice(), rules);
  }

  /**
   * An explanation.
   *
   * @param warning its id
   * @param stratum whose numbers they are
   * @param beside the stratum that lent it strength or was held against it
   * @param day last day of the window
   * @param stored the numbers of the warning
   * @param computed the numbers computed again
   * @param exact whether they agree to the last digit
   * @param reference windows that the expectation rests on, the latest first
   * @param places of a cluster its regions
   * @param streams of several streams what each shows
   */
  public record Explained(
      String warning,
      StratumView stratum,
      Optional<StratumView> beside,
      LocalDate day,
      Numbers stored,
      Numbers computed,
      boolean exact,
      List<Reference> reference,
      List<Place> places,
      List<OfStream> streams) {}

  /**
   * One of several streams.
   *
   * @param stream its code
   * @param stratum in that stream
   * @param numbers what it shows by itself; no p-value where the count of any stream is masked,
   *     since it could be told from those of the others and of all
   */
  public record OfStream(String stream, StratumView stratum, Numbers numbers) {}

  /**
   * A region of a cluster.
   *
   * @param stratum the cluster's, in this region alone
   * @param observed in the window
   * @param trials in the window; 0 where there are none
   * @param expected by its own baseline
   */
  public record Place(StratumView stratum, Count observed, long trials, double expected) {}

  /**
   * The numbers of a finding.
   *
   * @param windowDays length of the window
   * @param observed in the window
   * @param trials in the window
   * @param expected by the baseline
   * @param upperBound most that would not stand out
   * @param pValue absent where the count is masked
   * @param score likewise
   * @param method name and version
   * @param baseline what the expectation rests on
   */
  public record Numbers(
      int windowDays,
      Count observed,
      long trials,
      double expected,
      double upperBound,
      Optional<Double> pValue,
      Optional<Double> score,
      String method,
      BaselineView baseline) {

    Numbers withoutChance() {
      return new Numbers(
          windowDays,
          observed,
          trials,
          expected,
          upperBound,
          Optional.empty(),
          Optional.empty(),
          method,
          baseline);
    }
  }

  /**
   * A window of the reference.
   *
   * @param from first day
   * @param to last day
   * @param observed in it
   * @param trials its own, or those of the stratum beside
   * @param expected failures that the mix of the trials lets expect; absent if nothing is known
   * @param leftOut whether a past signal keeps it out
   * @param silentDays days on which the whole stream was silent
   */
  public record Reference(
      LocalDate from,
      LocalDate to,
      Count observed,
      long trials,
      Optional<Double> expected,
      boolean leftOut,
      int silentDays) {}

  /**
   * The explanation of a warning.
   *
   * @throws UnknownException if its evidence was taken back, so that there is nothing to explain
   */
  public Explained explain(Viewer viewer, String warning) {
    Explanation explanation =
        explainer
            .explain(warnings.document(viewer, warning).json())
            .orElseThrow(() -> new UnknownException("evidence"));
    Stratum stratum = explanation.stratum();
    return new Explained(
        explanation.warning(),
        StratumViews.of(stored, stratum),
        explanation.beside().map(each -> StratumViews.of(stored, each)),
        LocalDate.ofEpochDay(explanation.day()),
        numbers(viewer, stratum, explanation.stored()),
        numbers(viewer, stratum, explanation.computed()),
        explanation.isExact(),
        explanation.reference().stream()
            .map(
                each ->
                    new Reference(
                        LocalDate.ofEpochDay(each.from()),
                        LocalDate.ofEpochDay(each.to()),
                        counts.of(viewer, stratum, each.observed()),
                        each.trials(),
                        each.expected() > 0 ? Optional.of(each.expected()) : Optional.empty(),
                        each.use().isLeftOut(),
                        each.use().silentDays()))
            .toList(),
        places(viewer, explanation.parts().places()),
        streams(viewer, explanation.parts().streams()));
  }

  private List<OfStream> streams(Viewer viewer, List<Explanation.OfStream> parts) {
    List<Numbers> shown =
        parts.stream().map(each -> numbers(viewer, each.stratum(), each.finding())).toList();
    boolean isTold = shown.stream().noneMatch(each -> each.observed().isMasked());
    List<OfStream> streams = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      Stratum stratum = parts.get(i).stratum();
      Numbers numbers = isTold ? shown.get(i) : shown.get(i).withoutChance();
      streams.add(new OfStream(stratum.stream().code(), StratumViews.of(stored, stratum), numbers));
    }
    return streams;
  }

  private List<Place> places(Viewer viewer, List<Explanation.Place> members) {
    List<Count> shown =
        counts.parts(
            viewer,
            members.stream()
                .map(each -> new SmallCounts.Cell(each.stratum(), each.count().observed()))
                .toList());
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      Explanation.Place member = members.get(i);
      places.add(
          new Place(
              StratumViews.of(stored, member.stratum()),
              shown.get(i),
              member.count().trials(),
              member.count().expected()));
    }
    return places;
  }

  private Numbers numbers(Viewer viewer, Stratum stratum, Finding finding) {
    Count observed = counts.of(viewer, stratum, finding.observed());
    boolean isTold = !observed.isMasked();
    return new Numbers(
        finding.windowDays(),
        observed,
        finding.trials(),
        finding.expected(),
        finding.upperBound(),
        Optional.of(finding.pValue()).filter(value -> isTold),
        Optional.of(finding.score()).filter(value -> isTold),
        finding.method(),
        new BaselineView(
            finding.baseline().state(),
            Optional.of(finding.baseline().reason()).filter(text -> !text.isEmpty()),
            finding.baseline().referenceDays(),
            finding.baseline().leftOutDays()));
  }
}
