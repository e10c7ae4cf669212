package io.zhijing.jobs.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Has a running job leave a savepoint, and stop if that is wanted. Prints where it is. */
@Command(
    name = "savepoint",
    mixinStandardHelpOptions = true,
    resourceBundle = "io.zhijing.jobs.cli.messages",
    description = "Have the running job leave a savepoint, and print where it is.")
public final class SavepointCommand implements Callable<Integer> {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final long POLL_MILLIS = 200;

  private final Messages messages;
  private final HttpClient client = HttpClient.newHttpClient();

  @Spec private CommandSpec spec;

  @Option(
      names = "--flink",
      defaultValue = "http://127.0.0.1:8081",
      paramLabel = "URL",
      descriptionKey = "savepoint.option.flink",
      description = "Flink's web UI, as run prints it (default: ${DEFAULT-VALUE}).")
  private URI flink;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FOLDER",
      descriptionKey = "seed.option.to",
      description = "Folder in which the savepoint gets a folder of its own.")
  private Path target;

  @Option(
      names = "--stop",
      descriptionKey = "savepoint.option.stop",
      description = "Stop the job with it, so that it has read nothing after it.")
  private boolean isToStop;

  /** Speaks the language of the locale. */
  public SavepointCommand(Locale locale) {
    this.messages = new Messages(locale);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    List<String> running = running();
    if (running.size() != 1) {
      out.println(
          messages.text(
              "savepoint.not-one", List.of(String.valueOf(running.size()), flink.toString())));
      return 2;
    }
    String job = "/jobs/" + running.get(0);
    Files.createDirectories(target);
    String folder = target.toAbsolutePath().toUri().toString();
    Map<String, Object> order =
        isToStop
            ? Map.of("targetDirectory", folder, "drain", false)
            : Map.of("target-directory", folder, "cancel-job", false);
    String request =
        send(HttpRequest.newBuilder(flink.resolve(job + (isToStop ? "/stop" : "/savepoints")))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(MAPPER.writeValueAsString(order))))
            .path("request-id")
            .asText();
    while (true) {
      JsonNode answer = send(HttpRequest.newBuilder(flink.resolve(job + "/savepoints/" + request)));
      if ("COMPLETED".equals(answer.at("/status/id").asText())) {
        return tell(answer.path("operation"), out);
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  private int tell(JsonNode operation, PrintWriter out) {
    String location = operation.path("location").asText();
    if (location.isEmpty()) {
      out.println(
          messages.text(
              "savepoint.failed", List.of(operation.at("/failure-cause/class").asText("unknown"))));
      return 1;
    }
    out.println(Path.of(URI.create(location)));
    return 0;
  }

  private List<String> running() throws IOException, InterruptedException {
    List<String> running = new ArrayList<>();
    for (JsonNode job : send(HttpRequest.newBuilder(flink.resolve("/jobs"))).path("jobs")) {
      if ("RUNNING".equals(job.path("status").asText())) {
        running.add(job.path("id").asText());
      }
    }
    return running;
  }

  private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(flink + " answers " + answer.statusCode());
    }
    return MAPPER.readTree(answer.body());
  }
}
