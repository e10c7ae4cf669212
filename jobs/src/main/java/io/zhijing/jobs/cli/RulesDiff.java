package io.zhijing.jobs.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.elasticsearch.DocumentReader;
import io.zhijing.connectors.file.PackFaults;
import io.zhijing.detection.assess.Assessment;
import io.zhijing.detection.assess.Assessor;
import io.zhijing.detection.model.Finding;
import io.zhijing.detection.model.Finding.BaselineState;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.model.Signal;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.rules.RuleSet;
import io.zhijing.jobs.settings.PackWatch;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Assesses the signals that Elasticsearch holds of the last year under two rule sets: which
 * warnings only one of them raises, and which ones reach another level. The detectors' settings are
 * the same for both, so the signals are too.
 */
final class RulesDiff {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int YEAR = 366;
  private static final int[] WIDTHS = {60, 12, 22, 22};

  private final Lattice lattice;
  private final String prefix;

  RulesDiff(String pack, String prefix) throws PackFaults {
    PackWatch watch = new PackWatch(pack);
    watch.load();
    this.lattice = watch.get();
    this.prefix = prefix;
  }

  /**
   * A warning under one rule set.
   *
   * @param subject key of its stratum
   * @param first its first day, epoch day
   * @param peak its highest level
   */
  record Raised(String subject, int first, RiskLevel peak) {}

  /**
   * Both.
   *
   * @param before by subject and first day
   * @param after likewise
   */
  record Result(SortedMap<String, Raised> before, SortedMap<String, Raised> after) {
    /** Keys of those that differ. */
    SortedSet<String> different() {
      SortedSet<String> keys = new TreeSet<>(before.keySet());
      keys.addAll(after.keySet());
      keys.removeIf(key -> before.containsKey(key) && before.get(key).equals(after.get(key)));
      return keys;
    }
  }

  Result compare(DocumentReader reader, RuleSet before, RuleSet after) throws IOException {
    Map<ReportStream, NavigableMap<Integer, List<Signal>>> signals = signals(reader);
    return new Result(play(signals, before), play(signals, after));
  }

  private Map<ReportStream, NavigableMap<Integer, List<Signal>>> signals(DocumentReader reader)
      throws IOException {
    Map<ReportStream, NavigableMap<Integer, List<Signal>>> byStream = new HashMap<>();
    String index = DocumentKind.SIGNALS.alias(prefix);
    if (!reader.exists(index)) {
      return byStream;
    }
    reader.refresh(index);
    int last = Integer.MIN_VALUE;
    for (byte[] source : reader.sources(index, Map.of("status", "current")).values()) {
      Signal signal = signal(MAPPER.readTree(source));
      last = Math.max(last, signal.day());
      byStream
          .computeIfAbsent(signal.stratum().stream(), stream -> new TreeMap<>())
          .computeIfAbsent(signal.day(), day -> new ArrayList<>())
          .add(signal);
    }
    int first = last - YEAR;
    byStream.values().forEach(days -> days.headMap(first, false).clear());
    return byStream;
  }

  private static Signal signal(JsonNode json) {
    int day = (int) LocalDate.parse(json.path("day").asText()).toEpochDay();
    Finding finding =
        new Finding(
            json.path("window_days").asInt(),
            json.path("observed").asLong(),
            json.path("trials").asLong(),
            json.path("expected").asDouble(),
            json.path("upper_bound").asDouble(),
            json.path("p_value").asDouble(),
            json.path("method").asText(),
            new BaselineState("estimated", "", 0, 0));
    return new Signal(
        Stratum.parse(json.path("stratum").asText()),
        day,
        Signal.Kind.ofCode(json.path("kind").asText()),
        finding,
        new Signal.Around(
            texts(json.path("cluster_regions")),
            texts(json.path("evidence_streams")).stream().map(ReportStream::ofCode).toList()));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  private SortedMap<String, Raised> play(
      Map<ReportStream, NavigableMap<Integer, List<Signal>>> signals, RuleSet rules) {
    SortedMap<String, Raised> raised = new TreeMap<>();
    Assessor assessor = new Assessor(lattice, rules);
    for (NavigableMap<Integer, List<Signal>> days : signals.values()) {
      Map<Stratum, Integer> open = new HashMap<>();
      Map<Stratum, String> current = new HashMap<>();
      for (Map.Entry<Integer, List<Signal>> day : days.entrySet()) {
        int today = day.getKey();
        open.values().removeIf(last -> last + rules.life().closeAfterDays() < today);
        for (Assessment each :
            assessor.assess(today, day.getValue(), open.keySet()).assessments()) {
          if (open.put(each.subject(), today) == null) {
            String key = each.subject().key() + "@" + LocalDate.ofEpochDay(today);
            current.put(each.subject(), key);
            raised.put(key, new Raised(each.subject().key(), today, RiskLevel.NONE));
          }
          raised.computeIfPresent(
              current.get(each.subject()),
              (key, old) -> new Raised(old.subject(), old.first(), old.peak().max(each.level())));
        }
      }
    }
    return raised;
  }

  String table(Result result, Messages messages) {
    TextTable table = new TextTable(WIDTHS);
    table.row(
        messages.text("rules.diff.subject"),
        messages.text("rules.diff.first"),
        messages.text("rules.diff.before"),
        messages.text("rules.diff.after"));
    table.rule();
    for (String key : result.different()) {
      Raised any = Optional.ofNullable(result.before().get(key)).orElse(result.after().get(key));
      table.row(
          any.subject(),
          LocalDate.ofEpochDay(any.first()).toString(),
          level(result.before().get(key), messages),
          level(result.after().get(key), messages));
    }
    return table
        + messages.text(
            "rules.diff.summary",
            String.valueOf(result.before().size()),
            String.valueOf(result.after().size()),
            String.valueOf(result.different().size()));
  }

  private static String level(Raised raised, Messages messages) {
    return raised == null
        ? messages.text("rules.diff.not-raised")
        : messages.text("level." + raised.peak().code());
  }
}
