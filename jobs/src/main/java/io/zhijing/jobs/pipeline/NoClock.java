package io.zhijing.jobs.pipeline;

import io.zhijing.connectors.wire.Envelope;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/**
 * An input that never holds up the others' clock, however long it is silent. It is idle, and tells
 * no time: as soon as the others were idle too, a time of its own would be that of all.
 */
final class NoClock implements WatermarkGenerator<Envelope> {
  @Override
  public void onEvent(Envelope event, long timestamp, WatermarkOutput output) {}

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    output.markIdle();
  }
}
