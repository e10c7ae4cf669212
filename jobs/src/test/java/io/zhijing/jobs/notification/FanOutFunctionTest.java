package io.zhijing.jobs.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zhijing.connectors.notify.Phrase;
import io.zhijing.connectors.notify.settings.CapSettings;
import io.zhijing.connectors.notify.settings.TimeLimits;
import io.zhijing.connectors.wire.Envelope;
import io.zhijing.connectors.wire.KeyedEnvelope;
import io.zhijing.connectors.wire.SubscriptionEncoder;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.subscription.Subscription;
import io.zhijing.detection.subscription.Subscription.Delivery;
import io.zhijing.detection.subscription.Subscription.Interest;
import io.zhijing.detection.subscription.Subscription.Timing;
import io.zhijing.jobs.settings.NotificationSettings.Codes;
import io.zhijing.jobs.settings.PackWatch;
import io.zhijing.jobs.state.Dispatch;
import io.zhijing.jobs.state.SubscriptionChange;
import io.zhijing.jobs.state.WarningStep;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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

  private static final CapSettings CAP =
      new CapSettings(
          new CapSettings.Directory("nowhere"),
          new CapSettings.Sender("zhijing@example.org", Phrase.none()),
          new CapSettings.Restricted("for tests"),
          new CapSettings.ByDelivery(),
          Duration.ofDays(1),
          new TimeLimits(Duration.ofSeconds(1), Duration.ofSeconds(1)));

  private Set<String> departments = Set.of("food_regulator");
  private Harness harness;

  private static final class Harness
      extends TwoInputStreamOperatorTestHarness<WarningStep, SubscriptionChange, Dispatch> {
    Harness(Set<String> departments, List<KeyedEnvelope> topic) throws Exception {
      super(
          new CoBroadcastWithNonKeyedOperator<>(
              new FanOutFunction(
                  new Codes(new PackWatch("inner-mongolia"), departments),
                  Deliveries.telling(
                      Map.of(
                          "hook",
                          Deliveries.webhook(
                              URI.create("http://localhost/hook"), Duration.ofSeconds(1)),
                          "cap",
                          CAP),
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
    harness = new Harness(departments, List.of(topic));
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

  private static byte[] subscription(String channel, Interest interest) {
    return new SubscriptionEncoder()
        .encode(
            new Subscription(
                channel,
                1,
                "all",
                interest,
                new Delivery(channel, "x", "zh", Timing.standard()),
                true));
  }

  /** The same step, of a warning that stood higher once. */
  private static WarningStep from(String peak, WarningStep step) throws IOException {
    ObjectNode facts = (ObjectNode) new ObjectMapper().readTree(step.facts());
    facts.put("peak_level", peak);
    return new WarningStep(
        step.warning(),
        step.revision(),
        step.action(),
        step.from(),
        step.to(),
        step.receivedAt(),
        facts.toString().getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void anEndGoesToThoseWhoKnewTheHighestLevel() throws Exception {
    starts(null, record("hook", 1, subscription("hook", Interest.everything(RiskLevel.ORANGE))));
    WarningStep closed = Deliveries.step("w", 4, "closed", "blue", "none");
    harness.processElement1(new StreamRecord<>(closed));
    assertThat(harness.extractOutputValues()).isEmpty();
    harness.processElement1(new StreamRecord<>(from("orange", closed)));
    assertThat(harness.extractOutputValues())
        .singleElement()
        .satisfies(each -> assertThat(each.terms().isImmediate()).isTrue());
  }

  @Test
  void whatHasMovedElsewhereGoesOnToFollowers() throws Exception {
    Set<String> none = Set.of();
    Interest elsewhere = new Interest(Set.of("150200"), none, none, Set.of(), none, RiskLevel.BLUE);
    starts(null, record("hook", 1, subscription("hook", elsewhere)));
    assertThat(told(1)).as("a new warning").isZero();
    harness.processElement1(
        new StreamRecord<>(Deliveries.step("w", 2, "withdrawn", "red", "none")));
    assertThat(harness.extractOutputValues())
        .singleElement()
        .satisfies(each -> assertThat(each.terms().isForFollowers()).isTrue());
  }

  @Test
  void aChannelWithoutDigestsIsToldEverythingAtOnce() throws Exception {
    starts(null, record("cap", 1, subscription("cap", Interest.everything(RiskLevel.BLUE))));
    harness.processElement1(new StreamRecord<>(Deliveries.step("w", 1, "raised", "none", "blue")));
    harness.processElement1(
        new StreamRecord<>(Deliveries.step("w", 2, "downgraded", "red", "blue")));
    assertThat(harness.extractOutputValues())
        .hasSize(2)
        .allSatisfy(
            each -> {
              assertThat(each.terms().isImmediate()).isTrue();
              assertThat(each.terms().cap()).isEqualTo(Integer.MAX_VALUE);
            });
  }

  @Test
  void whatThePackHasLostMakesASubscriptionUnusableAndEachStepSaysSo() throws Exception {
    Set<String> none = Set.of();
    Interest theirs =
        new Interest(none, none, none, Set.of(), Set.of("food_regulator"), RiskLevel.BLUE);
    KeyedEnvelope theirSubscription = record("hook", 1, subscription("hook", theirs));
    starts(null, theirSubscription);
    assertThat(told(1)).isEqualTo(1);
    assertThat(lastMatch()).doesNotContain("unusable");
    OperatorSubtaskState state = harness.snapshot(1, 1);
    departments = Set.of("another");
    starts(state, theirSubscription);
    assertThat(told(2)).isZero();
    assertThat(lastMatch()).contains("unusable=1");
    harness.processElement2(new StreamRecord<>(new SubscriptionChange("hook", 2, NOTHING)));
    assertThat(told(3)).isZero();
    assertThat(lastMatch()).doesNotContain("unusable");
  }

  private String lastMatch() {
    return List.copyOf(harness.getSideOutput(FanOutFunction.MATCHES))
        .get(harness.getSideOutput(FanOutFunction.MATCHES).size() - 1)
        .getValue()
        .note();
  }
}
