package io.zhijing.jobs.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.zhijing.dashboards.console.metrics.ConsoleMetric;
import io.zhijing.jobs.metrics.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Alerts and the dashboard watch what is told, and every alert is explained. */
class WatchedNamesTest {
  private static final Path DOCKER = Path.of("..", "docker");
  private static final Pattern NAME = Pattern.compile("\\b(?:flink_\\w+|zhijing_\\w+|up\\b)");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static JsonNode alerts() throws IOException {
    return new ObjectMapper(new YAMLFactory())
        .readTree(DOCKER.resolve("prometheus/alerts.yaml").toFile())
        .at("/groups/0/rules");
  }

  private static JsonNode dashboard() throws IOException {
    return JSON.readTree(DOCKER.resolve("grafana/dashboards/zhijing-pipeline.json").toFile());
  }

  private static Set<String> told() {
    Set<String> told = new HashSet<>(ForeignNames.OF_FLINK.keySet());
    told.addAll(ForeignNames.OF_PROMETHEUS.keySet());
    Arrays.stream(Metric.values()).map(Metric::prometheusName).forEach(told::add);
    Arrays.stream(ConsoleMetric.values()).map(ConsoleMetric::prometheusName).forEach(told::add);
    return told;
  }

  private static Set<String> names(Iterable<String> expressions) {
    Set<String> names = new TreeSet<>();
    for (String expression : expressions) {
      Matcher name = NAME.matcher(expression);
      assertThat(name.find()).as("names something: " + expression).isTrue();
      do {
        names.add(name.group());
      } while (name.find());
    }
    return names;
  }

  @Test
  void alertsWatchWhatIsTold() throws Exception {
    Set<String> names = names(alerts().findValuesAsText("expr"));
    assertThat(names).hasSizeGreaterThan(15);
    assertThat(names).isSubsetOf(told());
  }

  @Test
  void theDashboardShowsWhatIsTold() throws Exception {
    Set<String> names = names(dashboard().findValuesAsText("expr"));
    assertThat(names).hasSizeGreaterThan(20);
    assertThat(names).isSubsetOf(told());
  }

  @Test
  void nothingForeignIsListedInVain() throws Exception {
    List<String> expressions = new ArrayList<>(alerts().findValuesAsText("expr"));
    expressions.addAll(dashboard().findValuesAsText("expr"));
    assertThat(names(expressions))
        .containsAll(ForeignNames.OF_FLINK.keySet())
        .containsAll(ForeignNames.OF_PROMETHEUS.keySet());
  }

  @Test
  void labelsAreThoseOfTheMetric() throws Exception {
    List<String> expressions = new ArrayList<>(alerts().findValuesAsText("expr"));
    expressions.addAll(dashboard().findValuesAsText("expr"));
    Pattern selected =
        Pattern.compile("(flink_taskmanager_job_task_operator_zhijing_\\w+)\\{(.*?)}");
    int found = 0;
    for (String expression : expressions) {
      Matcher selector = selected.matcher(expression);
      while (selector.find()) {
        found++;
        Metric metric =
            Arrays.stream(Metric.values())
                .filter(each -> each.prometheusName().equals(selector.group(1)))
                .findFirst()
                .orElseThrow();
        for (String condition : selector.group(2).split(",", -1)) {
          assertThat(metric.labels()).contains(condition.replaceFirst("[!=~]+\".*", ""));
        }
      }
    }
    assertThat(found).isGreaterThan(10);
  }

  @Test
  void everyAlertIsExplainedAndTested() throws Exception {
    String operate = Files.readString(Path.of("..", "docs", "operate.md"));
    String tests = Files.readString(DOCKER.resolve("prometheus/alerts.test.yaml"));
    for (JsonNode alert : alerts()) {
      String name = alert.path("alert").asText();
      String anchor = alert.at("/annotations/runbook").asText().replaceFirst(".*#", "");
      assertThat(operate).as(name).contains("`" + name + "`").contains("<a id=\"" + anchor + "\">");
      assertThat(tests).as(name).contains("alertname: " + name + "\n");
      assertThat(alert.at("/annotations/summary").asText()).as(name).isNotBlank();
    }
  }

  @Test
  void everyMetricIsExplained() throws Exception {
    String operate = Files.readString(Path.of("..", "docs", "operate.md"));
    for (Metric metric : Metric.values()) {
      assertThat(operate).contains("`" + metric.code() + "`");
    }
    for (ConsoleMetric metric : ConsoleMetric.values()) {
      assertThat(operate).contains("`" + metric.prometheusName() + "`");
    }
  }
}
