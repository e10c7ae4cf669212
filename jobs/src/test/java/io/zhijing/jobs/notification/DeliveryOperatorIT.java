package io.zhijing.jobs.notification;

import static io.zhijing.jobs.notification.Deliveries.forFollowers;
import static io.zhijing.jobs.notification.Deliveries.step;
import static io.zhijing.jobs.notification.Deliveries.to;
import static io.zhijing.jobs.notification.DeliveryHarness.outcomes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.zhijing.connectors.notify.settings.ChannelSettings;
import io.zhijing.jobs.state.DeliveryRecord;
import io.zhijing.jobs.state.Dispatch;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real HTTP receivers, a harness's clock. */
class DeliveryOperatorIT {
  private static final int[] NO_QUIET = {-1, -1};
  private static final int[] NIGHT = {22 * 60, 7 * 60};
  private static final Duration LIMIT = Duration.ofSeconds(2);

  private final Map<String, Receiver> receivers = new HashMap<>();

  @BeforeEach
  void start() throws IOException {
    receivers.put("a", new Receiver());
    receivers.put("b", new Receiver());
  }

  @AfterEach
  void stop() {
    receivers.values().forEach(Receiver::close);
  }

  private DeliveryHarness harness(int digestSize) throws Exception {
    Map<String, ChannelSettings> channels = new HashMap<>();
    receivers.forEach(
        (name, each) -> channels.put(name, Deliveries.webhook(each.address(), LIMIT)));
    DeliveryHarness harness = new DeliveryHarness(channels, digestSize);
    return harness;
  }

  private DeliveryHarness opened(int digestSize) throws Exception {
    DeliveryHarness harness = harness(digestSize);
    harness.open();
    harness.at("2020-06-01T12:00:00Z");
    return harness;
  }

  private List<JsonNode> taken(String name) throws IOException {
    return receivers.get(name).taken();
  }

  @Test
  void whatIsImmediateIsToldAtOnceAndOnceOnly() throws Exception {
    try (DeliveryHarness harness = opened(20)) {
      Dispatch dispatch = to("a", true, step("w", 1, "raised", "none", "red"));
      harness.tell(dispatch);
      harness.tell(dispatch);
      assertThat(outcomes(harness.records(1))).containsExactly("w#1 delivered immediate");
      harness.tell(dispatch);
      harness.mails();
      assertThat(taken("a")).hasSize(1);
      assertThat(taken("a").get(0).toString()).contains("模拟数据").contains("专项抽查");
    }
  }

  @Test
  void aRestoreSendsWhatWasInFlightAgainUnderTheSameId() throws Exception {
    OperatorSubtaskState state;
    receivers.get("a").swallow();
    try (DeliveryHarness harness = opened(20)) {
      harness.tell(to("a", true, step("w", 1, "raised", "none", "red")));
      await().pollInSameThread().until(() -> receivers.get("a").swallowed().size() == 1);
      state = harness.snapshot(1, 1);
    }
    receivers.get("a").behave();
    try (DeliveryHarness harness = harness(20)) {
      harness.initializeState(state);
      harness.open();
      harness.at("2020-06-01T12:00:01Z");
      assertThat(outcomes(harness.records(1))).containsExactly("w#1 delivered immediate");
      assertThat(harness.records().get(0).delivery())
          .isEqualTo(receivers.get("a").swallowed().get(0).path("deliveryId").asText())
          .isEqualTo(taken("a").get(0).path("deliveryId").asText());
    }
  }

  @Test
  void aDigestComesAtItsHourMostImportantFirstAndCountsTheRest() throws Exception {
    try (DeliveryHarness harness = opened(2)) {
      harness.tell(to("a", false, step("w1", 1, "raised", "none", "blue")));
      harness.tell(to("a", false, step("w2", 1, "raised", "none", "yellow")));
      harness.tell(to("a", false, step("w3", 1, "raised", "none", "blue")));
      harness.at("2020-06-02T07:59:59Z");
      harness.mails();
      assertThat(harness.records()).isEmpty();
      harness.at("2020-06-02T08:00:00Z");
      assertThat(outcomes(harness.records(3)))
          .containsExactlyInAnyOrder(
              "w2#1 delivered digest", "w1#1 delivered digest", "w3#1 not_delivered beyond_digest");
      JsonNode digest = taken("a").get(0);
      assertThat(digest.path("truncatedAlerts").asInt()).isEqualTo(1);
      assertThat(digest.path("alerts").findValuesAsText("warning_id")).containsExactly("w2", "w1");
    }
  }

  @Test
  void overTheCapGoesToTheDigest() throws Exception {
    try (DeliveryHarness harness = opened(20)) {
      for (int i = 1; i <= 5; i++) {
        harness.tell(to("a", true, step("w" + i, 1, "raised", "none", "red")));
      }
      assertThat(outcomes(harness.records(2)))
          .containsExactly("w1#1 delivered immediate", "w2#1 delivered immediate");
      harness.at("2020-06-02T08:00:00Z");
      assertThat(harness.records(5)).extracting(DeliveryRecord::reason).endsWith("digest");
      assertThat(taken("a")).hasSize(3);
      assertThat(taken("a").get(2).path("alerts")).hasSize(3);
    }
  }

  @Test
  void quietHoursAreBrokenByRedAlone() throws Exception {
    try (DeliveryHarness harness = opened(20)) {
      harness.at("2020-06-01T23:00:00Z");
      harness.tell(to("a", NIGHT, true, step("w1", 1, "raised", "none", "orange")));
      harness.tell(to("a", NIGHT, true, step("w2", 1, "raised", "none", "red")));
      assertThat(outcomes(harness.records(1))).containsExactly("w2#1 delivered immediate");
      harness.at("2020-06-02T06:59:59Z");
      harness.mails();
      assertThat(harness.records()).hasSize(1);
      harness.at("2020-06-02T07:00:00Z");
      assertThat(outcomes(harness.records(2))).contains("w1#1 delivered immediate");
    }
  }

  @Test
  void whatComesInQuietHoursAfterSomethingHeldIsHeldWithIt() throws Exception {
    try (DeliveryHarness harness = opened(20)) {
      harness.at("2020-06-01T23:00:00Z");
      harness.tell(to("a", NIGHT, true, step("w1", 1, "raised", "none", "orange")));
      harness.at("2020-06-02T02:00:00Z");
      harness.tell(to("a", NIGHT, false, step("w1", 2, "downgraded", "orange", "yellow")));
      harness.at("2020-06-02T08:00:00Z");
      assertThat(outcomes(harness.records(2)))
          .containsExactly("w1#1 not_delivered superseded", "w1#2 delivered immediate");
      JsonNode told = taken("a").get(0).path("alerts").get(0).path("labels");
      assertThat(taken("a")).hasSize(1);
      assertThat(told.path("level").asText()).isEqualTo("yellow");
    }
  }

  @Test
  void aRiseThatIsOverWhenQuietHoursEndIsToldAsWhatBecameOfIt() throws Exception {
    try (DeliveryHarness harness = opened(20)) {
      harness.tell(to("a", NIGHT, true, step("w1", 1, "raised", "none", "orange")));
      harness.records(1);
      harness.at("2020-06-01T23:00:00Z");
      harness.tell(to("a", NIGHT, true, step("w1", 2, "overdue", "orange", "orange")));
      harness.at("2020-06-02T02:00:00Z");
      harness.tell(to("a", NIGHT, false, step("w1", 3, "closed", "orange", "none")));
      harness.at("2020-06-02T08:00:00Z");
      assertThat(outcomes(harness.records(3)))
          .containsExactly(
              "w1#1 delivered immediate", "w1#2 not_delivered superseded", "w1#3 delivered digest");
    }
  }

  @Test
  void whatIsHeldTakesThePlaceOfAnOlderStepOfTheDigest() throws Exception {
    int[] untilTheDigest = {22 * 60, 8 * 60};
    try (DeliveryHarness harness = opened(20)) {
      harness.tell(to("a", untilTheDigest, false, step("w1", 1, "raised", "none", "blue")));
      harness.at("2020-06-01T23:00:00Z");
      harness.tell(to("a", untilTheDigest, true, step("w1", 2, "escalated", "blue", "orange")));
      harness.at("2020-06-02T09:00:00Z");
      assertThat(outcomes(harness.records(2)))
          .containsExactlyInAnyOrder("w1#1 not_delivered superseded", "w1#2 delivered immediate");
      assertThat(taken("a")).hasSize(1);
    }
  }

  @Test
  void anEndIsToldOnlyToWhomTheRiseWasTold() throws Exception {
    try (DeliveryHarness harness = opened(20)) {
      harness.tell(to("a", true, step("w1", 3, "closed", "red", "none")));
      harness.tell(to("a", NO_QUIET, false, step("w2", 1, "raised", "none", "blue")));
      harness.tell(to("a", NO_QUIET, false, step("w2", 2, "withdrawn", "blue", "none")));
      harness.tell(to("a", true, step("w3", 1, "raised", "none", "red")));
      harness.tell(to("a", true, step("w3", 2, "closed", "red", "none")));
      assertThat(outcomes(harness.records(5)))
          .containsExactlyInAnyOrder(
              "w1#3 not_delivered never_told",
              "w2#1 not_delivered over_before_told",
              "w2#2 not_delivered over_before_told",
              "w3#1 delivered immediate",
              "w3#2 delivered immediate");
    }
  }

  @Test
  void whatHasMovedElsewhereConcernsOnlyThoseWhoWereToldBefore() throws Exception {
    try (DeliveryHarness harness = opened(20)) {
      harness.tell(forFollowers(to("b", true, step("w1", 1, "escalated", "blue", "red"))));
      harness.tell(forFollowers(to("b", true, step("w1", 2, "withdrawn", "red", "none"))));
      harness.tell(to("a", true, step("w1", 1, "raised", "none", "red")));
      harness.tell(forFollowers(to("a", true, step("w1", 2, "withdrawn", "red", "none"))));
      harness.tell(to("a", false, step("w2", 1, "raised", "none", "blue")));
      harness.tell(forFollowers(to("a", true, step("w2", 2, "closed", "blue", "none"))));
      assertThat(outcomes(harness.records(4)))
          .containsExactlyInAnyOrder(
              "w1#1 delivered immediate",
              "w1#2 delivered immediate",
              "w2#1 not_delivered over_before_told",
              "w2#2 not_delivered over_before_told");
      assertThat(taken("b")).isEmpty();
    }
  }

  @Test
  void whatIsTooMuchAtTheEndOfQuietHoursGoesIntoTheDigestThatIsDueThen() throws Exception {
    int[] untilTheDigest = {22 * 60, 8 * 60};
    try (DeliveryHarness harness = opened(20)) {
      harness.tell(to("a", untilTheDigest, false, step("w0", 1, "raised", "none", "blue")));
      harness.at("2020-06-01T23:00:00Z");
      for (int i = 1; i <= 4; i++) {
        harness.tell(to("a", untilTheDigest, true, step("w" + i, 1, "raised", "none", "orange")));
      }
      harness.at("2020-06-02T08:00:00Z");
      assertThat(outcomes(harness.records(5)))
          .containsExactly(
              "w1#1 delivered immediate",
              "w2#1 delivered immediate",
              "w3#1 delivered digest",
              "w4#1 delivered digest",
              "w0#1 delivered digest");
      assertThat(taken("a")).hasSize(3);
    }
  }

  @Test
  void aDeadRecipientDoesNotHoldUpTheOthersAndIsGivenUp() throws Exception {
    receivers.get("a").swallow();
    try (DeliveryHarness harness = opened(20)) {
      harness.tell(to("a", true, step("w", 1, "raised", "none", "red")));
      harness.tell(to("b", true, step("w", 1, "raised", "none", "red")));
      DeliveryRecord first = harness.records(1).get(0);
      assertThat(first.to().channel()).isEqualTo("b");
      assertThat(first.outcome()).isEqualTo(DeliveryRecord.DELIVERED);
      harness.snapshot(1, 1);
      Instant now = Instant.parse("2020-06-01T12:00:00Z");
      for (int attempts = 1; harness.records().size() < 2; attempts++) {
        int known = attempts;
        await().pollInSameThread().until(() -> receivers.get("a").swallowed().size() == known);
        await()
            .pollInSameThread()
            .atMost(LIMIT.multipliedBy(5))
            .until(
                () -> {
                  harness.mails();
                  return harness.numProcessingTimeTimers() > 0 || harness.records().size() == 2;
                });
        now = now.plusSeconds(60);
        harness.setProcessingTime(now.toEpochMilli());
      }
      assertThat(harness.records().get(1).reason()).isEqualTo("too_many_attempts");
      assertThat(harness.records().get(1).note()).startsWith("timed_out");
      assertThat(harness.records().get(1).attempts()).isEqualTo(5);
    }
  }
}
