package io.zhijing.jobs.notification;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Two hundred warnings as the monitoring job writes them; every tenth is closed again. */
final class WarningRecords {
  static final int COUNT = 200;
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final List<String> LEVELS = List.of("blue", "yellow", "orange", "red");
  private static final List<String> REGIONS = List.of("150100", "150102", "150200");
  private static final List<String> SECTORS = List.of("C13", "C14");

  private WarningRecords() {}

  /** What a warning is about. */
  record About(String id, String level, String region, String sector) {
    boolean isUrgent() {
      return LEVELS.indexOf(level) >= LEVELS.indexOf("orange");
    }

    boolean isAtLeast(String lowest) {
      return LEVELS.indexOf(level) >= LEVELS.indexOf(lowest);
    }
  }

  static List<About> all() {
    return IntStream.range(0, COUNT)
        .mapToObj(
            i ->
                new About(
                    "w" + i + "@2020-06-01",
                    LEVELS.get(i % 4),
                    REGIONS.get(i % 3),
                    SECTORS.get(i / 7 % 2)))
        .toList();
  }

  /** Records of a warning's whole life. */
  static List<byte[]> life(int i) {
    List<byte[]> records = new ArrayList<>();
    records.add(record(all().get(i), 1, false));
    if (i % 10 == 0) {
      records.add(record(all().get(i), 2, true));
    }
    return records;
  }

  private static byte[] record(About about, int revision, boolean isClosed) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("warning_id", about.id()).put("revision", revision).put("level", about.level());
    json.put("focus", "inspection;region=" + about.region() + ";sector=" + about.sector());
    json.put("scope", "regional").put("where_zh", "某地").put("what_zh", "某业");
    json.put("window_days", 28).put("observed", 9).put("trials", 40).put("expected", 2.5);
    json.put("upper_bound", 6.0).put("raised_on", "2020-06-01").put("department", "food_regulator");
    ArrayNode steps = json.putArray("transitions");
    step(steps, 1, "raised", "none", about.level());
    if (isClosed) {
      step(steps, 2, "closed", about.level(), "none");
    }
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void step(ArrayNode steps, int revision, String action, String from, String to) {
    steps
        .addObject()
        .put("revision", revision)
        .put("on", "2020-06-01")
        .put("action", action)
        .put("from", from)
        .put("to", to)
        .put("reason", action.equals("closed") ? "quiet" : "rate_above_expected")
        .put("at", "2020-06-01T15:59:59.999Z");
  }
}
