package io.zhijing.detection.rules;

import io.zhijing.detection.model.RiskLevel;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What is asked of officers.
 *
 * @param byLevel the duty of each level that can be warned of
 * @param maxSilenceDays how long a silence may last at most
 */
public record Duties(Map<RiskLevel, Duty> byLevel, int maxSilenceDays) implements Serializable {
  private static final List<RiskLevel> LEVELS =
      List.of(RiskLevel.BLUE, RiskLevel.YELLOW, RiskLevel.ORANGE, RiskLevel.RED);

  /** Copies the map. */
  public Duties {
    byLevel = byLevel.isEmpty() ? new EnumMap<>(RiskLevel.class) : new EnumMap<>(byLevel);
  }

  /** Those when nobody configured anything. */
  public static Duties standard() {
    return new Duties(Duty.standard(), 30);
  }

  /**
   * The duty of a level.
   *
   * @throws IllegalArgumentException for {@code NONE}, which asks nothing of anybody
   */
  public Duty of(RiskLevel level) {
    Duty duty = byLevel.get(level);
    if (duty == null) {
      throw new IllegalArgumentException("no duty comes with " + level);
    }
    return duty;
  }

  List<String> faults() {
    List<String> faults = new ArrayList<>();
    for (RiskLevel level : LEVELS) {
      Duty duty = byLevel.get(level);
      if (duty == null) {
        faults.add("duties." + level.code() + " is missing");
      } else {
        faults.addAll(duty.faults(level.code()));
      }
    }
    if (maxSilenceDays < 1) {
      faults.add("duties.max_silence_days must be at least 1");
    }
    return faults;
  }
}
