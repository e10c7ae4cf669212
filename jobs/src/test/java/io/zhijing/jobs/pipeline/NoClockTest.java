package io.zhijing.jobs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.connectors.wire.Envelope;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.operators.TimestampsAndWatermarksOperatorFactory;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An input without a clock beside one that has one, and is silent for a while. */
class NoClockTest {
  private static final KeySelector<Long, String> ONE_KEY = value -> "one";

  private OneInputStreamOperatorTestHarness<Envelope, Envelope> clockless;
  private KeyedTwoInputStreamOperatorTestHarness<String, Long, Long, Long> both;

  /** Tells each number when the clock has come to it. */
  private static final class Wait extends KeyedCoProcessFunction<String, Long, Long, Long> {
    private static final long serialVersionUID = 1;

    @Override
    public void processElement1(Long value, Context context, Collector<Long> out) {
      context.timerService().registerEventTimeTimer(value);
    }

    @Override
    public void processElement2(Long value, Context context, Collector<Long> out) {}

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Long> out) {
      out.collect(time);
    }
  }

  @BeforeEach
  void open() throws Exception {
    clockless =
        new OneInputStreamOperatorTestHarness<>(
            new TimestampsAndWatermarksOperatorFactory<>(
                WatermarkStrategy.<Envelope>forGenerator(context -> new NoClock()), true));
    clockless.getExecutionConfig().setAutoWatermarkInterval(1);
    clockless.open();
    both =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new KeyedCoProcessOperator<>(new Wait()), ONE_KEY, ONE_KEY, Types.STRING);
    both.open();
  }

  @AfterEach
  void close() throws Exception {
    clockless.close();
    both.close();
  }

  /** What the clockless input tells of time reaches the second input. */
  private void timeGoesBy(long wall) throws Exception {
    clockless.setProcessingTime(wall);
    for (Object told : clockless.getOutput()) {
      if (told instanceof Watermark mark) {
        both.processWatermark2(mark);
      } else if (told instanceof WatermarkStatus status) {
        both.processWatermarkStatus2(status);
      }
    }
    clockless.getOutput().clear();
  }

  private void comes(long value) throws Exception {
    both.processElement1(new StreamRecord<>(value, value));
  }

  @Test
  void itHoldsUpNobodyAndASilenceOfAllIsNoEndOfTime() throws Exception {
    timeGoesBy(10);
    comes(100);
    comes(200);
    both.processWatermark1(new Watermark(100));
    assertThat(both.extractOutputValues()).as("it holds up nobody").containsExactly(100L);
    both.processWatermarkStatus1(WatermarkStatus.IDLE);
    timeGoesBy(20);
    comes(300);
    assertThat(both.extractOutputValues()).as("while all are silent").containsExactly(100L);
    both.processWatermarkStatus1(WatermarkStatus.ACTIVE);
    both.processWatermark1(new Watermark(300));
    assertThat(both.extractOutputValues()).containsExactly(100L, 200L, 300L);
  }
}
