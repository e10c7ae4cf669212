package io.zhijing.jobs.detect;

import io.zhijing.detection.model.Watched;
import io.zhijing.jobs.settings.PipelineSettings;
import io.zhijing.jobs.state.HeardDays;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;

/**
 * When each stream was watched, as far as a verdict on a day may know it. Only days that no report
 * can change any more are looked at, so that the verdict on a day never depends on when it is
 * given. Not thread-safe.
 */
final class Silences {
  private static final int[] NONE = {};

  /** Many strata are judged on the same few days. */
  private static final int MOST_REMEMBERED = 1_000;

  private final PipelineSettings settings;
  private final int historyDays;
  private final Map<StreamDay, Watched> known = new HashMap<>();

  /** Silences under the settings. */
  Silences(PipelineSettings settings) {
    this.settings = settings;
    this.historyDays = settings.watch().rules().get().detection().historyDays();
  }

  private record StreamDay(String stream, int day) {}

  /** How the stream was watched, for a verdict on the day. */
  Watched watched(String stream, int day, ReadOnlyBroadcastState<String, int[]> heard)
      throws Exception {
    StreamDay asked = new StreamDay(stream, day);
    Watched before = known.get(asked);
    if (before != null) {
      return before;
    }
    if (known.size() >= MOST_REMEMBERED) {
      known.clear();
    }
    int[] days = heard.get(stream);
    Watched watched =
        Watched.heardOn(
            settings.watch().since(stream),
            days == null ? NONE : days,
            day - historyDays,
            day - settings.horizons().correctionDays());
    known.put(asked, watched);
    return watched;
  }

  /**
   * Takes over days on which a stream was heard. The first of all is kept for good: what precedes
   * it is no silence.
   */
  void heard(HeardDays more, BroadcastState<String, int[]> heard) throws Exception {
    int[] before = heard.get(more.stream());
    int[] kept = before == null ? NONE : before;
    if (Arrays.stream(more.days()).allMatch(day -> Arrays.binarySearch(kept, day) >= 0)) {
      return;
    }
    int[] all =
        IntStream.concat(Arrays.stream(kept), Arrays.stream(more.days()))
            .sorted()
            .distinct()
            .toArray();
    int oldest = all[all.length - 1] - 2 * historyDays;
    heard.put(
        more.stream(),
        IntStream.range(0, all.length)
            .filter(i -> i == 0 || all[i] >= oldest)
            .map(i -> all[i])
            .toArray());
    known.clear();
  }
}
