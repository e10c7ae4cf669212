package io.zhijing.dashboards.explain;

import io.zhijing.detection.model.Finding;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.model.WindowCount;
import java.util.List;
import java.util.Optional;

/**
 * A warning's numbers as they are stored and as they come out of the stored counts.
 *
 * @param warning its id
 * @param stratum the stratum whose numbers they are
 * @param beside the stratum that lent it strength or was held against it; empty for a whole stream
 * @param day last day of the window, epoch day
 * @param stored the numbers of the warning
 * @param computed the numbers computed again
 * @param reference the windows that the expectation rests on, the latest first; none of a cluster
 * @param places of a cluster what its regions have in the window, as they are counted; else none
 */
public record Explanation(
    String warning,
    Stratum stratum,
    Optional<Stratum> beside,
    int day,
    Finding stored,
    Finding computed,
    List<ReferenceWindow> reference,
    List<Place> places) {

  /**
   * A window of the reference.
   *
   * @param from first epoch day
   * @param to last epoch day
   * @param observed counts of the stratum
   * @param trials its trials, or those of the stratum beside it
   * @param expected failures that the mix of the trials lets expect; 0 if nothing is known
   * @param isLeftOut whether a past signal keeps it out
   */
  public record ReferenceWindow(
      int from, int to, long observed, long trials, double expected, boolean isLeftOut) {}

  /**
   * A region of a cluster.
   *
   * @param stratum the cluster's, in this region alone
   * @param count its window against what was expected of it
   */
  public record Place(Stratum stratum, WindowCount count) {}

  /** Copies the lists. */
  public Explanation {
    reference = List.copyOf(reference);
    places = List.copyOf(places);
  }

  /** Whether every number is the same to the last digit. */
  public boolean isExact() {
    return stored.windowDays() == computed.windowDays()
        && stored.observed() == computed.observed()
        && stored.trials() == computed.trials()
        && same(stored.expected(), computed.expected())
        && same(stored.upperBound(), computed.upperBound())
        && same(stored.pValue(), computed.pValue())
        && stored.method().equals(computed.method())
        && stored.baseline().state().equals(computed.baseline().state())
        && stored.baseline().referenceDays() == computed.baseline().referenceDays()
        && stored.baseline().leftOutDays() == computed.baseline().leftOutDays();
  }

  private static boolean same(double one, double other) {
    return Double.compare(one, other) == 0;
  }
}
