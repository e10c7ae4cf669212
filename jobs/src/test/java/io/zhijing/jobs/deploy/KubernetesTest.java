package io.zhijing.jobs.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What can be held of the manifests without a cluster. */
class KubernetesTest {
  private static final Path HOME = Yaml.DOCKER.resolve("kubernetes");

  private static List<Map<String, Object>> objects(String kind) throws IOException {
    List<Map<String, Object>> found = new ArrayList<>();
    for (String name :
        Yaml.texts(Yaml.one(HOME.resolve("base/kustomization.yaml")).get("resources"))) {
      Yaml.all(HOME.resolve("base").resolve(name)).stream()
          .filter(each -> kind.equals(each.get("kind")))
          .forEach(found::add);
    }
    return found;
  }

  @Test
  void theBaseNamesEveryFileOfItsFolder() throws Exception {
    try (Stream<Path> files = Files.list(HOME.resolve("base"))) {
      assertThat(Yaml.texts(Yaml.one(HOME.resolve("base/kustomization.yaml")).get("resources")))
          .containsExactlyInAnyOrderElementsOf(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> !name.equals("kustomization.yaml"))
                  .toList());
    }
    assertThat(Yaml.texts(Yaml.one(HOME.resolve("example/kustomization.yaml")).get("resources")))
        .containsExactly("../base");
  }

  @Test
  void bothJobsUpgradeBySavepointAndRecoverByThemselves() throws Exception {
    List<Map<String, Object>> jobs = objects("FlinkDeployment");
    assertThat(jobs).hasSize(2);
    for (Map<String, Object> job : jobs) {
      Class.forName((String) Yaml.at(job, "spec", "job", "entryClass"));
      assertThat(Yaml.at(job, "spec", "job", "upgradeMode")).isEqualTo("savepoint");
      assertThat(Yaml.at(job, "spec", "flinkVersion")).isEqualTo("v2_2");
      assertThat(Yaml.map(Yaml.at(job, "spec", "flinkConfiguration")))
          .containsEntry("high-availability.type", "kubernetes")
          .containsKeys(
              "high-availability.storageDir",
              "execution.checkpointing.dir",
              "execution.checkpointing.savepoint-dir");
      String settings = Yaml.texts(Yaml.at(job, "spec", "job", "args")).get(1);
      assertThat(HOME.resolve("example").resolve(Path.of(settings).getFileName().toString()))
          .exists();
      assertThat(Yaml.at(job, "spec", "podTemplate", "spec", "securityContext", "runAsNonRoot"))
          .isEqualTo(true);
    }
  }

  @Test
  void podsOfOurOwnAreLimitedAndNotRoot() throws Exception {
    List<Map<String, Object>> pods = new ArrayList<>(objects("Deployment"));
    pods.addAll(objects("Job"));
    assertThat(pods).hasSize(2);
    for (Map<String, Object> each : pods) {
      Object pod = Yaml.at(each, "spec", "template", "spec");
      assertThat(Yaml.at(pod, "securityContext", "runAsNonRoot")).isEqualTo(true);
      Object container = ((List<?>) Yaml.at(pod, "containers")).get(0);
      assertThat(Yaml.at(container, "securityContext", "readOnlyRootFilesystem")).isEqualTo(true);
      assertThat(Yaml.map(Yaml.at(container, "resources", "limits"))).containsKeys("cpu", "memory");
    }
  }

  @Test
  void noImageFloats() throws Exception {
    try (Stream<Path> files = Files.walk(HOME)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".yaml")).toList()) {
        assertThat(
                Files.readAllLines(file).stream()
                    .filter(line -> line.strip().startsWith("image:"))
                    .toList())
            .as(file.toString())
            .allMatch(line -> line.matches(" *image: zhijing/(job|console):0\\.1\\.0"));
        assertThat(Files.readString(file)).doesNotContain("kind: Secret\n");
      }
    }
  }
}
