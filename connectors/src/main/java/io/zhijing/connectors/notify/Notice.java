package io.zhijing.connectors.notify;

import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.model.Scope;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.warning.Handling.Stage;
import io.zhijing.detection.warning.Transition;
import java.net.URI;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is to be told about one step of one warning: facts alone, no wording.
 *
 * @param warningId the warning
 * @param revision its revision after the step
 * @param step what happened
 * @param subject what it is about, in codes and in words
 * @param counts the numbers of its strongest day
 * @param since first day of the run of days
 * @param judged the day that was judged, local calendar day
 * @param reasons why, most telling first
 * @param responsibility who acts, and by when
 * @param link where to read more; http or https
 * @param isSimulated made-up data: every message says so
 */
public record Notice(
    String warningId,
    int revision,
    Step step,
    Subject subject,
    Counts counts,
    LocalDate since,
    LocalDate judged,
    List<Transition.Reason> reasons,
    Responsibility responsibility,
    Optional<URI> link,
    boolean isSimulated) {

  /**
   * What happened.
   *
   * @param action the step
   * @param from level before
   * @param level level after; the last one once it has ended
   */
  public record Step(Transition.Action action, RiskLevel from, RiskLevel level) {

    /** Whether the warning stands no longer. */
    public boolean isEnd() {
      return action == Transition.Action.CLOSED || isWithdrawn();
    }

    /** Whether it was taken back: its record has no evidence any more, and no numbers. */
    public boolean isWithdrawn() {
      return action == Transition.Action.WITHDRAWN;
    }
  }

  /**
   * What the warning is about.
   *
   * @param stratum in codes, the same all its life
   * @param focus what now explains it best, in codes; may change with every step
   * @param scope how far it reaches; none once it was withdrawn
   * @param where the focus in words
   * @param what the focus in words
   */
  public record Subject(
      Stratum stratum, Stratum focus, Optional<Scope> scope, Phrase where, Phrase what) {}

  /**
   * The numbers, as in a {@link io.zhijing.detection.model.Finding}.
   *
   * @param observed failures, or reports where there is no denominator
   * @param trials tests; 0 where there is no denominator
   * @param expected expected count
   * @param upperBound the largest count that would not be a signal
   * @param windowDays length of the window in days
   */
  public record Counts(
      long observed, long trials, double expected, double upperBound, int windowDays) {}

  /**
   * Who acts, and by when (R05, R11-R13).
   *
   * @param lead the department that leads; empty if none is known
   * @param helpers departments that help
   * @param duty what the level asks for, if it asks for anything
   */
  public record Responsibility(Phrase lead, List<Phrase> helpers, Optional<Duty> duty) {

    /** Copies the list. */
    public Responsibility {
      helpers = List.copyOf(helpers);
    }

    /** Nobody in particular. */
    public static Responsibility none() {
      return new Responsibility(Phrase.none(), List.of(), Optional.empty());
    }
  }

  /**
   * What the level asks for.
   *
   * @param act the level's plan of action
   * @param owed what is owed; empty where the warning's record does not say
   * @param due by when that is owed, in the authority's zone; empty once all limits were missed
   */
  public record Duty(Phrase act, Optional<Stage> owed, Optional<OffsetDateTime> due) {

    /** Refuses one of which neither is known: nothing could be said of it. */
    public Duty {
      if (due.isEmpty() && owed.filter(stage -> stage != Stage.NOTHING).isEmpty()) {
        throw new IllegalArgumentException("a duty without a limit says what is owed");
      }
    }
  }

  /** Refuses a link that is more than an address of a page. */
  public Notice {
    Objects.requireNonNull(step, "step");
    reasons = List.copyOf(reasons);
    link.ifPresent(
        uri -> {
          boolean known = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
          if (!known || uri.getHost() == null) {
            throw new IllegalArgumentException("a link is http or https: " + uri);
          }
        });
  }
}
