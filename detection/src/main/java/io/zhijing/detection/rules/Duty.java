package io.zhijing.detection.rules;

import io.zhijing.detection.model.RiskLevel;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a level asks of the officers (plan, 四（六）2, 应急处置方案): the plan of action, who is in charge,
 * and by when. The law fixes the colours and nothing of this, so all of it is a setting.
 *
 * @param act code of the plan of action
 * @param ladder codes of the roles in charge: the first one, then whom a missed limit goes up to
 * @param acknowledgeHours limit to acknowledge, from the moment the level was reached
 * @param disposeHours limit to do something about it, from the acknowledgement
 */
public record Duty(String act, List<String> ladder, int acknowledgeHours, int disposeHours)
    implements Serializable {

  /** Copies the ladder. */
  public Duty {
    ladder = List.copyOf(ladder);
  }

  /** The role in charge after so many missed limits; the last one stays in charge. */
  public String inCharge(int rung) {
    return ladder.get(Math.min(rung, ladder.size() - 1));
  }

  /** The duties when nobody configured anything. */
  public static Map<RiskLevel, Duty> standard() {
    Map<RiskLevel, Duty> duties = new EnumMap<>(RiskLevel.class);
    duties.put(
        RiskLevel.BLUE, new Duty("watch", List.of("banner_officer", "league_officer"), 72, 720));
    duties.put(
        RiskLevel.YELLOW, new Duty("study", List.of("banner_officer", "league_officer"), 24, 360));
    duties.put(
        RiskLevel.ORANGE,
        new Duty("special_sampling", List.of("league_officer", "region_officer"), 8, 168));
    duties.put(
        RiskLevel.RED,
        new Duty("emergency_plan", List.of("region_officer", "region_director"), 2, 72));
    return duties;
  }

  /** Everything wrong with the duty of a level; empty if it can be used. */
  List<String> faults(String level) {
    List<String> faults = new ArrayList<>();
    if (act.isBlank()) {
      faults.add("duties." + level + ".act is blank");
    }
    if (ladder.isEmpty() || ladder.stream().anyMatch(String::isBlank)) {
      faults.add("duties." + level + ".ladder must name at least one role, none of them blank");
    }
    if (acknowledgeHours < 1 || disposeHours < 1) {
      faults.add("duties." + level + " must leave at least one hour for each step");
    }
    return faults;
  }
}
