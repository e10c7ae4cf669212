package io.zhijing.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.dashboards.explain.Explanation;
import io.zhijing.dashboards.explain.Explanation.Parts;
import io.zhijing.detection.model.Finding;
import io.zhijing.detection.model.Finding.BaselineState;
import io.zhijing.detection.model.Stratum;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AllExplainedTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Stratum STRATUM = Stratum.parse("inspection;region=150100");
  private static final LocalDate DAY = LocalDate.parse("2025-07-02");
  private static final String EARLIER = STRATUM.key() + "@2025-07-02";
  private static final String LATER = STRATUM.key() + "@2025-07-03";

  /** By index and id. */
  private final Map<String, String> stored = new HashMap<>();

  /** What the counts of a warning's day make of it. */
  private final Map<String, Finding> computed = new HashMap<>();

  private final StringWriter screen = new StringWriter();

  private static JsonNode warning(String id, String raisedAt) {
    return MAPPER.createObjectNode().put("warning_id", id).put("raised_at", raisedAt);
  }

  private static byte[] warning(String id, String raisedAt, String asOf) {
    return "{\"warning_id\":\"%s\",\"raised_at\":\"%s\",\"as_of\":\"%s\"}"
        .formatted(id, raisedAt, asOf)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Finding finding(long observed, String method) {
    return new Finding(
        28, observed, 100, 5, 11, 1e-6, method, new BaselineState("estimated", "", 364, 0));
  }

  private void judgedAnewAt(String asOf) {
    stored.put(
        "zhijing-counts-2025.07 " + STRATUM.key() + "@" + DAY,
        "{\"as_of\":\"%s\"}".formatted(asOf));
  }

  private Optional<Explanation> explained(JsonNode warning) {
    String id = warning.path("warning_id").asText();
    return Optional.ofNullable(computed.get(id))
        .map(
            finding ->
                new Explanation(
                    id,
                    STRATUM,
                    Optional.empty(),
                    (int) DAY.toEpochDay(),
                    finding(20, "rate-window/2"),
                    finding,
                    List.of(),
                    new Parts(List.of(), List.of())));
  }

  private boolean tell(byte[]... warnings) throws IOException {
    return new AllExplained(
            (index, id) ->
                Optional.ofNullable(stored.get(index + " " + id))
                    .map(each -> each.getBytes(StandardCharsets.UTF_8)),
            "zhijing",
            this::explained,
            new ExplanationText(new Messages(Locale.ENGLISH), new PrintWriter(screen, true)))
        .tell(Stream.of(warnings).toList(), true);
  }

  /** Of two of one subject the earlier does not come out. */
  private boolean tellBoth() throws IOException {
    computed.put(EARLIER, finding(19, "rate-window/2"));
    computed.put(LATER, finding(20, "rate-window/2"));
    return tell(
        warning(EARLIER, "2025-07-02T15:59:59.999Z", "2025-07-02T15:59:59.999Z"),
        warning(LATER, "2025-07-03T15:59:59.999Z", "2025-07-03T15:59:59.999Z"));
  }

  @Test
  void theLatestWarningOfASubjectIsTheOneThatWasRaisedLast() {
    assertThat(
            AllExplained.latest(
                List.of(
                    warning("inspection;region=1@2025-07-03", "2025-07-03T15:59:59.999Z"),
                    warning("inspection;region=1@2025-07-02", "2025-07-02T15:59:59.999Z"),
                    warning("inspection;region=2@2025-01-02", "2025-01-02T15:59:59.999Z"))))
        .containsOnly(
            entry("inspection;region=1", "2025-07-03T15:59:59.999Z"),
            entry("inspection;region=2", "2025-01-02T15:59:59.999Z"));
  }

  @Test
  void aReplacedWarningWhoseDayWasJudgedAnewSinceIsLeftAside() throws IOException {
    judgedAnewAt("2025-07-05T15:59:59.999Z");
    assertThat(tellBoth()).isTrue();
    assertThat(screen.toString())
        .contains("corrected after a later one had come in its place  " + EARLIER)
        .contains("1 of 1 warnings");
  }

  @Test
  void aReplacedWarningWhoseDayWasNotJudgedSinceIsDifferent() throws IOException {
    judgedAnewAt("2025-07-02T15:59:59.999Z");
    assertThat(tellBoth()).isFalse();
    assertThat(screen.toString()).contains("DIFFERENT  " + EARLIER).contains("1 of 2 warnings");
  }

  @Test
  void aReplacedWarningOfWhoseDayNothingIsStoredIsDifferent() throws IOException {
    assertThat(tellBoth()).isFalse();
    assertThat(screen.toString()).contains("DIFFERENT  " + EARLIER);
  }

  @Test
  void theLatestWarningIsDifferentHoweverOftenItsDayWasJudgedAnew() throws IOException {
    judgedAnewAt("2025-07-05T15:59:59.999Z");
    computed.put(EARLIER, finding(19, "rate-window/2"));
    assertThat(tell(warning(EARLIER, "2025-07-02T15:59:59.999Z", "2025-07-02T15:59:59.999Z")))
        .isFalse();
    assertThat(screen.toString()).contains("DIFFERENT  " + EARLIER).contains("0 of 1 warnings");
  }

  @Test
  void noWarningAtAllIsNothingDifferent() throws IOException {
    assertThat(tell()).isTrue();
    assertThat(screen.toString()).contains("0 of 0 warnings");
  }

  @Test
  void ofAnotherReleaseIsToldAsSuch() {
    ExplanationText text =
        new ExplanationText(new Messages(Locale.ENGLISH), new PrintWriter(screen, true));
    computed.put(EARLIER, finding(20, "rate-window/3"));
    text.whole(explained(warning(EARLIER, "2025-07-02T15:59:59.999Z")).orElseThrow());
    assertThat(screen.toString())
        .contains("it was judged by rate-window/2, and this release judges by rate-window/3");
    computed.put(EARLIER, finding(20, "rate-evidence/1"));
    text.whole(explained(warning(EARLIER, "2025-07-02T15:59:59.999Z")).orElseThrow());
    assertThat(screen.toString()).contains("the rules or the pack are not those of the job");
  }
}
