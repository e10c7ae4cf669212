package io.zhijing.jobs.compact;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes a record by its {@link CompactForm}: its length, four bytes, and the bytes of the form in
 * one piece. Not thread-safe, like every serializer that is duplicated.
 *
 * @param <T> the record
 */
public final class CompactSerializer<T> extends TypeSerializer<T> {
  private static final long serialVersionUID = 1;

  private final CompactForm<T> form;
  private final int readVersion;
  private transient CompactWriter writer;
  private transient CompactReader reader;

  /** Of a form as it is now. */
  public CompactSerializer(CompactForm<T> form) {
    this(form, form.version());
  }

  /** Of a form that reads what an older version of it wrote. */
  CompactSerializer(CompactForm<T> form, int readVersion) {
    this.form = form;
    this.readVersion = readVersion;
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public TypeSerializer<T> duplicate() {
    return new CompactSerializer<>(form, readVersion);
  }

  /** None: a record is not made before its fields are known. */
  @Override
  public T createInstance() {
    return null;
  }

  @Override
  public T copy(T from) {
    return from;
  }

  @Override
  public T copy(T from, T reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(T value, DataOutputView target) throws IOException {
    if (writer == null) {
      writer = new CompactWriter();
    }
    writer.clear();
    form.write(value, writer);
    target.writeInt(writer.length());
    target.write(writer.bytes(), 0, writer.length());
  }

  @Override
  public T deserialize(DataInputView source) throws IOException {
    if (reader == null) {
      reader = new CompactReader();
    }
    int length = source.readInt();
    source.readFully(reader.room(length), 0, length);
    T value = form.read(reader, readVersion);
    if (!reader.isAtEnd()) {
      throw new IOException(form.type() + " is not what its form wrote");
    }
    return value;
  }

  @Override
  public T deserialize(T reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    if (reader == null) {
      reader = new CompactReader();
    }
    int length = source.readInt();
    byte[] bytes = reader.room(length);
    source.readFully(bytes, 0, length);
    target.writeInt(length);
    target.write(bytes, 0, length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CompactSerializer<?> that
        && form.getClass() == that.form.getClass()
        && readVersion == that.readVersion;
  }

  @Override
  public int hashCode() {
    return form.getClass().hashCode();
  }

  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    return new CompactSnapshot<>(form);
  }
}
