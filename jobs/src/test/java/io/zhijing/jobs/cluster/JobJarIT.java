package io.zhijing.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The job jar that was built holds what a cluster needs and nothing that only a desk needs. */
class JobJarIT {
  private static final Path JAR = Path.of(System.getProperty("zhijing.job"));
  private static final long MOST_BYTES = 40L << 20;

  private static List<String> names() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      return jar.stream().map(Object::toString).toList();
    }
  }

  private static Set<String> packages(String below) throws IOException {
    return names().stream()
        .filter(name -> name.startsWith(below) && name.endsWith(".class"))
        .map(name -> name.substring(0, name.lastIndexOf('/')))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void itHasTheMainsAndTheBuiltInPacks() throws IOException {
    assertThat(names())
        .contains(
            "io/zhijing/jobs/submit/MonitoringMain.class",
            "io/zhijing/jobs/submit/NotificationMain.class",
            "packs/inner-mongolia/pack.yaml",
            "packs/chicago/pack.yaml",
            "packs/rasff/pack.yaml");
  }

  @Test
  void itLeavesOutWhatOnlyADeskNeeds() throws IOException {
    assertThat(packages("io/zhijing/"))
        .isNotEmpty()
        .noneMatch(name -> name.startsWith("io/zhijing/dashboards"))
        .doesNotContain(
            "io/zhijing/jobs/cli",
            "io/zhijing/jobs/embedded",
            "io/zhijing/jobs/bench",
            "io/zhijing/jobs/bench/speed",
            "io/zhijing/jobs/backtest",
            "io/zhijing/jobs/chaos",
            "io/zhijing/jobs/simulation");
    assertThat(packages(""))
        .noneMatch(name -> name.startsWith("picocli"))
        .noneMatch(name -> name.startsWith("io/javalin"))
        .noneMatch(name -> name.startsWith("org/eclipse/jetty"))
        .noneMatch(name -> name.startsWith("org/openjdk/jmh"))
        .noneMatch(name -> name.startsWith("org/junit"))
        .noneMatch(name -> name.startsWith("kafka/"))
        .noneMatch(name -> name.startsWith("scala/"));
  }

  /** Two copies of Flink or of its logging in one cluster do not get on. */
  @Test
  void itLeavesFlinkAndLoggingToTheCluster() throws IOException {
    assertThat(packages("org/apache/flink/"))
        .allMatch(
            name ->
                name.startsWith("org/apache/flink/connector")
                    || name.startsWith("org/apache/flink/streaming/connectors")
                    || name.equals("org/apache/flink/streaming/util/serialization"));
    assertThat(packages("org/slf4j")).isEmpty();
    assertThat(packages("org/apache/logging")).isEmpty();
    assertThat(Files.size(JAR)).isLessThan(MOST_BYTES);
  }
}
