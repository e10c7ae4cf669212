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
   * @param numbers what it shows by itself; no p-value where small counts of any stream are hidden,
   *     since it could be told from those of the others and of all
   */
  public record OfStream(String stream, StratumView stratum, Numbers numbers) {}

  /**
   * A region of a cluster.
   *
   * @param stratum the cluster's, in this region alone
   * @param observed in the window
   * @param trials in the window; 0 where there are none
   * @param expected by its own baseline; absent where its small counts are hidden
   */
  public record Place(
      StratumView stratum, Count observed, long trials, Optional<Double> expected) {}

  /**
   * The numbers of a finding.
   *
   * @param windowDays length of the window
   * @param observed in the window
   * @param trials in the window
   * @param expected by the baseline; absent where it would tell a hidden small count of a window
   *     before
   * @param upperBound most that would not stand out, likewise
   * @param pValue likewise, and where the count is masked or small counts of one of several streams
   *     are hidden
   * @param score likewise
   * @param method name and version
   * @param baseline what the expectation rests on
   */
  public record Numbers(
      int windowDays,
      Count observed,
      long trials,
      Optional<Double> expected,
      Optional<Double> upperBound,
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
   * @param expected failures that the mix of the trials lets expect; absent if nothing is known, or
   *     small counts are hidden
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
    return explained(
        viewer,
        explainer
            .explain(warnings.document(viewer, warning).json())
            .orElseThrow(() -> new UnknownException("evidence")));
  }

  /** An explanation as the viewer is shown it. */
  Explained explained(Viewer viewer, Explanation explanation) {
    Stratum stratum = explanation.stratum();
    boolean isHidden = counts.hides(viewer, stratum);
    boolean isChanceTold =
        explanation.parts().streams().stream()
            .noneMatch(each -> counts.hides(viewer, each.stratum()));
    boolean isBare = isHidden && isDetermined(explanation.reference());
    Numbers stated = numbers(viewer, stratum, explanation.stored(), isBare);
    Numbers computed = numbers(viewer, stratum, explanation.computed(), isBare);
    return new Explained(
        explanation.warning(),
        StratumViews.of(stored, stratum),
        explanation.beside().map(each -> StratumViews.of(stored, each)),
        LocalDate.ofEpochDay(explanation.day()),
        isChanceTold ? stated : stated.withoutChance(),
        isChanceTold ? computed : computed.withoutChance(),
        explanation.isExact(),
        explanation.reference().stream()
            .map(
                each ->
                    new Reference(
                        LocalDate.ofEpochDay(each.from()),
                        LocalDate.ofEpochDay(each.to()),
                        counts.window(viewer, stratum, each.observed()),
                        each.trials(),
                        Optional.of(each.expected()).filter(value -> value > 0 && !isHidden),
                        each.use().isLeftOut(),
                        each.use().silentDays()))
            .toList(),
        places(viewer, stratum, explanation.parts().places()),
        streams(viewer, explanation.parts().streams(), isChanceTold));
  }

  private List<OfStream> streams(
      Viewer viewer, List<Explanation.OfStream> parts, boolean isChanceTold) {
    List<OfStream> streams = new ArrayList<>();
    for (Explanation.OfStream part : parts) {
      Stratum stratum = part.stratum();
      Numbers numbers = numbers(viewer, stratum, part.finding(), false);
      streams.add(
          new OfStream(
              stratum.stream().code(),
              StratumViews.of(stored, stratum),
              isChanceTold ? numbers : numbers.withoutChance()));
    }
    return streams;
  }

  /** None where the count of all, which is told, would tell a masked one of them. */
  private List<Place> places(Viewer viewer, Stratum all, List<Explanation.Place> members) {
    List<SmallCounts.Cell> cells =
        members.stream()
            .map(each -> new SmallCounts.Cell(each.stratum(), each.count().observed()))
            .toList();
    boolean isHidden = counts.hides(viewer, all);
    List<Count> shown =
        isHidden
            ? cells.stream().map(each -> counts.window(viewer, all, each.count())).toList()
            : counts.parts(viewer, cells);
    if (!isHidden && counts.canBeWorkedOut(cells, shown)) {
      return List.of();
    }
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      Explanation.Place member = members.get(i);
      places.add(
          new Place(
              StratumViews.of(stored, member.stratum()),
              shown.get(i),
              member.count().trials(),
              Optional.of(member.count().expected())
                  .filter(value -> !counts.hides(viewer, member.stratum()))));
    }
    return places;
  }

  /**
   * Whether what is expected, which tells the sum of the windows before, would tell a small count
   * of one: it is the only one that is not empty, or each of those is 1.
   */
  private boolean isDetermined(List<Explanation.ReferenceWindow> reference) {
    long filled = reference.stream().filter(each -> each.observed() > 0).count();
    long sum = reference.stream().mapToLong(Explanation.ReferenceWindow::observed).sum();
    return filled > 0 && (sum == filled || (filled == 1 && counts.isSmall(sum)));
  }

  private Numbers numbers(Viewer viewer, Stratum stratum, Finding finding, boolean isBare) {
    Count observed = counts.of(viewer, stratum, finding.observed());
    boolean isTold = !observed.isMasked() && !isBare;
    return new Numbers(
        finding.windowDays(),
        observed,
        finding.trials(),
        Optional.of(finding.expected()).filter(value -> !isBare),
        Optional.of(finding.upperBound()).filter(value -> !isBare),
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
