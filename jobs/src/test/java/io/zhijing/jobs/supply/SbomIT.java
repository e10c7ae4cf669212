package io.zhijing.jobs.supply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The bill of materials that the build makes names everything that is delivered. */
class SbomIT {
  private static final Path SBOM = Path.of("..", "target", "zhijing-sbom.json");
  private static final Path DELIVERED = Path.of("target", "zhijing", "lib");

  /** Of these, a pom is all that says under which licence they are, and it does not. */
  private static final Set<String> SILENT_ON_LICENCE = Set.of();

  private static JsonNode sbom() throws IOException {
    assertThat(SBOM).as("the build makes it").isRegularFile();
    return new ObjectMapper().readTree(SBOM.toFile());
  }

  private static String jar(JsonNode component) {
    return component.path("name").asText() + "-" + component.path("version").asText() + ".jar";
  }

  @Test
  void everyJarThatIsDeliveredStandsInIt() throws Exception {
    Set<String> named = new HashSet<>();
    sbom().path("components").forEach(each -> named.add(jar(each)));
    try (Stream<Path> files = Files.list(DELIVERED)) {
      List<String> foreign =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> !named.contains(name))
              // With a classifier: the name has more than the artifact's version.
              .filter(name -> named.stream().noneMatch(jar -> isOf(jar, name)))
              .toList();
      assertThat(foreign).isEmpty();
    }
    assertThat(named).hasSizeGreaterThan(100);
  }

  private static boolean isOf(String jar, String name) {
    return name.startsWith(jar.substring(0, jar.length() - ".jar".length()) + "-");
  }

  @Test
  void eachComponentHasAHashAndALicence() throws Exception {
    Set<String> without = new TreeSet<>();
    for (JsonNode component : sbom().path("components")) {
      if (component.path("licenses").isEmpty()
          && !SILENT_ON_LICENCE.contains(component.path("name").asText())) {
        without.add(component.path("name").asText());
      }
      if (!component.path("group").asText().equals("io.zhijing")) {
        assertThat(component.path("hashes")).as(component.path("name").asText()).isNotEmpty();
      }
    }
    assertThat(without).as("no licence is known").isEmpty();
  }

  @Test
  void nothingOfItIsASnapshot() throws Exception {
    for (JsonNode component : sbom().path("components")) {
      assertThat(component.path("version").asText()).doesNotContain("SNAPSHOT");
    }
  }
}
