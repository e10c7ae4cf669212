package io.zhijing.jobs.compact;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.java.typeutils.runtime.PojoSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What a savepoint keeps of a {@link CompactSerializer}: the form's class and version. State that
 * Flink wrote field by field, or an older version of the form, is read as it was written and
 * written anew.
 *
 * @param <T> the record
 */
public final class CompactSnapshot<T> implements TypeSerializerSnapshot<T> {
  private CompactForm<T> form;
  private int version;

  /** For Flink, which then reads it. */
  public CompactSnapshot() {}

  CompactSnapshot(CompactForm<T> form) {
    this.form = form;
    this.version = form.version();
  }

  @Override
  public int getCurrentVersion() {
    return 1;
  }

  @Override
  public void writeSnapshot(DataOutputView out) throws IOException {
    out.writeUTF(form.getClass().getName());
    out.writeInt(version);
  }

  @Override
  @SuppressWarnings("unchecked") // its class is checked; its record is what the state holds
  public void readSnapshot(int readVersion, DataInputView in, ClassLoader classLoader)
      throws IOException {
    String name = in.readUTF();
    version = in.readInt();
    try {
      form =
          (CompactForm<T>)
              Class.forName(name, true, classLoader)
                  .asSubclass(CompactForm.class)
                  .getDeclaredConstructor()
                  .newInstance();
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw new IOException("no form " + name + " that wrote this state", e);
    }
  }

  @Override
  public TypeSerializer<T> restoreSerializer() {
    return new CompactSerializer<>(form, version);
  }

  @Override
  public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> old) {
    if (old instanceof CompactSnapshot<T> that && that.form.getClass() == form.getClass()) {
      if (that.version == version) {
        return TypeSerializerSchemaCompatibility.compatibleAsIs();
      }
      return that.version < version
          ? TypeSerializerSchemaCompatibility.compatibleAfterMigration()
          : TypeSerializerSchemaCompatibility.incompatible();
    }
    return old instanceof PojoSerializerSnapshot
        ? TypeSerializerSchemaCompatibility.compatibleAfterMigration()
        : TypeSerializerSchemaCompatibility.incompatible();
  }
}
