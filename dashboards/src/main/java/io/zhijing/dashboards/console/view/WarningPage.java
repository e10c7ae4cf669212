package io.zhijing.dashboards.console.view;

import io.zhijing.dashboards.console.query.ExplanationQueries.Explained;
import io.zhijing.dashboards.console.query.Part;
import io.zhijing.dashboards.console.query.ReportQueries.Point;
import io.zhijing.dashboards.console.query.ReportQueries.ReportEntry;
import io.zhijing.dashboards.console.query.WarningDetail;
import io.zhijing.dashboards.console.query.WarningQueries.Entries;
import io.zhijing.dashboards.console.query.WarningQueries.Related;
import io.zhijing.dashboards.console.query.WarningSummary;
import java.util.List;
import java.util.Optional;

/**
 * A warning, and everything that hangs on it.
 *
 * @param detail what its document says
 * @param sentences what was seen, in words
 * @param plot its series
 * @param colour why it has its level
 * @param explained its numbers computed again; empty where there is nothing to explain
 * @param related warnings of a part of it, and of more than it
 * @param trail what happened, and who was told
 * @param behind reports behind it; empty for whoever may not see single ones
 * @param desk what the reader can do
 */
public record WarningPage(
    WarningDetail detail,
    List<String> sentences,
    Optional<Plot> plot,
    Colour colour,
    Optional<Explained> explained,
    Related related,
    Trail trail,
    Optional<Behind> behind,
    Desk desk) {

  /** As in lists. */
  public WarningSummary summary() {
    return detail.summary();
  }

  /**
   * What happened.
   *
   * @param history what happened but deliveries
   * @param deliveries who was told, and who was not and why
   */
  public record Trail(Entries history, Entries deliveries) {}

  /**
   * Reports behind a warning.
   *
   * @param point cell and days
   * @param reports the latest of them
   */
  public record Behind(Point point, Part<ReportEntry> reports) {}

  /**
   * Why a warning has its level.
   *
   * @param rules name of the rules in force
   * @param isJudgedByThem whether the warning was judged by the same
   * @param shift what is added to the scores that levels need
   * @param byStream how much of it holds for the whole stream
   * @param keys why the rest
   * @param levels what each needs, and whether it is met
   */
  public record Colour(
      String rules,
      boolean isJudgedByThem,
      double shift,
      double byStream,
      List<KeyRule> keys,
      List<Step> levels) {}

  /**
   * A key product, sector or region that holds for the warning.
   *
   * @param name of the node
   * @param score added
   * @param reason why
   */
  public record KeyRule(String name, double score, String reason) {}

  /**
   * What a level needs.
   *
   * @param level its code
   * @param score that it needs, with what is added
   * @param excess that it needs
   * @param isScoreMet whether the score is; empty where it is not told
   * @param isExcessMet whether the excess is; empty where it is not told
   */
  public record Step(
      String level,
      double score,
      double excess,
      Optional<Boolean> isScoreMet,
      Optional<Boolean> isExcessMet) {}

  /**
   * What the reader can do.
   *
   * @param acts codes of commands that the state allows
   * @param refusal why it can do nothing, by code; empty if it can
   * @param successor the later warning that took its place, on which to act instead
   * @param answer what became of the last command
   * @param entered what was entered, where it could not be given
   * @param lists what can be chosen
   */
  public record Desk(
      List<String> acts,
      Optional<String> refusal,
      Optional<WarningSummary> successor,
      Optional<Answer> answer,
      Entered entered,
      Lists lists) {}

  /**
   * What became of a command.
   *
   * @param state done, refused or pending
   * @param outcome the job's answer by code
   * @param act what was wanted
   */
  public record Answer(String state, Optional<String> outcome, String act) {}

  /**
   * What can be chosen.
   *
   * @param departments to refer to
   * @param measures that can be taken
   */
  public record Lists(List<Choices.Choice> departments, List<Choices.Choice> measures) {}
}
