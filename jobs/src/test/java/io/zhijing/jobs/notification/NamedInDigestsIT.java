package io.zhijing.jobs.notification;

import static io.zhijing.jobs.notification.Deliveries.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.connectors.notify.settings.TimeLimits;
import io.zhijing.jobs.state.DeliveryRecord;
import io.zhijing.jobs.state.Dispatch;
import io.zhijing.jobs.state.WarningStep;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A robot's message holds less than a digest may: what it does not name was not told. */
class NamedInDigestsIT {
  private static final int WARNINGS = 30;
  private static final TimeLimits LIMITS =
      new TimeLimits(Duration.ofSeconds(2), Duration.ofSeconds(2));

  private static Dispatch toTheGroup(WarningStep step) {
    Dispatch other = Deliveries.to("wecom", false, step);
    return new Dispatch(
        other.recipient(),
        other.channel(),
        "",
        other.language(),
        other.subscriptions(),
        other.terms(),
        other.step());
  }

  private static String warning(int number) {
    return "w" + number + "@2020-06-01";
  }

  @Test
  void whatTheMessageDoesNotNameIsNotDelivered() throws Exception {
    try (Robots robots =
            new Robots(URI.create("http://localhost/"), delivery -> Receiver.Manner.TAKES);
        DeliveryHarness harness = new DeliveryHarness(robots.channels(LIMITS), WARNINGS)) {
      harness.open();
      harness.at("2020-06-01T12:00:00Z");
      for (int i = 1; i <= WARNINGS; i++) {
        harness.tell(toTheGroup(step(warning(i), 1, "raised", "none", "blue")));
      }
      harness.at("2020-06-02T08:00:00Z");
      List<DeliveryRecord> records = harness.records(WARNINGS);
      List<String> named = robots.taken("wecom").get(0).warnings();
      assertThat(named).hasSizeBetween(2, WARNINGS - 1);
      assertThat(records.stream().filter(each -> each.outcome().equals("delivered")))
          .extracting(each -> each.step().warning())
          .containsExactlyInAnyOrderElementsOf(named);
      assertThat(records.stream().filter(each -> !named.contains(each.step().warning())))
          .hasSize(WARNINGS - named.size())
          .allSatisfy(
              each -> {
                assertThat(each.outcome()).isEqualTo(DeliveryRecord.NOT_DELIVERED);
                assertThat(each.reason()).isEqualTo("beyond_digest");
                assertThat(each.delivery()).isEqualTo(records.get(0).delivery());
              });
      assertTheEndIsToldOfWhatWasNamed(harness, named);
    }
  }

  private static void assertTheEndIsToldOfWhatWasNamed(DeliveryHarness harness, List<String> named)
      throws Exception {
    int known = harness.records().size();
    for (int i = 1; i <= WARNINGS; i++) {
      harness.tell(toTheGroup(step(warning(i), 2, "closed", "blue", "none")));
    }
    harness.at("2020-06-03T08:00:00Z");
    List<DeliveryRecord> ends = harness.records(known + WARNINGS).subList(known, known + WARNINGS);
    assertThat(ends)
        .filteredOn(each -> !named.contains(each.step().warning()))
        .hasSize(WARNINGS - named.size())
        .allSatisfy(each -> assertThat(each.reason()).isEqualTo("never_told"));
    assertThat(ends)
        .filteredOn(each -> named.contains(each.step().warning()))
        .noneMatch(each -> each.reason().equals("never_told"));
  }
}
