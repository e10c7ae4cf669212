package io.zhijing.connectors.kafka;

import io.zhijing.connectors.wire.Envelope;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/**
 * The clock of one partition: the latest arrival less the allowed disorder. A jump of an hour or
 * more is announced at once rather than at the next period, so that the last records of a bounded
 * input, above all a sign of life, still move the clock.
 */
final class ArrivalWatermarks implements WatermarkGenerator<Envelope> {
  private static final long JUMP_MILLIS = Duration.ofHours(1).toMillis();

  private final long outOfOrderMillis;
  private long latest;
  private long announced;

  ArrivalWatermarks(Duration outOfOrder) {
    this.outOfOrderMillis = outOfOrder.toMillis();
    this.latest = Long.MIN_VALUE + outOfOrderMillis + 1;
    this.announced = latest;
  }

  @Override
  public void onEvent(Envelope event, long timestamp, WatermarkOutput output) {
    if (timestamp > latest) {
      latest = timestamp;
      if (announced < latest - JUMP_MILLIS) {
        onPeriodicEmit(output);
      }
    }
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    announced = latest;
    output.emitWatermark(new Watermark(latest - outOfOrderMillis - 1));
  }
}
