package io.zhijing.dashboards.console.orders;

import io.zhijing.connectors.wire.rules.RulesDocument;
import io.zhijing.connectors.wire.yaml.SettingsFaults;
import io.zhijing.dashboards.commands.JobDesk;
import io.zhijing.dashboards.console.access.Access;
import io.zhijing.dashboards.console.access.Action;
import io.zhijing.dashboards.console.access.Viewer;
import io.zhijing.dashboards.console.orders.CommandOrders.State;
import io.zhijing.dashboards.console.orders.FaultyException.OrderFault;
import io.zhijing.dashboards.console.query.RulesView;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.rules.RuleSet;
import java.util.List;
import java.util.Optional;

/** Other rules for the running job. Thread-safe. */
public final class RulesOrders {
  private static final String APPLIED = "applied";

  private final Access access;
  private final RuleSet base;
  private final Lattice lattice;
  private final Desk desk;

  /**
   * Rules for the job that is told at the desk.
   *
   * @param base what a text leaves out is as it is here
   * @param lattice of the pack that has the codes which a text names
   */
  public RulesOrders(Access access, RuleSet base, Lattice lattice, JobDesk desk) {
    this.access = access;
    this.base = base;
    this.lattice = lattice;
    this.desk = new Desk(desk);
  }

  /**
   * What became of rules.
   *
   * @param name id, version and checksum
   * @param state done, refused or pending
   * @param outcome the job's answer by code
   */
  public record RulesReply(String name, State state, Optional<String> outcome) {}

  /**
   * What rules say, if they are in order.
   *
   * @throws FaultyException naming every fault
   */
  public RulesView check(Viewer viewer, String text) {
    access.require(viewer, Action.READ_RULES);
    return RulesView.of(read(text).rules(), Optional.of(read(text)), Optional.empty());
  }

  /**
   * Gives rules to the job and waits for its answer. Whoever gives them must be their author.
   *
   * @throws FaultyException naming every fault
   */
  public RulesReply publish(Viewer viewer, String text) {
    access.require(viewer, Action.PUBLISH_RULES);
    RulesDocument document = read(text);
    if (!document.author().equals(viewer.name())) {
      throw new FaultyException(List.of(new OrderFault("text", "author must be " + viewer.name())));
    }
    String name = RulesView.of(document.rules(), Optional.of(document), Optional.empty()).name();
    JobDesk.Reply reply = desk.tell(job -> job.publish(document));
    if (reply instanceof JobDesk.Answered answered) {
      State state = APPLIED.equals(answered.outcome()) ? State.DONE : State.REFUSED;
      return new RulesReply(name, state, Optional.of(answered.outcome()));
    }
    return new RulesReply(name, State.PENDING, Optional.empty());
  }

  private RulesDocument read(String text) {
    try {
      return RulesDocument.read(text, base, lattice);
    } catch (SettingsFaults e) {
      throw new FaultyException(
          e.faults().stream().map(fault -> new OrderFault("text", fault)).toList());
    }
  }
}
