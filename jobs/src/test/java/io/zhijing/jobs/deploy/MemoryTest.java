package io.zhijing.jobs.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every server in compose fits into what its container may have, and is told so. */
class MemoryTest {
  private static final Path COMPOSE = Yaml.DOCKER.resolve("compose.yaml");
  private static final Pattern HEAP = Pattern.compile("-Xmx([0-9]+[mg])");

  /** A JVM needs memory beside its heap: at least a third of it. */
  private static final double HEAP_SHARE = 0.75;

  private static Stream<Map<String, Object>> variants() throws IOException {
    return Stream.of(
        Yaml.merged(List.of(COMPOSE)),
        Yaml.merged(List.of(COMPOSE, Yaml.DOCKER.resolve("compose.secure.yaml"))),
        Yaml.merged(List.of(COMPOSE, Yaml.DOCKER.resolve("compose.demo.yaml"))));
  }

  private static Map<String, Object> services(Map<String, Object> variant) {
    return Yaml.map(variant.get("services"));
  }

  private static long limit(Object service) {
    String memory = (String) Yaml.at(service, "deploy", "resources", "limits", "memory");
    return MemorySize.parse(memory).getBytes();
  }

  private static void fits(String name, Object service, Object told) {
    Matcher heap = HEAP.matcher(String.valueOf(told));
    assertThat(heap.find()).as(name + " is told its heap").isTrue();
    assertThat((double) MemorySize.parse(heap.group(1)).getBytes())
        .as(name)
        .isLessThanOrEqualTo(HEAP_SHARE * limit(service));
  }

  @ParameterizedTest
  @MethodSource("variants")
  void heapsAreSmallerThanTheirContainers(Map<String, Object> variant) {
    int brokers = 0;
    for (Map.Entry<String, Object> each : services(variant).entrySet()) {
      Object service = each.getValue();
      String image = (String) Yaml.at(service, "image");
      if (image.startsWith("apache/kafka:")) {
        fits(each.getKey(), service, Yaml.at(service, "environment", "KAFKA_HEAP_OPTS"));
        brokers++;
      }
      if (image.startsWith("elasticsearch:")) {
        fits(each.getKey(), service, Yaml.at(service, "environment", "ES_JAVA_OPTS"));
      }
    }
    assertThat(brokers).isEqualTo(1);
    Object keeper = services(variant).get("zookeeper");
    fits("zookeeper", keeper, Yaml.at(keeper, "entrypoint"));
  }

  @ParameterizedTest
  @MethodSource("variants")
  void noHealthCheckStartsAJavaBesideItsServer(Map<String, Object> variant) {
    Object kafka = services(variant).get("kafka");
    assertThat(Yaml.texts(Yaml.at(kafka, "healthcheck", "test")))
        .as("a tool of Kafka is a JVM of its own, with the same heap")
        .isNotEmpty()
        .noneMatch(word -> word.contains("/opt/kafka/bin"));
  }

  @ParameterizedTest
  @MethodSource("variants")
  void flinkUsesItsContainersAndNoMore(Map<String, Object> variant) {
    for (String job : List.of("monitoring", "notification")) {
      Object coordinator = services(variant).get(job + "-jobmanager");
      fills(
          coordinator,
          JobManagerProcessUtils.processSpecFromConfig(flink(coordinator))
              .getTotalProcessMemorySize());
      Object worker = services(variant).get(job + "-taskmanager");
      Configuration told = flink(worker);
      told.set(TaskManagerOptions.CPU_CORES, 2.0);
      fills(
          worker, TaskExecutorProcessUtils.processSpecFromConfig(told).getTotalProcessMemorySize());
    }
  }

  /**
   * Between a twentieth and three are left over: for what a check starts, and for what no account
   * knows.
   */
  private static void fills(Object service, MemorySize process) {
    assertThat((double) process.getBytes() / limit(service)).isBetween(0.85, 0.95);
  }

  private static Configuration flink(Object service) {
    Configuration told = new Configuration();
    String properties = (String) Yaml.at(service, "environment", "FLINK_PROPERTIES");
    Yaml.ofText(properties).get(0).forEach((key, value) -> told.setString(key, "" + value));
    return told;
  }
}
