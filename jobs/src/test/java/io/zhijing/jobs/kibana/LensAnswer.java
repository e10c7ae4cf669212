package io.zhijing.jobs.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** What came back for a {@link LensSearch}. */
final class LensAnswer {
  private final LensSearch search;
  private final JsonNode answer;

  LensAnswer(LensSearch search, JsonNode answer) {
    this.search = search;
    this.answer = answer;
  }

  long documents() {
    return answer.at("/hits/total/value").asLong();
  }

  /** The numbers that have a value somewhere that is no zero. */
  Set<String> filled() {
    Set<String> filled = new HashSet<>();
    innermost(
        (keys, bucket) -> {
          for (String id : search.numbers()) {
            if (number(bucket.path(id)) != 0) {
              filled.add(id);
            }
          }
        });
    return filled;
  }

  /** A number over all buckets. */
  double total(String id) {
    double[] total = {0};
    innermost((keys, bucket) -> total[0] += number(bucket.path(id)));
    return total[0];
  }

  /** The keys of the outermost buckets. */
  List<String> outer() {
    List<String> keys = new ArrayList<>();
    answer
        .path("aggregations")
        .path(search.buckets().get(0))
        .path("buckets")
        .forEach(each -> keys.add(key(each)));
    return keys;
  }

  private void innermost(BiConsumer<List<String>, JsonNode> visitor) {
    walk(answer.path("aggregations"), 0, new ArrayList<>(), visitor);
  }

  private void walk(
      JsonNode node, int depth, List<String> keys, BiConsumer<List<String>, JsonNode> visitor) {
    if (depth == search.buckets().size()) {
      visitor.accept(keys, node);
      return;
    }
    for (JsonNode bucket : node.path(search.buckets().get(depth)).path("buckets")) {
      List<String> deeper = new ArrayList<>(keys);
      deeper.add(key(bucket));
      walk(bucket, depth + 1, deeper, visitor);
    }
  }

  private static String key(JsonNode bucket) {
    return bucket.has("key_as_string")
        ? bucket.path("key_as_string").asText()
        : bucket.path("key").asText();
  }

  private static double number(JsonNode found) {
    JsonNode number = found.has("number") ? found.path("number") : found;
    if (number.has("values")) {
      return number.path("values").iterator().next().asDouble();
    }
    if (number.has("hits")) {
      return number.at("/hits/hits").size();
    }
    return number.path("value").asDouble();
  }
}
