package io.zhijing.jobs.compact;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * The type of a record that is written by its {@link CompactForm}.
 *
 * @param <T> the record
 */
public final class CompactType<T> extends TypeInformation<T> {
  private static final long serialVersionUID = 1;

  private final CompactForm<T> form;

  /** Of a form. */
  public CompactType(CompactForm<T> form) {
    this.form = form;
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public Class<T> getTypeClass() {
    return form.type();
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return new CompactSerializer<>(form);
  }

  @Override
  public String toString() {
    return "CompactType<" + form.type().getSimpleName() + ">";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CompactType<?> that
        && that.canEqual(this)
        && form.getClass() == that.form.getClass();
  }

  @Override
  public int hashCode() {
    return form.getClass().hashCode();
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof CompactType;
  }
}
