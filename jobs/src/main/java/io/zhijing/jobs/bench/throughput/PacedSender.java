package io.zhijing.jobs.bench.throughput;

import io.zhijing.connectors.kafka.KafkaSettings;
import io.zhijing.connectors.kafka.ReportProducer;
import io.zhijing.connectors.wire.RawReport;
import io.zhijing.jobs.settings.Calendar;
import io.zhijing.jobs.settings.PipelineSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/**
 * Sends a load at the pace of its ticks. Where it passes from one tick to the next, the sources
 * give a sign of life, which is the record that lets the tick pass: when it was sent is noted.
 */
final class PacedSender {
  private static final int TOGETHER = 200;
  private static final double NANOS = 1e9;

  private final KafkaSettings kafka;
  private final Calendar calendar;
  private final long disorderMillis;
  private final LongSupplier nanos;
  private final Map<Long, Long> decisive = new HashMap<>();
  private long begin;
  private long sent;
  private long tick;

  PacedSender(KafkaSettings kafka, PipelineSettings settings, LongSupplier nanos) {
    this.kafka = kafka;
    this.calendar = settings.calendar();
    this.disorderMillis = Duration.ofDays(settings.horizons().outOfOrderDays()).toMillis();
    this.nanos = nanos;
  }

  /**
   * Sends all, and returns when all is sent.
   *
   * @param perSecond records a second on average
   */
  void send(Load load, double perSecond) {
    LongStream.Builder ticks = LongStream.builder();
    load.forEach(report -> ticks.add(tickOf(report)));
    TickPace pace = TickPace.of(ticks.build(), perSecond);
    try (ReportProducer producer = new ReportProducer(kafka)) {
      load.forEach(report -> send(report, pace, producer));
      producer.flush();
    }
  }

  private long tickOf(RawReport report) {
    return calendar.tickOf(report.identity().arrivedAt().toEpochMilli() - disorderMillis);
  }

  private void send(RawReport report, TickPace pace, ReportProducer producer) {
    if (sent == 0) {
      begin = nanos.getAsLong(); // to draw the load takes time too
    }
    long next = tickOf(report);
    boolean isPassing = pace.take(next);
    if (isPassing || sent % TOGETHER == 0) {
      await(begin + (long) (pace.seconds() * NANOS));
    }
    if (isPassing) {
      pass(next, producer);
    }
    producer.send(report);
    sent++;
  }

  private void pass(long next, ReportProducer producer) {
    if (sent > 0) {
      decisive.put(tick, nanos.getAsLong());
      producer.heartbeat("bench", Instant.ofEpochMilli(tick + disorderMillis + 1));
    }
    tick = next;
  }

  private void await(long time) {
    long left = time - nanos.getAsLong();
    if (left > 0) {
      try {
        TimeUnit.NANOSECONDS.sleep(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
    }
  }

  /** When the record that let a tick pass was sent, nanoseconds, by tick. */
  Map<Long, Long> decisive() {
    return decisive;
  }
}
