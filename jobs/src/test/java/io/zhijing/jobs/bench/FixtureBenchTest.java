package io.zhijing.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zhijing.jobs.bench.FixtureReport.Agrees;
import io.zhijing.jobs.bench.FixtureReport.Cause;
import io.zhijing.jobs.bench.FixtureReport.Disagrees;
import io.zhijing.jobs.bench.FixtureReport.NotCompared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every reference result of the project; see the ORIGIN.md beside each family. */
class FixtureBenchTest {
  private static final Path FIXTURES = Path.of("../detection/src/test/resources/fixtures");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir private Path folder;

  private static final List<String> FAMILIES =
      List.of(
          "ears",
          "farrington-flexible",
          "farrington",
          "cusum",
          "glr",
          "categorical-cusum",
          "spatial");

  static List<Path> fixtures() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String family : FAMILIES) {
      files.addAll(FixtureBench.files(FIXTURES.resolve(family)));
    }
    return files;
  }

  @Test
  void noneIsMissing() throws IOException {
    assertThat(fixtures()).hasSize(234);
    assertThat(FixtureBench.files(FIXTURES.resolve("farrington-flexible"))).hasSize(77);
    assertThat(FixtureBench.files(FIXTURES.resolve("farrington"))).hasSize(30);
    assertThat(FixtureBench.files(FIXTURES.resolve("cusum"))).hasSize(30);
    assertThat(FixtureBench.files(FIXTURES.resolve("glr"))).hasSize(35);
    assertThat(FixtureBench.files(FIXTURES.resolve("categorical-cusum"))).hasSize(5);
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void everyReferenceAgrees(Path file) {
    FixtureReport.Verdict verdict = FixtureBench.run(file).verdict();
    assertThat(verdict.fails()).as("%s: %s", file.getFileName(), verdict).isFalse();
    if (verdict instanceof Agrees agrees) {
      assertThat(agrees.values()).isGreaterThan(50);
      assertThat(agrees.largest().orElseThrow().relative()).isLessThan(1e-5);
    }
  }

  @Test
  void onlyTheReferencesOwnReasonsKeepAFileFromBeingCompared() throws IOException {
    List<Cause> causes =
        fixtures().stream()
            .map(file -> FixtureBench.run(file).verdict())
            .filter(NotCompared.class::isInstance)
            .map(verdict -> ((NotCompared) verdict).cause())
            .toList();
    assertThat(causes).hasSize(10).containsOnly(Cause.REFERENCE_STOPPED, Cause.REFERENCE_WARNED);
  }

  @Test
  void aChangedNumberIsFoundWhereItStands() throws IOException {
    ObjectNode json = read("farrington-flexible/flexible_campyDE_noufaily.json");
    ArrayNode scores = (ArrayNode) json.get("score");
    scores.set(7, MAPPER.getNodeFactory().numberNode(scores.get(7).asDouble() * 1.001));
    Disagrees verdict = (Disagrees) verdictOf(json);
    assertThat(verdict.disagreeing()).isEqualTo(1);
    assertThat(verdict.largest().field()).isEqualTo("score");
    assertThat(verdict.largest().index()).isEqualTo(json.get("range").get(7).asInt());
    assertThat(verdict.largest().relative()).isBetween(0.9e-3, 1.1e-3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "farrington/farrington_k1_b.json",
        "cusum/cusum_k1_rossi.json",
        "glr/glrpois_k1_p1.json",
        "categorical-cusum/catcusum_abattoir_bin.json",
        "ears/ears_k1_C1_1.json"
      })
  void aTurnedAlarmIsFoundInEveryFamily(String name) throws IOException {
    ObjectNode json = read(name);
    ArrayNode alarms = (ArrayNode) json.get("alarm");
    alarms.set(2, MAPPER.getNodeFactory().booleanNode(!alarms.get(2).asBoolean()));
    Disagrees verdict = (Disagrees) verdictOf(json);
    assertThat(verdict.largest().field()).isEqualTo("alarm");
    assertThat(verdict.largest().index()).isEqualTo(json.get("range").get(2).asInt());
  }

  @Test
  void aNumberInPlaceOfNoneDisagrees() throws IOException {
    ObjectNode json = read("farrington-flexible/flexible_abattoir.index_raw.json");
    ArrayNode bounds = (ArrayNode) json.get("upperbound");
    for (int i = 0; i < bounds.size(); i++) {
      if (bounds.get(i).isNull()) {
        bounds.set(i, MAPPER.getNodeFactory().numberNode(5));
      }
    }
    Disagrees verdict = (Disagrees) verdictOf(json);
    assertThat(verdict.largest().relative()).isInfinite();
  }

  @Test
  void aFaultyFileIsNamedAndNotPassed() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.json"), "{\"algorithm\": ");
    assertThat(FixtureBench.run(broken).verdict())
        .isInstanceOfSatisfying(
            NotCompared.class,
            not -> {
              assertThat(not.cause()).isEqualTo(Cause.UNUSABLE);
              assertThat(not.detail()).startsWith("no JSON");
              assertThat(not.fails()).isTrue();
            });
    for (String field : new String[] {"observed", "range", "control", "alarm", "phi"}) {
      ObjectNode json = read("farrington-flexible/flexible_k1_muan.json");
      json.remove(field);
      assertThat(verdictOf(json))
          .isEqualTo(new NotCompared(Cause.UNUSABLE, "field \"" + field + "\" is missing"));
    }
  }

  @Test
  void anUnknownAlgorithmAndAnUnknownResultAreNotPassedOver() throws IOException {
    ObjectNode json = read("cusum/cusum_k1_rossi.json");
    json.put("newStatistic", 1);
    assertThat(verdictOf(json))
        .isEqualTo(new NotCompared(Cause.FIELD_NOT_COMPARED, "newStatistic"));
    json.put("algorithm", "oracle");
    assertThat(verdictOf(json)).isEqualTo(new NotCompared(Cause.UNKNOWN_ALGORITHM, "oracle"));
  }

  @Test
  void whereTheReferenceStoppedSoMustWe() throws IOException {
    ObjectNode json = read("farrington-flexible/flexible_abattoir.index_raw.json");
    json.put("error", "made up");
    assertThat(verdictOf(json)).isEqualTo(new NotCompared(Cause.NOT_REFUSED, "made up"));
  }

  private FixtureReport.Verdict verdictOf(JsonNode json) throws IOException {
    Path file = folder.resolve("changed.json");
    MAPPER.writeValue(file.toFile(), json);
    return FixtureBench.run(file).verdict();
  }

  private static ObjectNode read(String name) throws IOException {
    return (ObjectNode) MAPPER.readTree(FIXTURES.resolve(name).toFile());
  }
}
