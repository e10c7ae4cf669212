package io.zhijing.connectors.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SearchHitsTest {

  @Test
  void cutsEachSourceOutByteForByte() {
    String source = "{ \"p\":1.50E-7, \"where\":\"呼和浩特\",\"nested\":{\"_source\":[1, 2]}}";
    String answer =
        "{\"pit_id\":\"x\",\"took\":1,\"_shards\":{\"hits\":{\"hits\":3}},"
            + "\"hits\":{\"max_score\":null,\"hits\":["
            + "{\"_index\":\"i\",\"_id\":\"a\",\"_source\":"
            + source
            + ",\"sort\":[4]},"
            + "{\"_index\":\"i\",\"_id\":\"b\",\"_source\":{},\"sort\":[9]}]}}";
    SearchHits hits = SearchHits.parse(answer.getBytes(StandardCharsets.UTF_8));
    assertThat(hits.hits()).extracting(SearchHits.Hit::id).containsExactly("a", "b");
    assertThat(new String(hits.hits().get(0).source(), StandardCharsets.UTF_8)).isEqualTo(source);
    assertThat(new String(hits.hits().get(1).source(), StandardCharsets.UTF_8)).isEqualTo("{}");
    assertThat(hits.after().toString()).isEqualTo("[9]");
  }
}
