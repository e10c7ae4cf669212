package io.zhijing.detection.count;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** EARS against the R package {@code surveillance}; see fixtures/ears/ORIGIN.md. */
class EarsFixturesTest {
  private static final double TOLERANCE = 1e-8;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  static List<Path> fixtures() throws IOException, URISyntaxException {
    Path folder = Path.of(EarsFixturesTest.class.getResource("/fixtures/ears").toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  @Test
  void noneIsMissing() throws Exception {
    assertThat(fixtures()).hasSize(48);
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void boundsAndAlarmsAgree(Path file) throws IOException {
    JsonNode fixture = MAPPER.readTree(file.toFile());
    Ears ears = ears(fixture.get("control"));
    double[] observed = numbers(fixture.get("observed"));
    JsonNode range = fixture.get("range");
    assertThat(range.size()).isPositive();
    for (int i = 0; i < range.size(); i++) {
      Ears.Result result = ears.at(observed, range.get(i).asInt() - 1);
      String where = file.getFileName() + " at " + range.get(i);
      assertNear(where, result.upperBound(), fixture.get("upperbound").get(i));
      JsonNode alarm = fixture.get("alarm").get(i);
      assertThat(result.alarm()).as(where).isEqualTo(!alarm.isNull() && alarm.asBoolean());
    }
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void thePublishedC3Agrees(Path file) throws IOException {
    JsonNode fixture = MAPPER.readTree(file.toFile());
    JsonNode published = fixture.path("documentedC3");
    Ears ears = ears(fixture.get("control"));
    assertThat(published.isObject()).isEqualTo(ears.method() == Ears.Method.C3);
    if (!published.isObject()) {
      return;
    }
    double[] observed = numbers(fixture.get("observed"));
    JsonNode range = fixture.get("range");
    for (int i = 0; i < range.size(); i++) {
      Ears.PublishedC3 result = ears.publishedC3(observed, range.get(i).asInt() - 1);
      String where = file.getFileName() + " at " + range.get(i);
      assertNear(where, result.statistic(), published.get("statistic").get(i));
      JsonNode bound = published.get("upperboundFormula").get(i);
      if (!published.get("statistic").get(i).isNull()) {
        assertNear(where, result.upperBound(), bound);
      }
      JsonNode alarm = published.get("alarmStatistic").get(i);
      assertThat(result.alarm()).as(where).isEqualTo(!alarm.isNull() && alarm.asBoolean());
    }
  }

  private static void assertNear(String where, double actual, JsonNode expected) {
    if (expected.isNull()) {
      assertThat(Double.isFinite(actual)).as("%s: %s, expected no number", where, actual).isFalse();
    } else {
      double value = expected.asDouble();
      assertThat(Math.abs(actual - value))
          .as("%s: %s, expected %s", where, actual, value)
          .isLessThanOrEqualTo(TOLERANCE * Math.max(1, Math.abs(value)));
    }
  }

  private static Ears ears(JsonNode control) {
    return new Ears(
        Ears.Method.valueOf(control.get("method").asText()),
        control.get("baseline").asInt(),
        control.get("minSigma").asDouble(),
        control.get("alpha").asDouble());
  }

  private static double[] numbers(JsonNode array) {
    double[] numbers = new double[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = array.get(i).asDouble();
    }
    return numbers;
  }
}
