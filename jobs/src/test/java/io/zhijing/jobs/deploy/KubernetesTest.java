package io.zhijing.jobs.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.configuration.ResourceManagerOptions;
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
  void bothJobsRunInTheirParallelismAndHaveATaskManagerToSpare() throws Exception {
    for (Map<String, Object> job : objects("FlinkDeployment")) {
      assertThat(Yaml.map(Yaml.at(job, "spec", "taskManager")))
          .as("the operator multiplies replicas by slots and takes that for the parallelism")
          .doesNotContainKey("replicas");
      assertThat((Integer) Yaml.at(job, "spec", "job", "parallelism")).isPositive();
      assertThat(Yaml.map(Yaml.at(job, "spec", "flinkConfiguration")))
          .containsEntry(ResourceManagerOptions.REDUNDANT_TASK_MANAGER_NUM.key(), "1");
    }
  }

  @Test
  void theSetUpCanRunBeforeTheJobsOfTheNextRelease() throws Exception {
    Map<String, Object> setUp = objects("Job").get(0);
    assertThat((Integer) Yaml.at(setUp, "spec", "ttlSecondsAfterFinished"))
        .as("one that has ended goes, and not before somebody has seen that it has")
        .isGreaterThanOrEqualTo(3600);
    String app = (String) Yaml.at(setUp, "metadata", "labels", "app");
    assertThat(
            Yaml.at(
                Yaml.one(HOME.resolve("example/kustomization.yaml")),
                "generatorOptions",
                "labels",
                "app"))
        .as("its settings come with it")
        .isEqualTo(app);
    assertThat(objects("FlinkDeployment"))
        .as("and no job does")
        .noneMatch(job -> app.equals(Yaml.at(job, "metadata", "labels", "app")));
    assertThat(Files.readString(Path.of("..", "docs", "operate.md")))
        .containsSubsequence(
            "delete job " + name(setUp),
            "kubectl apply -k my-zhijing -l app=" + app,
            "wait --for=condition=complete --timeout=10m job/" + name(setUp),
            "kubectl apply -k my-zhijing\n");
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

  /** The pods of every kind, by the name of what they belong to. */
  private static Map<String, Object> pods() throws IOException {
    Map<String, Object> pods = new LinkedHashMap<>();
    for (Map<String, Object> each : objects("FlinkDeployment")) {
      pods.put(name(each), Yaml.at(each, "spec", "podTemplate", "spec"));
    }
    for (String kind : List.of("Deployment", "Job")) {
      for (Map<String, Object> each : objects(kind)) {
        pods.put(name(each), Yaml.at(each, "spec", "template", "spec"));
      }
    }
    return pods;
  }

  private static String name(Map<String, Object> object) {
    return (String) Yaml.at(object, "metadata", "name");
  }

  /** Names of the Secrets and ConfigMaps of a pod, by the names of their volumes. */
  private static Map<String, String> given(Object pod) {
    Map<String, String> given = new LinkedHashMap<>();
    for (Object volume : (List<?>) Yaml.at(pod, "volumes")) {
      String name = (String) Yaml.at(volume, "name");
      if (Yaml.at(volume, "secret", "secretName") instanceof String secret) {
        given.put(name, secret);
      }
      if (Yaml.at(volume, "configMap", "name") instanceof String settings) {
        given.put(name, settings);
      }
    }
    return given;
  }

  /** Where a pod's Secrets and ConfigMaps are mounted. */
  private static List<Path> mounts(Object pod) {
    List<Path> mounts = new ArrayList<>();
    for (Object container : (List<?>) Yaml.at(pod, "containers")) {
      for (Object mount : (List<?>) Yaml.at(container, "volumeMounts")) {
        if (given(pod).containsKey((String) Yaml.at(mount, "name"))) {
          mounts.add(Path.of((String) Yaml.at(mount, "mountPath")).normalize());
        }
      }
    }
    return mounts;
  }

  private static boolean areInOneAnother(Path one, Path other) {
    return one.startsWith(other) || other.startsWith(one);
  }

  @Test
  void nothingMustBeMountedIntoAVolumeThatCannotBeWritten() throws Exception {
    assertThat(pods()).hasSize(4);
    for (Map.Entry<String, Object> pod : pods().entrySet()) {
      List<Path> mounts = mounts(pod.getValue());
      assertThat(mounts).as(pod.getKey()).hasSize(2);
      assertThat(areInOneAnother(mounts.get(0), mounts.get(1))).as(pod.getKey()).isFalse();
      assertThat(mounts)
          .as(pod.getKey() + ": Kubernetes mounts a token below /var/run, which is a link to /run")
          .noneMatch(mount -> areInOneAnother(mount, Path.of("/run")))
          .noneMatch(mount -> areInOneAnother(mount, Path.of("/var/run")));
    }
  }

  @Test
  void everyFileThatTheSettingsNameIsInASecretThatTheReadmeMakes() throws Exception {
    String readme = Files.readString(Yaml.DOCKER.resolve("README.md"));
    for (String job : List.of("monitoring", "notification")) {
      Path mounted =
          mounts(pods().get("zhijing-" + job)).stream()
              .filter(mount -> !mount.equals(Path.of("/etc/zhijing")))
              .findFirst()
              .orElseThrow();
      Matcher files =
          Pattern.compile("(?<=[ :])/(?!/)[a-z/_.-]+")
              .matcher(Files.readString(HOME.resolve("example").resolve(job + ".yaml")));
      int named = 0;
      while (files.find()) {
        Path file = Path.of(files.group());
        assertThat(file.getParent()).as(file.toString()).isEqualTo(mounted);
        assertThat(readme)
            .containsPattern(
                "create secret generic zhijing-" + job + " .*--from-file=" + file.getFileName());
        named++;
      }
      assertThat(named).as(job).isPositive();
    }
  }

  @Test
  void whatPodsOfFlinkNameIsCalledSo() throws Exception {
    String readme = Files.readString(Yaml.DOCKER.resolve("README.md"));
    Map<String, Object> example = Yaml.one(HOME.resolve("example/kustomization.yaml"));
    List<String> generated = new ArrayList<>();
    for (String generator : List.of("configMapGenerator", "secretGenerator")) {
      for (Object each : example.get(generator) instanceof List<?> all ? all : List.of()) {
        generated.add((String) Yaml.at(each, "name"));
      }
    }
    assertThat(generated).isNotEmpty();
    assertThat(Yaml.at(example, "generatorOptions", "disableNameSuffixHash"))
        .as("kustomize does not look for names in a FlinkDeployment")
        .isEqualTo(true);
    for (Map<String, Object> job : objects("FlinkDeployment")) {
      assertThat(given(Yaml.at(job, "spec", "podTemplate", "spec")).values())
          .hasSize(2)
          .allMatch(
              name -> generated.contains(name) || readme.contains("create secret generic " + name));
      assertThat(readme)
          .as("whose the account is")
          .contains("`" + Yaml.at(job, "spec", "serviceAccount") + "`");
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
