package io.zhijing.jobs.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.connectors.wire.Envelope;
import io.zhijing.connectors.wire.KeyedEnvelope;
import io.zhijing.connectors.wire.SubscriptionEncoder;
import io.zhijing.jobs.settings.NotificationSettings.Codes;
import io.zhijing.jobs.settings.PackWatch;
import io.zhijing.jobs.state.Dispatch;
import io.zhijing.jobs.state.SubscriptionChange;
import io.zhijing.jobs.state.WarningStep;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithNonKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FanOutFunctionTest {
  private static final byte[] NOTHING = {};
  private static final byte[] ALL = new SubscriptionEncoder().encode(Audience.everythingAtOnce());

  private Harness harness;

  private static final class Harness
      extends TwoInputStreamOperatorTestHarness<WarningStep, SubscriptionChange, Dispatch> {
    Harness(List<KeyedEnvelope> topic) throws Exception {
      super(
          new CoBroadcastWithNonKeyedOperator<>(
              new FanOutFunction(
                  new Codes(new PackWatch("inner-mongolia"), Set.of("food_regulator")),
                  Deliveries.telling(
                      Map.of(
                          "hook",
                          Deliveries.webhook(
                              URI.create("http://localhost/hook"), Duration.ofSeconds(1))),
                      20),
                  () -> topic),
              List.of(FanOutFunction.subscriptions())));
    }

    @Override
    public void close() {
      try {
        super.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static KeyedEnvelope record(String key, long offset, byte[] value) {
    return new KeyedEnvelope(key, new Envelope("subscriptions", 0, offset, 0, value));
  }

  @AfterEach
  void close() {
    harness.close();
  }

  /** A worker that begins with the state of the one before, and with what the topic holds now. */
  private void starts(OperatorSubtaskState before, KeyedEnvelope... topic) throws Exception {
    if (harness != null) {
      harness.close();
    }
    harness = new Harness(List.of(topic));
    harness.setup();
    if (before != null) {
      harness.initializeState(before);
    }
    harness.open();
  }

  private OperatorSubtaskState started() throws Exception {
    starts(null, record("all", 900, ALL));
    assertThat(told(1)).isEqualTo(1);
    return harness.snapshot(1, 1);
  }

  private int told(int revision) throws Exception {
    int before = harness.extractOutputValues().size();
    harness.processElement1(
        new StreamRecord<>(Deliveries.step("w", revision, "raised", "none", "red")));
    return harness.extractOutputValues().size() - before;
  }

  @Test
  void aSubscriptionThatATopicWithOtherOffsetsHoldsNoMoreIsGone() throws Exception {
    OperatorSubtaskState state = started();
    starts(state, record("all", 3, NOTHING));
    assertThat(told(2)).as("deleted at a lower offset").isZero();
    starts(state, record("other", 7, NOTHING));
    assertThat(told(2)).as("deleted, and the deletion compacted away").isZero();
  }

  @Test
  void changesAfterARestoredTopicCountByItsOwnOffsets() throws Exception {
    OperatorSubtaskState state = started();
    starts(state, record("all", 3, ALL));
    assertThat(told(2)).isEqualTo(1);
    harness.processElement2(new StreamRecord<>(new SubscriptionChange("all", 2, NOTHING)));
    assertThat(told(3)).as("older than what the topic held at the start").isEqualTo(1);
    harness.processElement2(new StreamRecord<>(new SubscriptionChange("all", 4, NOTHING)));
    assertThat(told(4)).isZero();
  }

  @Test
  void aTopicThatHoldsNothingAtAllTakesNobodyAway() throws Exception {
    OperatorSubtaskState state = started();
    starts(state);
    assertThat(told(2)).isEqualTo(1);
  }

  @Test
  void whatTheTopicHoldsInAFormThatCannotBeReadLeavesWhatWasKnown() throws Exception {
    OperatorSubtaskState state = started();
    starts(state, record("all", 5, new byte[] {'{'}));
    assertThat(told(2)).isEqualTo(1);
    harness.processElement2(new StreamRecord<>(new SubscriptionChange("all", 6, NOTHING)));
    assertThat(told(3)).as("and its correction counts").isZero();
  }
}
