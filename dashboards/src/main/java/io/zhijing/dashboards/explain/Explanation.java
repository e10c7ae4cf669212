package io.zhijing.dashboards.explain;

import io.zhijing.detection.model.Finding;
import io.zhijing.detection.model.Finding.BaselineState;
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
 *     or of several streams
 * @param parts of a cluster or of several streams what it is made of; else none
 */
public record Explanation(
    String warning,
    Stratum stratum,
    Optional<Stratum> beside,
    int day,
    Finding stored,
    Finding computed,
    List<ReferenceWindow> reference,
    Parts parts) {
  /** That nothing stands out any more. */
  static final Finding NOT_FOUND =
      new Finding(0, 0, 0, 0, 0, 1, "", new BaselineState("insufficient", "not_found", 0, 0));

  /**
   * A window of the reference.
   *
   * @param from first epoch day
   * @param to last epoch day
   * @param observed counts of the stratum
   * @param trials its trials, or those of the stratum beside it
   * @param expected failures that the mix of the trials lets expect; 0 if nothing is known
   * @param use what it is good for
   */
  public record ReferenceWindow(
      int from, int to, long observed, long trials, double expected, Use use) {}

  /**
   * What a window of the reference is good for.
   *
   * @param isLeftOut whether a past signal keeps it out
   * @param silentDays on how many of its days the whole stream was silent: nothing is known of them
   */
  public record Use(boolean isLeftOut, int silentDays) {}

  /**
   * A region of a cluster.
   *
   * @param stratum the cluster's, in this region alone
   * @param count its window against what was expected of it
   */
  public record Place(Stratum stratum, WindowCount count) {}

  /**
   * One of several streams.
   *
   * @param stratum in that stream
   * @param finding what it shows by itself
   */
  public record OfStream(Stratum stratum, Finding finding) {}

  /**
   * What a signal of more than one stratum is made of.
   *
   * @param places of a cluster what its regions have in the window, as they are counted; else none
   * @param streams of several streams what each shows; else none
   */
  public record Parts(List<Place> places, List<OfStream> streams) {
    static final Parts NONE = new Parts(List.of(), List.of());

    /** Copies the lists. */
    public Parts {
      places = List.copyOf(places);
      streams = List.copyOf(streams);
    }
  }

  /** Copies the list. */
  public Explanation {
    reference = List.copyOf(reference);
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
