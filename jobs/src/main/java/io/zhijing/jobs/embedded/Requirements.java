package io.zhijing.jobs.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What must be there before anything can start. Looks at everything and tells all findings, so that
 * nobody has to come back for the next one. Changes nothing, starts nothing.
 */
public final class Requirements {

  private static final int JAVA = 17;
  private static final long GIGABYTE = 1L << 30;
  private static final long DISK_BYTES = 2 * GIGABYTE;
  private static final long MEMORY_BYTES = 3 * GIGABYTE;

  private final Machine machine;
  private final List<Finding> findings = new ArrayList<>();

  /** What is looked at; the code is part of the message keys. */
  public enum Item {
    /** A JDK that is new enough. */
    JAVA("java"),
    /** Maven, which builds everything. */
    MAVEN("maven"),
    /** Our jars and all they need. */
    LIB("lib"),
    /** The Elasticsearch to start. */
    ELASTICSEARCH_ZIP("elasticsearch-zip"),
    /** What lets root start Elasticsearch as another user. */
    SETPRIV("setpriv"),
    /** Somewhere to put run folders. */
    TEMPORARY("temporary"),
    /** Space for them. */
    DISK("disk"),
    /** Memory for three JVMs. */
    MEMORY("memory"),
    /** The usual port of Kafka. */
    KAFKA_PORT("kafka-port"),
    /** The usual port of Elasticsearch. */
    ELASTICSEARCH_PORT("elasticsearch-port"),
    /** A Kafka of one's own. */
    KAFKA("kafka"),
    /** An Elasticsearch of one's own. */
    ELASTICSEARCH("elasticsearch");

    private final String code;

    Item(String code) {
      this.code = code;
    }

    /** Stable code. */
    public String code() {
      return code;
    }
  }

  /** How it is. */
  public enum State {
    /** As needed. */
    FINE("fine"),
    /** Worth knowing, not in the way. */
    NOTE("note"),
    /** Needed and not there. */
    MISSING("missing");

    private final String code;

    State(String code) {
      this.code = code;
    }

    /** Stable code. */
    public String code() {
      return code;
    }
  }

  /**
   * One finding.
   *
   * @param item what was looked at
   * @param state how it is
   * @param details facts for the message, in the order of its placeholders
   */
  public record Finding(Item item, State state, List<String> details) {}

  /**
   * What is to be used.
   *
   * @param serversFolder folder with the downloaded servers, if told
   * @param kafka {@code host:port} of a Kafka to use instead of our own
   * @param elasticsearch address of an Elasticsearch to use instead of our own
   */
  public record Plan(
      Optional<Path> serversFolder, Optional<String> kafka, Optional<URI> elasticsearch) {}

  private Requirements(Machine machine) {
    this.machine = machine;
  }

  /** Looks at everything that the plan needs. */
  public static List<Finding> examine(Machine machine, Plan plan) {
    Requirements requirements = new Requirements(machine);
    requirements.tools();
    requirements.files(plan);
    requirements.room();
    requirements.servers(plan);
    return List.copyOf(requirements.findings);
  }

  /** Where the Elasticsearch zip is, or would be, in the folder with the servers. */
  public static Path elasticsearchZip(Path serversFolder) {
    if (!Files.isDirectory(serversFolder)) {
      return serversFolder.resolve("elasticsearch.zip");
    }
    try (Stream<Path> files = Files.list(serversFolder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("elasticsearch-.*\\.zip"))
          .max(Comparator.naturalOrder())
          .orElse(serversFolder.resolve("elasticsearch.zip"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + serversFolder, e);
    }
  }

  private void tools() {
    boolean java = machine.javaVersion() >= JAVA && machine.hasCompiler();
    add(Item.JAVA, java, machine.javaVersion());
    Optional<Path> maven = machine.program("mvn");
    add(Item.MAVEN, maven.isPresent(), maven.map(Path::toString).orElse(""));
  }

  private void files(Plan plan) {
    Path servers = plan.serversFolder().orElse(Path.of("jobs", "target", "zhijing", "servers"));
    Path lib = servers.resolveSibling("lib");
    add(Item.LIB, Files.isDirectory(lib), lib);
    if (plan.elasticsearch().isPresent()) {
      return;
    }
    Path zip = elasticsearchZip(servers);
    add(Item.ELASTICSEARCH_ZIP, Files.isRegularFile(zip), zip);
    if (machine.isRoot()) {
      Optional<Path> setpriv = machine.program("setpriv");
      add(Item.SETPRIV, setpriv.isPresent(), setpriv.map(Path::toString).orElse(""));
    }
  }

  private void room() {
    Path temporary = machine.temporary();
    add(Item.TEMPORARY, machine.isWritable(temporary), temporary);
    long disk = machine.freeDiskBytes(temporary);
    add(Item.DISK, disk > DISK_BYTES, gigabytes(disk), gigabytes(DISK_BYTES), temporary);
    long memory = machine.freeMemoryBytes();
    add(Item.MEMORY, memory > MEMORY_BYTES, gigabytes(memory), gigabytes(MEMORY_BYTES));
  }

  private void servers(Plan plan) {
    if (plan.kafka().isPresent()) {
      String address = plan.kafka().get();
      add(Item.KAFKA, accepts(address), address);
    } else {
      port(Item.KAFKA_PORT, EmbeddedKafka.USUAL_PORT);
    }
    if (plan.elasticsearch().isPresent()) {
      URI address = plan.elasticsearch().get();
      add(Item.ELASTICSEARCH, machine.answers(address), address);
    } else {
      port(Item.ELASTICSEARCH_PORT, EmbeddedElasticsearch.USUAL_PORT);
    }
  }

  private boolean accepts(String address) {
    int colon = address.lastIndexOf(':');
    if (colon < 1 || !address.substring(colon + 1).matches("[0-9]{1,5}")) {
      return false;
    }
    int port = Integer.parseInt(address.substring(colon + 1));
    return port <= 65_535 && machine.accepts(address.substring(0, colon), port);
  }

  private void port(Item item, int port) {
    State state = machine.isFree(port) ? State.FINE : State.NOTE;
    findings.add(new Finding(item, state, List.of(String.valueOf(port))));
  }

  private void add(Item item, boolean fine, Object... details) {
    State state = fine ? State.FINE : State.MISSING;
    List<String> words = Stream.of(details).map(String::valueOf).toList();
    findings.add(new Finding(item, state, words));
  }

  private static String gigabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f", (double) bytes / GIGABYTE);
  }
}
