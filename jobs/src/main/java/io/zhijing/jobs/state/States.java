package io.zhijing.jobs.state;

import io.zhijing.jobs.compact.CompactForm;
import io.zhijing.jobs.compact.CompactType;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.BasicTypeInfo;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.java.typeutils.ObjectArrayTypeInfo;

/** Descriptors of all kept state. Made here only: a changed one is a {@code [STATE]} change. */
public final class States {
  private States() {}

  /** One value of a record type by tick or time. */
  public static <T> MapStateDescriptor<Long, T> byTick(String name, Class<T> type) {
    return new MapStateDescriptor<>(name, BasicTypeInfo.LONG_TYPE_INFO, Types.of(type));
  }

  /** Several values of a record type by tick or time. */
  public static <T> MapStateDescriptor<Long, T[]> listByTick(String name, Class<T> type) {
    return new MapStateDescriptor<>(
        name, BasicTypeInfo.LONG_TYPE_INFO, ObjectArrayTypeInfo.getInfoFor(Types.of(type)));
  }

  /** Several values of a record type by day. */
  public static <T> MapStateDescriptor<Integer, T[]> listByDay(String name, Class<T> type) {
    return new MapStateDescriptor<>(
        name, BasicTypeInfo.INT_TYPE_INFO, ObjectArrayTypeInfo.getInfoFor(Types.of(type)));
  }

  /** Values of a record type that any worker may take over. */
  public static <T> ListStateDescriptor<T> list(String name, Class<T> type) {
    return new ListStateDescriptor<>(name, Types.of(type));
  }

  /** One value of a record type by text. */
  public static <T> MapStateDescriptor<String, T> byText(String name, Class<T> type) {
    return new MapStateDescriptor<>(name, BasicTypeInfo.STRING_TYPE_INFO, Types.of(type));
  }

  /** Values by text of a record that has a form of its own. */
  public static <T> MapStateDescriptor<String, T> byText(String name, CompactForm<T> form) {
    return new MapStateDescriptor<>(name, BasicTypeInfo.STRING_TYPE_INFO, new CompactType<>(form));
  }

  /** Ascending days by text. */
  public static MapStateDescriptor<String, int[]> daysByText(String name) {
    return new MapStateDescriptor<>(
        name, BasicTypeInfo.STRING_TYPE_INFO, PrimitiveArrayTypeInfo.INT_PRIMITIVE_ARRAY_TYPE_INFO);
  }

  /** One value of a record type. */
  public static <T> ValueStateDescriptor<T> one(String name, Class<T> type) {
    return new ValueStateDescriptor<>(name, Types.of(type));
  }

  /** By stream how many reports its days have. */
  public static MapStateDescriptor<String, StreamDays> streamDays() {
    return byText("stream-days", StreamDays.class);
  }

  /** The rule set in force, under one key. */
  public static MapStateDescriptor<String, RulesChange> rules() {
    return byText("rules", RulesChange.class);
  }

  /** One value of a record that has a form of its own. */
  public static <T> ValueStateDescriptor<T> one(String name, CompactForm<T> form) {
    return new ValueStateDescriptor<>(name, new CompactType<>(form));
  }

  /** A version number. */
  public static ValueStateDescriptor<Integer> version(String name) {
    return new ValueStateDescriptor<>(name, BasicTypeInfo.INT_TYPE_INFO);
  }

  /** A time, epoch milliseconds. */
  public static ValueStateDescriptor<Long> time(String name) {
    return new ValueStateDescriptor<>(name, BasicTypeInfo.LONG_TYPE_INFO);
  }

  /** Times of workers of which each may see all, epoch milliseconds. */
  public static ListStateDescriptor<Long> times(String name) {
    return new ListStateDescriptor<>(name, BasicTypeInfo.LONG_TYPE_INFO);
  }

  /** Keys as bytes, which are written many times as fast as texts. */
  public static ListStateDescriptor<byte[]> listOfBytes(String name) {
    return new ListStateDescriptor<>(name, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  }

  /** Bytes in a versioned form of their own. */
  public static ValueStateDescriptor<byte[]> bytes(String name) {
    return new ValueStateDescriptor<>(name, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  }
}
