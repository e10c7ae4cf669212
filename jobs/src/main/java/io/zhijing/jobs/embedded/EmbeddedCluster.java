package io.zhijing.jobs.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Flink cluster as it runs on several machines, on this one: ZooKeeper, a JobManager that
 * recovers its jobs from it, and TaskManagers, each a JVM on Flink's own libraries. Jobs come by
 * Flink's ordinary client. Members can be killed and started again.
 */
public final class EmbeddedCluster implements AutoCloseable {
  /** System property that names the job jar. */
  public static final String JOB_PROPERTY = "zhijing.job";

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int TIMEOUT_MILLIS = 5000;
  private static final Pattern SUBMITTED = Pattern.compile("JobID ([0-9a-f]{32})");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Supervisor supervisor = new Supervisor();
  private final Thread hook = new Thread(this::shutDown, "zhijing-cluster-stop");
  private final ClusterHome home;
  private final ServerProcess[] workers;
  private final boolean[] isWorkerStruck;
  private boolean isCoordinatorStruck;
  private ServerProcess coordinator;
  private int clients;

  /**
   * How large it is.
   *
   * @param workers TaskManagers
   * @param slots of each
   */
  public record Size(int workers, int slots) {}

  /**
   * A job for it.
   *
   * @param jar holds the main
   * @param main class with the main
   * @param settings its settings file
   * @param parallelism subtasks of each operator
   * @param environment variables that the client gets: where secrets come from
   */
  public record Submission(
      Path jar, String main, Path settings, int parallelism, Map<String, String> environment) {}

  private EmbeddedCluster(ClusterHome home, int workers) {
    this.home = home;
    this.workers = new ServerProcess[workers];
    this.isWorkerStruck = new boolean[workers];
  }

  /** Starts all members and returns when every TaskManager has registered. */
  public static EmbeddedCluster start(Size size) throws InterruptedException {
    ClusterHome home = ClusterHome.create(ServerHome.usual().freshRun("flink"), new Ports(), size);
    EmbeddedCluster cluster = new EmbeddedCluster(home, size.workers());
    Runtime.getRuntime().addShutdownHook(cluster.hook);
    boolean isStarted = false;
    try {
      cluster.startAll();
      isStarted = true;
      return cluster;
    } finally {
      if (!isStarted) {
        cluster.close();
      }
    }
  }

  /** The job jar that the build made. */
  public static Path jobJar() {
    String jar = System.getProperty(JOB_PROPERTY, "");
    if (jar.isEmpty() || !Files.isReadable(Path.of(jar))) {
      throw new ServerFailedException(
          "no job jar: the system property " + JOB_PROPERTY + " names \"" + jar + "\"");
    }
    return Path.of(jar);
  }

  /** Where the web UI answers. */
  public URI webUi() {
    return URI.create("http://127.0.0.1:" + home.restPort());
  }

  /** Where checkpoints go. */
  public Path checkpoints() {
    return home.checkpoints();
  }

  /** Where savepoints go. */
  public Path savepoints() {
    return home.savepoints();
  }

  /** How many TaskManagers it was started with. */
  public int workers() {
    return workers.length;
  }

  /** Submits a job by Flink's client and returns its id. */
  public String submit(Submission job) throws InterruptedException {
    int parallelism = job.parallelism();
    return found(
        SUBMITTED,
        client(
            job.environment(),
            "run",
            "-d",
            "-p",
            String.valueOf(parallelism),
            "-c",
            job.main(),
            job.jar().toString(),
            "--settings",
            job.settings().toString()));
  }

  /** Ends a job without a savepoint. */
  public void cancel(String job) throws InterruptedException {
    client(Map.of(), "cancel", job);
  }

  /** What the REST API answers; throws if the JobManager is away. */
  public JsonNode ask(String path) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) webUi().resolve(path).toURL().openConnection();
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    try (InputStream in = connection.getInputStream()) {
      return MAPPER.readTree(in);
    } finally {
      connection.disconnect();
    }
  }

  /** Kills a TaskManager as {@code kill -9} does. */
  public void killWorker(int worker) {
    isWorkerStruck[worker] = true;
    workers[worker].kill();
  }

  /** The processes of a TaskManager. */
  public List<ProcessHandle> worker(int worker) {
    return workers[worker].alive();
  }

  /**
   * Starts again what has ended by itself, as whatever supervises containers does: a JobManager
   * that cannot recover a job ends, and so does a TaskManager that was given up.
   *
   * @return names of what was started
   */
  public List<String> restartEnded() throws InterruptedException {
    List<String> started = new ArrayList<>();
    if (!isCoordinatorStruck && coordinator.alive().isEmpty()) {
      started.add("JobManager");
      startCoordinator();
    }
    for (int worker = 0; worker < workers.length; worker++) {
      if (!isWorkerStruck[worker] && workers[worker].alive().isEmpty()) {
        started.add("TaskManager " + worker);
        startWorker(worker);
      }
    }
    return started;
  }

  /** Starts a TaskManager in place of one that was killed. */
  public void startWorker(int worker) {
    isWorkerStruck[worker] = false;
    workers[worker] =
        supervisor.start(
            command(
                "taskmanager-" + worker,
                "-Xmx640m",
                "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
                List.of(
                    "-c", home.conf().toString(), "-D", "taskmanager.resource-id=tm-" + worker)));
  }

  /** Kills the JobManager as {@code kill -9} does. */
  public void killCoordinator() {
    isCoordinatorStruck = true;
    coordinator.kill();
  }

  /** Starts the JobManager, which recovers its jobs, and returns when it answers. */
  public void startCoordinator() throws InterruptedException {
    isCoordinatorStruck = false;
    coordinator =
        supervisor.start(
            command(
                "jobmanager",
                "-Xmx512m",
                "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
                List.of("-c", home.conf().toString(), "--executionMode", "cluster")));
    coordinator.awaitReady(PATIENCE, () -> registered() >= 0);
  }

  /** TaskManagers that have registered; -1 if the JobManager does not answer. */
  public int registered() {
    try {
      return ask("/overview").path("taskmanagers").asInt(-1);
    } catch (IOException e) {
      return -1; // not listening yet, or not yet the leader
    }
  }

  @Override
  public void close() {
    shutDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The hook is running already and does the same.
      return;
    }
  }

  private void shutDown() {
    supervisor.close();
    ServerHome.delete(home.folder());
  }

  private void startAll() throws InterruptedException {
    supervisor.start(
        command(
            "zookeeper",
            "-Xmx128m",
            "org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.server.quorum.QuorumPeerMain",
            List.of(home.zooKeeperFile().toString())));
    startCoordinator();
    for (int i = 0; i < workers.length; i++) {
      startWorker(i);
    }
    workers[workers.length - 1].awaitReady(PATIENCE, () -> registered() == workers.length);
  }

  private String client(Map<String, String> environment, String... arguments)
      throws InterruptedException {
    ServerProcess.Command command =
        command(
            "client-" + ++clients,
            "-Xmx512m",
            "org.apache.flink.client.cli.CliFrontend",
            List.of(arguments));
    Map<String, String> variables = new HashMap<>(environment);
    variables.put("FLINK_CONF_DIR", home.conf().toString());
    ServerProcess.Command withVariables =
        new ServerProcess.Command(
            command.name(), command.words(), variables, command.folder(), command.log());
    supervisor.start(withVariables).awaitSuccess(PATIENCE);
    try {
      return Files.readString(command.log(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ServerFailedException("unreadable " + command.log(), e);
    }
  }

  private static String found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new ServerFailedException("Flink's client said: " + text);
    }
    return matcher.group(1);
  }

  private ServerProcess.Command command(
      String name, String heap, String mainClass, List<String> arguments) {
    Path folder = home.folder();
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-XX:+ExitOnOutOfMemoryError",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "-Dlog4j2.configurationFile=" + home.logging(),
                "-Dlog.file=" + folder.resolve(name + ".log"),
                "-cp",
                FlinkLibrary.classPath(),
                mainClass));
    words.addAll(arguments);
    return new ServerProcess.Command(
        "Flink's " + name, words, Map.of(), folder, folder.resolve(name + ".out"));
  }
}
