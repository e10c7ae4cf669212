package io.zhijing.jobs.bench.throughput;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;

/**
 * The last checkpoint of a job that has ended.
 *
 * @param bytes of all state
 * @param millis from its trigger to the last answer
 */
public record LastCheckpoint(long bytes, long millis) {

  /**
   * Asks Flink.
   *
   * @return empty if the job completed none
   */
  static Optional<LastCheckpoint> of(URI webUi, String job)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(webUi.resolve("/jobs/" + job + "/checkpoints")).build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    JsonNode last = new ObjectMapper().readTree(answer.body()).path("latest").path("completed");
    return last.path("state_size").isNumber()
        ? Optional.of(
            new LastCheckpoint(
                last.path("state_size").asLong(), last.path("end_to_end_duration").asLong()))
        : Optional.empty();
  }
}
