package io.zhijing.jobs.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Which weeks of a bench are judged, as its {@code meta.json} says.
 *
 * @param first index of the first judged week, from 0
 * @param weeks how many weeks are judged
 */
record BenchSpan(int first, int weeks) {
  static BenchSpan read(Path directory) throws IOException {
    Path file = directory.resolve("meta.json");
    if (!Files.isRegularFile(file)) {
      throw new IOException(file + " is missing");
    }
    JsonNode judged = new ObjectMapper().readTree(file.toFile()).path("evaluatedWeeks");
    int from = judged.path(0).asInt();
    int to = judged.path(1).asInt();
    if (from < 2 || to < from) {
      throw new IOException(file + " names no evaluatedWeeks");
    }
    return new BenchSpan(from - 1, to - from + 1);
  }

  int end() {
    return first + weeks;
  }
}
