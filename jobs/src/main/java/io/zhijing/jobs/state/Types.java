package io.zhijing.jobs.state;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;

/**
 * Type information of everything that crosses operators or is kept. Made here only, so that there
 * is one place to judge compatibility.
 */
public final class Types {
  private Types() {}

  /**
   * The type of a record.
   *
   * @throws IllegalArgumentException if Flink would not treat it as plain fields
   */
  public static <T> TypeInformation<T> of(Class<T> type) {
    TypeInformation<T> information = TypeInformation.of(type);
    if (!(information instanceof PojoTypeInfo)) {
      throw new IllegalArgumentException(type + " is not serialised field by field");
    }
    return information;
  }
}
