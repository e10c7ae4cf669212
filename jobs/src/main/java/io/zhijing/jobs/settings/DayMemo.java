package io.zhijing.jobs.settings;

/**
 * Days and ticks of moments that lie close to one another, as those of a stream do: what a calendar
 * said of the last one is kept. Not thread-safe.
 */
public final class DayMemo {
  private final PipelineSettings settings;
  private int day;
  private long dayBegin;
  private long dayEnd = Long.MIN_VALUE;
  private long nextDayEnd;
  private long tickFrom;
  private long tick = Long.MIN_VALUE;

  /** Nothing is known at first. */
  public DayMemo(PipelineSettings settings) {
    this.settings = settings;
  }

  /** As {@link Calendar#dayOf}. */
  public int dayOf(long millis) {
    if (millis < dayBegin || millis > dayEnd) {
      day = settings.calendar().dayOf(millis);
      dayBegin = settings.calendar().endOf(day - 1) + 1;
      dayEnd = settings.calendar().endOf(day);
      nextDayEnd = settings.calendar().endOf(day + 1);
    }
    return day;
  }

  /** The first end of a day after the moment. */
  public long endAfter(long millis) {
    dayOf(millis);
    return millis < dayEnd ? dayEnd : nextDayEnd;
  }

  /** As {@link Calendar#tickOf}: all moments between one and its tick have the same tick. */
  public long tickOf(long millis) {
    if (millis < tickFrom || millis > tick) {
      tick = settings.calendar().tickOf(millis);
      tickFrom = millis;
    }
    return tick;
  }

  /** As {@link PipelineSettings#lagDays}. */
  public int lagDays(int eventDay, long asOf) {
    return dayOf(asOf) - eventDay;
  }

  /** As {@link PipelineSettings#isOpen}. */
  public boolean isOpen(int eventDay, long asOf) {
    return lagDays(eventDay, asOf) <= settings.horizons().correctionDays();
  }
}
