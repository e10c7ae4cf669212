package walls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The walls hold, and each is shown to fall where a violation is planted. */
class WallsTest {
  /** All but what JMH generates around a benchmark, which has to read the clock. */
  private static final JavaClasses PROJECT =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("/jmh_generated/"))
          .importPackages("io.zhijing");

  private static final JavaClasses PLANTED =
      new ClassFileImporter().importPackages("walls.planted");

  static Set<String> names() {
    return new Walls("io.zhijing").rules().keySet();
  }

  @ParameterizedTest
  @MethodSource("names")
  void holds(String name) {
    ArchRule rule = new Walls("io.zhijing").rules().get(name);
    EvaluationResult result = rule.evaluate(PROJECT);
    assertThat(result.getFailureReport().getDetails()).as(name).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("names")
  void failsOnAPlantedViolation(String name) {
    ArchRule rule = new Walls("walls.planted").rules().get(name);
    assertThat(rule.evaluate(PLANTED).hasViolation()).as(name).isTrue();
  }

  @Test
  void allModulesAreSeen() {
    for (String name :
        List.of(
            "io.zhijing.detection.model.Stratum",
            "io.zhijing.connectors.wire.RawReport",
            "io.zhijing.jobs.pipeline.RiskPipeline")) {
      assertThat(PROJECT.contain(name)).as(name).isTrue();
    }
  }

  @Test
  void everyPackageSaysWhatItIsAndStandsInContributing() throws IOException {
    Path home = Path.of("..");
    Set<String> packages = new TreeSet<>();
    for (String module : List.of("detection", "connectors", "jobs", "dashboards")) {
      Path sources = home.resolve(module).resolve("src/main/java");
      if (Files.exists(sources)) {
        packages.addAll(packagesOf(sources));
      }
    }
    assertThat(packages).hasSizeGreaterThan(20);
    Set<String> listed = new TreeSet<>();
    Matcher matcher =
        Pattern.compile("^\\| `(io\\.zhijing\\.[a-z.]+)` \\|", Pattern.MULTILINE)
            .matcher(Files.readString(home.resolve("CONTRIBUTING.md")));
    while (matcher.find()) {
      listed.add(matcher.group(1));
    }
    assertThat(listed).isEqualTo(packages);
  }

  @Test
  void aPackageWithoutInfoIsFound() throws IOException {
    Path folder = Files.createTempDirectory("walls");
    Files.createDirectories(folder.resolve("a"));
    Files.writeString(folder.resolve("a/B.java"), "package a;");
    assertThatThrownBy(() -> packagesOf(folder)).isInstanceOf(AssertionError.class);
  }

  private static Set<String> packagesOf(Path sources) throws IOException {
    Set<String> packages = new TreeSet<>();
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        Path folder = file.getParent();
        assertThat(folder.resolve("package-info.java")).exists();
        packages.add(sources.relativize(folder).toString().replace('/', '.').replace('\\', '.'));
      }
    }
    return packages;
  }
}
