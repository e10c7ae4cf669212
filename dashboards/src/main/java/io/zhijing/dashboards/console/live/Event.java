package io.zhijing.dashboards.console.live;

import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.warning.Warning.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Something changed; what it is now must be asked for. */
public sealed interface Event {

  /** Name of the kind of event. */
  String name();

  /**
   * Warnings changed.
   *
   * @param warnings those that the listener may see
   */
  record Warnings(List<Change> warnings) implements Event {
    /** Copies the list. */
    public Warnings {
      warnings = List.copyOf(warnings);
    }

    @Override
    public String name() {
      return "warnings";
    }
  }

  /**
   * A warning as it is now.
   *
   * @param id of the warning
   * @param revision of its document
   * @param status where it is in its life
   * @param level present level
   */
  record Change(String id, int revision, Status status, RiskLevel level) {}

  /**
   * Counts were judged anew.
   *
   * @param asOf when
   */
  record Counts(Optional<Instant> asOf) implements Event {
    @Override
    public String name() {
      return "counts";
    }
  }

  /**
   * Records came in, or the job's clock went on.
   *
   * @param asOf what the clock has passed
   */
  record Accounts(Optional<Instant> asOf) implements Event {
    @Override
    public String name() {
      return "accounts";
    }
  }
}
