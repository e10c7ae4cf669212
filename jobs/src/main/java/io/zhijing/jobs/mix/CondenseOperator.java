package io.zhijing.jobs.mix;

import io.zhijing.jobs.holding.HoldingOperator;
import io.zhijing.jobs.settings.PipelineSettings;
import io.zhijing.jobs.state.CountedChange;
import io.zhijing.jobs.state.ReportChange;
import io.zhijing.jobs.state.ReportGroup;
import io.zhijing.jobs.state.ReportSum;

/**
 * Adds up changes of reports that are counted alike before they leave the worker: from here on a
 * report costs nothing by itself. Those whose day has closed for good go on one by one, since each
 * of them is told of.
 */
public final class CondenseOperator
    extends HoldingOperator<ReportChange, ReportGroup, ReportTally, CountedChange> {
  private static final long serialVersionUID = 1;

  /** Where much comes, most reports of a day have gone on when its tick passes. */
  private static final int MOST = 1000;

  private final PipelineSettings settings;
  private transient ReportGroups groups;

  /** Sums under the settings. */
  public CondenseOperator(PipelineSettings settings) {
    super(MOST);
    this.settings = settings;
  }

  @Override
  public void open() throws Exception {
    super.open();
    groups = new ReportGroups(settings);
  }

  @Override
  protected void take(ReportChange change) {
    if (groups.isOpen(change)) {
      held(groups.of(change), ReportTally::new).add(change);
    } else {
      send(change, change.known());
    }
  }

  @Override
  protected long dueAt(ReportGroup group, ReportTally tally) {
    return group.tick();
  }

  @Override
  protected void send(ReportGroup group, ReportTally tally) {
    ReportSum sum = tally.sum(group);
    send(sum, sum.known());
  }
}
