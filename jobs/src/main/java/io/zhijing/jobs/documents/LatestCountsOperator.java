package io.zhijing.jobs.documents;

import io.zhijing.connectors.elasticsearch.Document;
import io.zhijing.detection.model.Lattice;
import io.zhijing.jobs.settings.PipelineSettings.SerializableSupplier;
import io.zhijing.jobs.state.Evaluation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Documents of the counts of strata and days, one of each before a watermark passes: a replay
 * passes many ticks at once, and what a later tick found of the same day stands in place of what an
 * earlier one did. Whatever is held is sent on before a watermark passes and before a checkpoint's
 * barrier, so there is nothing to keep.
 */
public final class LatestCountsOperator extends AbstractStreamOperator<Document>
    implements OneInputStreamOperator<Evaluation, Document>, BoundedOneInput {
  private static final long serialVersionUID = 1;
  private static final int MAX_HELD = 20_000;

  /** By hand, since records spend as much on hashing as all the rest here. */
  private static final class StratumDay {
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
  private transient Map<StratumDay, Evaluation> held;

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
    held = new LinkedHashMap<>();
  }

  @Override
  public void processElement(StreamRecord<Evaluation> element) {
    Evaluation evaluation = element.getValue();
    held.merge(
        new StratumDay(evaluation.stratum(), evaluation.day()),
        evaluation,
        (earlier, later) -> later.tick() >= earlier.tick() ? later : earlier);
    if (held.size() >= MAX_HELD) {
      send();
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    send();
    super.processWatermark(mark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    send();
  }

  @Override
  public void endInput() {
    send();
  }

  private void send() {
    held.values()
        .forEach(
            evaluation ->
                output.collect(new StreamRecord<>(writer.apply(evaluation), evaluation.tick())));
    held.clear();
  }
}
