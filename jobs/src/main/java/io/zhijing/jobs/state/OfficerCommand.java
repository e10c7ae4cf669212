package io.zhijing.jobs.state;

import io.zhijing.detection.warning.Command;
import io.zhijing.detection.warning.Command.Act;
import io.zhijing.detection.warning.Command.Order;
import io.zhijing.detection.warning.Command.Verdict;
import io.zhijing.detection.warning.Measure;
import io.zhijing.detection.warning.Measure.Recall;
import java.util.Optional;

/**
 * An officer's command between operators.
 *
 * @param id of the command
 * @param warning id of the warning
 * @param actor who gives it
 * @param note why, nothing personal in it
 * @param act what, by code
 * @param target to whom, where to, which measure or which verdict
 * @param batch of a recall; empty if there is none
 * @param amount of a recall
 * @param recovered of a recall
 * @param until end of a silence, epoch milliseconds
 * @param at when it was given, epoch milliseconds
 */
public record OfficerCommand(
    String id,
    String warning,
    String actor,
    String note,
    String act,
    String target,
    String batch,
    long amount,
    long recovered,
    long until,
    long at) {

  /** A command that was given at a time. */
  public static OfficerCommand of(Command command, long at) {
    Order order = command.order();
    Act act = command.act();
    Recall recall = new Recall("", -1, -1);
    String code;
    String target = "";
    long until = 0;
    if (act instanceof Command.Assign assign) {
      code = "assign";
      target = assign.to();
    } else if (act instanceof Command.Refer refer) {
      code = "refer";
      target = refer.department();
    } else if (act instanceof Command.Dispose dispose) {
      code = "dispose";
      target = dispose.measure().code();
      recall = dispose.recall().orElse(recall);
    } else if (act instanceof Command.Close close) {
      code = "close";
      target = close.verdict().code();
    } else if (act instanceof Command.Silence silence) {
      code = "silence";
      until = silence.until();
    } else if (act instanceof Command.Acknowledge) {
      code = "acknowledge";
    } else {
      code = act instanceof Command.Reopen ? "reopen" : "unsilence";
    }
    return new OfficerCommand(
        order.id(),
        order.warning(),
        order.actor(),
        order.note(),
        code,
        target,
        recall.batch(),
        recall.amount(),
        recall.recovered(),
        until,
        at);
  }

  /** The same with other texts that the officer wrote. */
  public OfficerCommand withTexts(String otherNote, String otherTarget) {
    return new OfficerCommand(
        id, warning, actor, otherNote, act, otherTarget, batch, amount, recovered, until, at);
  }

  /**
   * The subject of the warning that it names: the part of the id before the day. A text that names
   * no day is its own subject, and no warning will be found under it.
   */
  public String subject() {
    int day = warning.lastIndexOf('@');
    return day < 0 ? warning : warning.substring(0, day);
  }

  /** The command itself. */
  public Command command() {
    return new Command(new Order(id, warning, actor, note), asAct());
  }

  private Act asAct() {
    return switch (act) {
      case "acknowledge" -> new Command.Acknowledge();
      case "assign" -> new Command.Assign(target);
      case "refer" -> new Command.Refer(target);
      case "dispose" ->
          new Command.Dispose(
              WarningForm.byCode(Measure.values(), target),
              amount < 0 ? Optional.empty() : Optional.of(new Recall(batch, amount, recovered)));
      case "close" -> new Command.Close(WarningForm.byCode(Verdict.values(), target));
      case "reopen" -> new Command.Reopen();
      case "silence" -> new Command.Silence(until);
      case "unsilence" -> new Command.Unsilence();
      default -> throw new IllegalStateException("no act is called " + act);
    };
  }
}
