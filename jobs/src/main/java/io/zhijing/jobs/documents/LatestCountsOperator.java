package io.zhijing.jobs.documents;

import io.zhijing.connectors.elasticsearch.Document;
import io.zhijing.detection.model.Lattice;
import io.zhijing.jobs.holding.HoldingOperator;
import io.zhijing.jobs.settings.PipelineSettings.SerializableSupplier;
import io.zhijing.jobs.state.Evaluation;
import java.util.function.Function;

/**
 * Documents of the counts of strata and days, one of each before a watermark passes: a replay
 * passes many ticks at once, and what a later tick found of the same day stands in place of what an
 * earlier one did.
 */
public final class LatestCountsOperator
    extends HoldingOperator<Evaluation, LatestCountsOperator.StratumDay, Evaluation, Document> {
  private static final long serialVersionUID = 1;

  /** By hand, since records spend as much on hashing as all the rest here. */
  static final class StratumDay {
    private final String stratum;
    private final int day;

    StratumDay(String stratum, int day) {
      this.stratum = stratum;
      this.day = day;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof StratumDay that && day == that.day && stratum.equals(that.stratum);
    }

    @Override
    public int hashCode() {
      return 31 * stratum.hashCode() + day;
    }
  }

  private final SerializableSupplier<Lattice> lattice;
  private final DocumentFunction.WriterFactory<Evaluation> factory;
  private transient Function<Evaluation, Document> writer;

  /** Documents with names from the lattice. */
  public LatestCountsOperator(
      SerializableSupplier<Lattice> lattice, DocumentFunction.WriterFactory<Evaluation> factory) {
    this.lattice = lattice;
    this.factory = factory;
  }

  @Override
  public void open() throws Exception {
    super.open();
    writer = factory.writer(lattice.get());
  }

  @Override
  protected void take(Evaluation evaluation) {
    hold(
        new StratumDay(evaluation.stratum(), evaluation.day()),
        evaluation,
        (earlier, later) -> later.tick() >= earlier.tick() ? later : earlier);
  }

  @Override
  protected long dueAt(StratumDay place, Evaluation evaluation) {
    return evaluation.tick();
  }

  @Override
  protected void send(StratumDay place, Evaluation evaluation) {
    send(writer.apply(evaluation), evaluation.tick());
  }
}
