package io.zhijing.connectors.elasticsearch.sink;

import io.zhijing.connectors.elasticsearch.Document;
import io.zhijing.connectors.elasticsearch.ItemOutcome;
import io.zhijing.connectors.elasticsearch.RejectedDocument;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the answer to a batch means: how many documents had each outcome, and what must be sent
 * next, refused documents being replaced by their dead letters.
 *
 * @param counts documents by outcome; absent means none
 * @param again to be sent, in order: retries and new dead letters
 * @param refusals status and error type of the items to retry, each once
 * @param lost dead letters that were themselves refused, with the error type; nothing more can be
 *     done for them
 */
record Verdict(
    Map<ItemOutcome, Integer> counts,
    List<Document> again,
    List<String> refusals,
    List<String> lost) {

  static Verdict of(List<Document> batch, List<BulkFormat.Item> items, String indexPrefix) {
    Map<ItemOutcome, Integer> counts = new EnumMap<>(ItemOutcome.class);
    List<Document> again = new ArrayList<>();
    List<String> refusals = new ArrayList<>();
    List<String> lost = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      Document document = batch.get(i);
      BulkFormat.Item item = items.get(i);
      ItemOutcome outcome = ItemOutcome.classify(item.status(), item.errorType());
      counts.merge(outcome, 1, Integer::sum);
      switch (outcome) {
        case DONE, ALREADY_NEWER -> {}
        case RETRY -> {
          again.add(document);
          String refusal = item.status() + " " + item.errorType();
          if (!refusals.contains(refusal)) {
            refusals.add(refusal);
          }
        }
        case DEAD_LETTER -> {
          if (RejectedDocument.isDeadLetter(document, indexPrefix)) {
            lost.add(document + ": " + item.errorType());
          } else {
            again.add(RejectedDocument.of(document, indexPrefix, item.errorType()));
          }
        }
      }
    }
    return new Verdict(counts, again, refusals, lost);
  }
}
