package io.zhijing.jobs.detect;

import io.zhijing.detection.model.Watched;
import io.zhijing.detection.monitor.Judge;
import io.zhijing.jobs.settings.PipelineSettings;
import io.zhijing.jobs.state.HeardDays;
import io.zhijing.jobs.state.StreamDays;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;

/**
 * When each stream was watched, as far as a verdict on a day may know it. Only days that no report
 * can change any more are looked at, so that the verdict on a day never depends on when it is
 * given. Not thread-safe.
 */
final class Silences {
  private static final int[] NO_DAYS = {};
  private static final long[] NO_REPORTS = {};

  /** Under this key: what is known of a stream before anything came. */
  private static final String BEFORE = "";

  /** Many strata are judged on the same few days. */
  private static final int MOST_REMEMBERED = 1_000;

  private final PipelineSettings settings;
  private final int looksBackDays;
  private final Map<StreamDay, Watched> known = new HashMap<>();

  /** Silences under the settings. */
  Silences(PipelineSettings settings) {
    this.settings = settings;
    this.looksBackDays = Judge.looksBackDays(settings.watch().rules().get().detection());
  }

  private record StreamDay(String stream, int day) {}

  /**
   * To be called before anything else. A job restored from a savepoint that kept no such state has
   * counts of days of which it does not know whether they were silent.
   */
  static void begin(boolean isRestored, BroadcastState<String, StreamDays> heard) throws Exception {
    if (!heard.contains(BEFORE)) {
      int from = isRestored ? Integer.MAX_VALUE : Integer.MIN_VALUE;
      heard.put(BEFORE, new StreamDays(NO_DAYS, NO_REPORTS, from));
    }
  }

  /** How the stream was watched, for a verdict on the day. */
  Watched watched(String stream, int day, ReadOnlyBroadcastState<String, StreamDays> heard)
      throws Exception {
    StreamDay asked = new StreamDay(stream, day);
    Watched before = known.get(asked);
    if (before != null) {
      return before;
    }
    if (known.size() >= MOST_REMEMBERED) {
      known.clear();
    }
    int since = settings.watch().since(stream);
    StreamDays days = heard.get(stream);
    Watched watched =
        days == null
            ? Watched.from(since)
            : Watched.heardOn(
                since,
                days.days(),
                Math.max(day - looksBackDays, days.knownFrom()),
                day - settings.horizons().correctionDays() - 1);
    known.put(asked, watched);
    return watched;
  }

  /**
   * Takes over how the reports of a stream changed. The first of all days is kept for good: what
   * precedes it is no silence.
   */
  void heard(HeardDays more, BroadcastState<String, StreamDays> heard) throws Exception {
    StreamDays before = heard.get(more.stream());
    StreamDays kept = before == null ? heard.get(BEFORE) : before;
    TreeMap<Integer, Long> reports = new TreeMap<>();
    for (int i = 0; i < kept.days().length; i++) {
      reports.put(kept.days()[i], kept.reports()[i]);
    }
    for (int i = 0; i < more.days().length; i++) {
      reports.merge(more.days()[i], more.changes()[i], Long::sum);
    }
    reports.values().removeIf(count -> count == 0);
    if (!reports.isEmpty()) {
      int first = reports.firstKey();
      int oldest = reports.lastKey() - 2 * looksBackDays;
      reports.keySet().removeIf(day -> day < oldest && day != first);
    }
    int[] days = reports.keySet().stream().mapToInt(Integer::intValue).toArray();
    boolean isWhole = kept.knownFrom() == Integer.MIN_VALUE;
    int knownFrom = isWhole ? Integer.MIN_VALUE : Math.min(kept.knownFrom(), more.tick() + 1);
    if (!Arrays.equals(days, kept.days()) || knownFrom != kept.knownFrom()) {
      known.clear();
    }
    long[] counts = reports.values().stream().mapToLong(Long::longValue).toArray();
    heard.put(more.stream(), new StreamDays(days, counts, knownFrom));
  }
}
