package io.zhijing.dashboards.console.view;

import io.zhijing.dashboards.console.query.RulesQueries.RulesChange;
import io.zhijing.dashboards.console.query.RulesView;
import java.util.List;
import java.util.Optional;

/**
 * The rules, now and before.
 *
 * @param inForce those that hold
 * @param keys names of nodes that are key
 * @param silences what is silenced, in names
 * @param history all that were given, the latest first
 * @param isComplete whether all that were given have been read
 * @param editor where they are written anew; empty for whoever may not
 * @param answer what became of rules that were given
 */
public record RulesPage(
    RulesView inForce,
    List<KeyRow> keys,
    List<SilenceRow> silences,
    List<RulesChange> history,
    boolean isComplete,
    Optional<Editor> editor,
    Optional<Answer> answer) {

  /**
   * A key product, sector or region.
   *
   * @param dimension its code
   * @param name of the node
   * @param score added to what levels need
   * @param reason why
   */
  public record KeyRow(String dimension, String name, double score, String reason) {}

  /**
   * What is silenced.
   *
   * @param name of it
   * @param silence its end, who and why
   */
  public record SilenceRow(String name, RulesView.Silence silence) {}

  /**
   * Where rules are written.
   *
   * @param text as it stands
   * @param faults everything wrong with it
   * @param checked what it says, if it was checked and is in order
   */
  public record Editor(String text, List<LinedFault> faults, Optional<RulesView> checked) {}

  /**
   * One thing wrong.
   *
   * @param line where, from 1; empty where no line can be named
   * @param text what
   */
  public record LinedFault(Optional<Integer> line, String text) {}

  /**
   * What became of rules.
   *
   * @param name of them
   * @param state done, refused or pending
   * @param outcome the job's answer by code
   */
  public record Answer(String name, String state, Optional<String> outcome) {}

  /**
   * Two versions side by side.
   *
   * @param before name of the one
   * @param after name of the other
   * @param names all that can be compared, the latest first
   * @param lines of both
   */
  public record DiffPage(String before, String after, List<String> names, List<Line> lines) {}

  /**
   * A line of two versions.
   *
   * @param kind same, added or removed
   * @param text as written
   */
  public record Line(String kind, String text) {}
}
