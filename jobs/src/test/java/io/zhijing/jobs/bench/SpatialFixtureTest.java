package io.zhijing.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scan statistics against R; see detection's fixtures/spatial/ORIGIN.md. */
class SpatialFixtureTest {
  private static final Path FOLDER = Path.of("../detection/src/test/resources/fixtures/spatial");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  static List<Path> fixtures() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  @Test
  void noneIsMissing() throws IOException {
    assertThat(fixtures()).hasSize(9);
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void everyNumberAgrees(Path file) throws IOException {
    SpatialComparison comparison = SpatialFixture.compare(MAPPER.readTree(file.toFile()), 20260101);
    assertThat(comparison.disagreements()).isEmpty();
    assertThat(comparison.agrees()).isTrue();
    assertThat(comparison.where()).isNotEmpty();
  }

  @Test
  void aWrongNumberIsNamed() throws IOException {
    JsonNode fixture = MAPPER.readTree(FOLDER.resolve("scan_eb_poisson_NM_1986.json").toFile());
    ((ObjectNode) fixture.get("mostLikelyCluster")).put("score", 8.93);
    ((ObjectNode) fixture).put("mcPvalue", 0.2);
    ((ObjectNode) fixture.get("topScores").get(3)).put("duration", 1);
    SpatialComparison comparison = SpatialFixture.compare(fixture, 1);
    assertThat(comparison.agrees()).isFalse();
    assertThat(comparison.disagreements())
        .hasSize(3)
        .anyMatch(text -> text.startsWith("score: 8.929"))
        .anyMatch(text -> text.startsWith("p: 0.00"))
        .anyMatch(text -> text.startsWith("top score 3"));
    assertThat(comparison.where()).isEqualTo("top score 3");
  }

  @Test
  void aFileOfAnotherKindIsRefused() {
    ObjectNode fixture = MAPPER.createObjectNode().put("algorithm", "earsC");
    assertThat(SpatialFixture.isOne(fixture)).isFalse();
    assertThatThrownBy(() -> SpatialFixture.compare(fixture, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
