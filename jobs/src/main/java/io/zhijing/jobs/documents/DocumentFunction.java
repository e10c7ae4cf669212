package io.zhijing.jobs.documents;

import io.zhijing.connectors.elasticsearch.Document;
import io.zhijing.detection.model.Lattice;
import io.zhijing.jobs.settings.PipelineSettings.SerializableSupplier;
import java.io.Serializable;
import java.util.function.Function;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** A stage's output to documents. Holds no state. */
public final class DocumentFunction<T> extends RichMapFunction<T, Document> {
  private static final long serialVersionUID = 1;

  /** Makes the writer on the worker, from the lattice built there. */
  public interface WriterFactory<T> extends Serializable {
    /** The writer of documents. */
    Function<T, Document> writer(Lattice lattice);
  }

  private final SerializableSupplier<Lattice> lattice;
  private final WriterFactory<T> factory;
  private transient Function<T, Document> writer;

  /** A function that writes documents with names from the lattice. */
  public DocumentFunction(SerializableSupplier<Lattice> lattice, WriterFactory<T> factory) {
    this.lattice = lattice;
    this.factory = factory;
  }

  @Override
  public void open(OpenContext context) {
    writer = factory.writer(lattice.get());
  }

  @Override
  public Document map(T value) {
    return writer.apply(value);
  }
}
