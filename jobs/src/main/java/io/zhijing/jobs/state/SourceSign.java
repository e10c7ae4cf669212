package io.zhijing.jobs.state;

/**
 * The last sign of a stream, by the job's clock. Kept state.
 *
 * @param heard how many records and signs of life had come by then
 * @param at when they were first seen to have come, epoch milliseconds
 * @param silent whether its silence was told
 */
public record SourceSign(long heard, long at, boolean silent) {

  /** What is known when a stream is looked at for the first time. */
  public static SourceSign first(long heard, long now) {
    return new SourceSign(heard, now, false);
  }

  /**
   * What is known at the next look.
   *
   * @param heardNow how many records and signs of life have come
   * @param limit how long a live source is silent at most, milliseconds
   */
  public SourceSign at(long heardNow, long now, long limit) {
    if (heardNow != heard) {
      return first(heardNow, now);
    }
    return silent || now - at <= limit ? this : new SourceSign(heard, at, true);
  }
}
