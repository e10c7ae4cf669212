package io.zhijing.jobs.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which members of the compose file Prometheus reads. */
class ScrapedMembersTest {
  private static final String PORT = "9249";

  /** What is scraped of a job, and by which means. */
  private record Scraped(List<String> fixed, List<Object> found) {}

  private static Map<String, Scraped> jobs() throws IOException {
    Map<String, Scraped> jobs = new TreeMap<>();
    Object all = Yaml.one(Yaml.DOCKER.resolve("prometheus/prometheus.yml")).get("scrape_configs");
    for (Object job : (List<?>) all) {
      List<String> fixed = new ArrayList<>();
      for (Object each : list(Yaml.at(job, "static_configs"))) {
        fixed.addAll(Yaml.texts(Yaml.at(each, "targets")));
      }
      jobs.put(
          (String) Yaml.at(job, "job_name"),
          new Scraped(fixed, list(Yaml.at(job, "dns_sd_configs"))));
    }
    return jobs;
  }

  private static List<Object> list(Object value) {
    return value instanceof List<?> many ? List.copyOf(many) : List.of();
  }

  @Test
  void everyTaskManagerIsReadHoweverManyThereAre() throws Exception {
    Map<String, Object> services =
        Yaml.map(Yaml.one(Yaml.DOCKER.resolve("compose.yaml")).get("services"));
    for (String job : List.of("monitoring", "notification")) {
      Scraped scraped = jobs().get("zhijing-" + job);
      String workers = job + "-taskmanager";
      assertThat(services).containsKeys(workers, job + "-jobmanager");
      assertThat(scraped.fixed())
          .as("a name of several is one target")
          .containsExactly(job + "-jobmanager:" + PORT);
      assertThat(scraped.found()).hasSize(1);
      assertThat(Yaml.texts(Yaml.at(scraped.found().get(0), "names"))).containsExactly(workers);
      assertThat(Yaml.map(scraped.found().get(0)))
          .containsEntry("type", "A")
          .containsEntry("port", Integer.valueOf(PORT));
      assertThat((String) Yaml.at(services, workers, "environment", "FLINK_PROPERTIES"))
          .contains("metrics.reporter.prometheus.port: " + PORT);
    }
  }
}
