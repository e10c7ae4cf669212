package io.zhijing.jobs.pipeline;

import io.zhijing.connectors.wire.Envelope;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/** An input that never holds up the others' clock, however long it is silent. */
final class NoClock implements WatermarkGenerator<Envelope> {
  @Override
  public void onEvent(Envelope event, long timestamp, WatermarkOutput output) {}

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    output.emitWatermark(Watermark.MAX_WATERMARK);
  }
}
