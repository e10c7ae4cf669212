package io.zhijing.dashboards.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.dashboards.console.access.Role;
import io.zhijing.dashboards.console.access.Viewer;
import io.zhijing.dashboards.console.query.SituationQueries.Newest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who may listen, and from when on; which warnings they are told of is tested with a job. */
class LiveFeedTest {
  private static final LiveFeed.Limits LIMITS = new LiveFeed.Limits(Duration.ofHours(1), 3, 2);

  /** Listens for a user, and notes that it was sent away. */
  private static final class Line implements LiveFeed.Listener {
    private final Viewer viewer;
    private final CountDownLatch dismissed = new CountDownLatch(1);
    private final BlockingQueue<Event> told = new LinkedBlockingQueue<>();

    Line(String user) {
      this.viewer = new Viewer(user, Set.of(Role.VIEWER), Set.of(), Set.of(), "zh");
    }

    @Override
    public Optional<Viewer> viewer() {
      return Optional.of(viewer);
    }

    @Override
    public boolean tell(Event event) {
      return told.add(event);
    }

    @Override
    public boolean ping() {
      return true;
    }

    @Override
    public void close() {}

    @Override
    public void dismiss() {
      dismissed.countDown();
    }
  }

  /** Nothing stored but counts of a day. */
  private static Newest at(int day) {
    Optional<Instant> counts = Optional.of(Instant.EPOCH.plus(Duration.ofDays(day)));
    return new Newest(List.of(), counts, Optional.empty(), 0);
  }

  private static boolean add(LiveFeed feed, Line line) {
    return feed.add(line, line.viewer);
  }

  @Test
  void theOldestLineOfAUserMakesRoom() throws InterruptedException {
    try (LiveFeed feed = new LiveFeed((viewer, most) -> at(0), null, LIMITS)) {
      Line first = new Line("a");
      Line second = new Line("a");
      Line third = new Line("a");
      assertThat(add(feed, first)).isTrue();
      assertThat(add(feed, second)).isTrue();
      assertThat(add(feed, third)).isTrue();
      assertThat(first.dismissed.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(second.dismissed.getCount()).isOne();
      assertThat(feed.size()).isEqualTo(2);
    }
  }

  @Test
  void nobodyMakesRoomForAnotherUser() {
    try (LiveFeed feed = new LiveFeed((viewer, most) -> at(0), null, LIMITS)) {
      assertThat(add(feed, new Line("a"))).isTrue();
      assertThat(add(feed, new Line("b"))).isTrue();
      assertThat(add(feed, new Line("c"))).isTrue();
      assertThat(add(feed, new Line("d"))).isFalse();
      assertThat(feed.size()).isEqualTo(3);
    }
  }

  /** The change comes long before the feed asks by itself. */
  @Test
  void whatChangesRightAfterTheFirstListenerCameIsNewsToIt() throws InterruptedException {
    AtomicInteger day = new AtomicInteger(1);
    LiveFeed.Limits often = new LiveFeed.Limits(Duration.ofMillis(500), 3, 2);
    Line line = new Line("a");
    try (LiveFeed feed = new LiveFeed((viewer, most) -> at(day.get()), null, often)) {
      boolean isIn = add(feed, line);
      day.set(2);
      assertThat(isIn).isTrue();
      assertThat(line.told.poll(10, TimeUnit.SECONDS)).isEqualTo(new Event.Counts(at(2).counts()));
    }
  }
}
