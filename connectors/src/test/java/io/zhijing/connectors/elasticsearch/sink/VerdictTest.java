package io.zhijing.connectors.elasticsearch.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.connectors.elasticsearch.Document;
import io.zhijing.connectors.elasticsearch.ItemOutcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictTest {

  @Test
  void sendsRetriesAndDeadLettersAgainAndNothingElse() {
    List<Document> batch =
        List.of(document("ok"), document("newer"), document("busy"), document("bad"));
    Verdict verdict =
        Verdict.of(
            batch,
            List.of(
                new BulkFormat.Item(201, ""),
                new BulkFormat.Item(409, "version_conflict_engine_exception"),
                new BulkFormat.Item(429, "es_rejected_execution_exception"),
                new BulkFormat.Item(400, "strict_dynamic_mapping_exception")),
            "zhijing");
    assertThat(verdict.counts())
        .isEqualTo(
            Map.of(
                ItemOutcome.DONE, 1,
                ItemOutcome.ALREADY_NEWER, 1,
                ItemOutcome.RETRY, 1,
                ItemOutcome.DEAD_LETTER, 1));
    assertThat(verdict.again())
        .extracting(Document::id)
        .containsExactly("busy", "rejected-zhijing-counts-2019.05-bad");
    assertThat(verdict.refusals()).containsExactly("429 es_rejected_execution_exception");
    assertThat(verdict.lost()).isEmpty();
  }

  @Test
  void givesUpADeadLetterThatIsRefusedItself() {
    Document letter = new Document("zhijing-dead-letters-undated", "rejected-x", 1, new byte[9]);
    Verdict verdict =
        Verdict.of(List.of(letter), List.of(new BulkFormat.Item(400, "t")), "zhijing");
    assertThat(verdict.again()).isEmpty();
    assertThat(verdict.lost())
        .containsExactly("zhijing-dead-letters-undated/rejected-x@1 (9 bytes): t");
  }

  private static Document document(String id) {
    return new Document("zhijing-counts-2019.05", id, 1, new byte[] {'{', '}'});
  }
}
