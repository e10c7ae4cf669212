package io.zhijing.jobs.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.connectors.notify.Notification;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecipientDayTest {
  private final List<Long> places = new ArrayList<>();
  private RecipientDay day = RecipientDay.first();

  /** So many messages in a second; the ordinal of the first. */
  private int posts(long second, int messages) {
    int first = day.in(second).ordinal();
    for (int i = 0; i < messages; i++) {
      RecipientDay now = day.in(second);
      places.add(second * Notification.ORDINALS_A_SECOND + now.ordinal());
      day = now.numbered();
    }
    return first;
  }

  @Test
  void aBurstRunsOnIntoTheSecondsThatFollowAndMeetsNothingThere() {
    assertThat(posts(1000, 25)).isZero();
    assertThat(posts(1001, 3)).as("behind what ran over").isEqualTo(15);
    assertThat(posts(1002, 15)).isEqualTo(8);
    assertThat(posts(1010, 1)).as("long after").isZero();
    assertThat(posts(1011, 10)).isZero();
    assertThat(posts(1012, 1)).isZero();
    assertThat(places).hasSize(55).doesNotHaveDuplicates().isSorted();
  }
}
