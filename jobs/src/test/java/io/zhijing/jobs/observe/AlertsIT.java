package io.zhijing.jobs.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The alerts under Prometheus's own tool, of Debian's package {@code prometheus}. */
@Timeout(120)
class AlertsIT {
  private static final Path TOOL = Path.of("/usr/bin/promtool");
  private static final Path FOLDER = Path.of("..", "docker", "prometheus");

  private record Said(int code, String text) {}

  private static Said promtool(Path folder, String... words) throws Exception {
    assertThat(TOOL).as("install Debian's package prometheus").isExecutable();
    List<String> command = new ArrayList<>(List.of(TOOL.toString()));
    command.addAll(List.of(words));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), text);
  }

  @Test
  void rulesAndConfigurationHaveNoFault() throws Exception {
    for (String[] words :
        new String[][] {{"check", "rules", "alerts.yaml"}, {"check", "config", "prometheus.yml"}}) {
      Said said = promtool(FOLDER, words);
      assertThat(said.code()).as(said.text()).isZero();
    }
  }

  @Test
  void everyAlertFiresOnWhatItIsForAndOnNothingElse() throws Exception {
    Said said = promtool(FOLDER, "test", "rules", "alerts.test.yaml");
    assertThat(said.code()).as(said.text()).isZero();
    assertThat(said.text()).contains("SUCCESS");
  }

  @Test
  void aWrongThresholdWouldBeSeen(@TempDir Path folder) throws Exception {
    String rules = Files.readString(FOLDER.resolve("alerts.yaml"));
    assertThat(rules).contains("> 60 * 3600");
    Files.writeString(folder.resolve("alerts.yaml"), rules.replace("> 60 * 3600", "> 600 * 3600"));
    Files.copy(FOLDER.resolve("alerts.test.yaml"), folder.resolve("alerts.test.yaml"));
    Said said = promtool(folder, "test", "rules", "alerts.test.yaml");
    assertThat(said.code()).isNotZero();
    assertThat(said.text()).contains("ZhijingNoDayClosed");
  }
}
