package io.zhijing.jobs.detect;

import io.zhijing.jobs.compact.CompactForm;
import io.zhijing.jobs.compact.CompactReader;
import io.zhijing.jobs.compact.CompactWriter;

/**
 * How the history of a stratum is kept: column by column, days as steps from the day before, so
 * that most numbers take a byte or two.
 */
public final class SeriesStateForm implements CompactForm<SeriesState> {
  private static final long serialVersionUID = 1;

  @Override
  public Class<SeriesState> type() {
    return SeriesState.class;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void write(SeriesState value, CompactWriter out) {
    writeDays(value.days(), out);
    writeCounts(value.trials(), out);
    writeCounts(value.observed(), out);
    writeCounts(value.expected(), out);
    writeDays(value.signalDays(), out);
  }

  private static void writeDays(int[] days, CompactWriter out) {
    out.number(days.length);
    int before = 0;
    for (int day : days) {
      out.number(day - before);
      before = day;
    }
  }

  private static void writeCounts(long[] counts, CompactWriter out) {
    for (long count : counts) {
      out.number(count);
    }
  }

  @Override
  public SeriesState read(CompactReader in, int writtenBy) {
    int[] days = readDays(in);
    return new SeriesState(
        days,
        readCounts(days.length, in),
        readCounts(days.length, in),
        readCounts(days.length, in),
        readDays(in));
  }

  private static int[] readDays(CompactReader in) {
    int[] days = new int[in.smallNumber()];
    int before = 0;
    for (int i = 0; i < days.length; i++) {
      before += in.smallNumber();
      days[i] = before;
    }
    return days;
  }

  private static long[] readCounts(int length, CompactReader in) {
    long[] counts = new long[length];
    for (int i = 0; i < length; i++) {
      counts[i] = in.number();
    }
    return counts;
  }
}
