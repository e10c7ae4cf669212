package io.zhijing.connectors.elasticsearch.sink;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How much the sink sends at once and how long it waits. Few requests in flight: two keep a server
 * busy, and more only make documents overtake each other. Small ones: the server works on as many
 * at a time as it has processors, and a warning's waits for those that came before.
 *
 * @param batchDocuments most documents in one request
 * @param batchBytes most bytes of documents in one request; a longer document is a dead letter
 * @param inFlight most requests under way
 * @param buffered most documents held back before the stream is stopped; more than a batch
 * @param linger longest time a document waits for company
 * @param firstPause pause before the first retry; it doubles up to {@code longestPause}
 * @param longestPause see above
 * @param patience how long the server may be away altogether before the job fails
 */
public record BulkSettings(
    int batchDocuments,
    int batchBytes,
    int inFlight,
    int buffered,
    Duration linger,
    Duration firstPause,
    Duration longestPause,
    Duration patience)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final int SERVERS_LIMIT_BYTES = 90 << 20;

  /** What is used unless told otherwise. */
  public static final BulkSettings DEFAULTS =
      new BulkSettings(
          400,
          5 << 20,
          2,
          10_000,
          Duration.ofMillis(100),
          Duration.ofMillis(200),
          Duration.ofSeconds(10),
          Duration.ofMinutes(30));

  /** Reports all faults at once. */
  public BulkSettings {
    List<String> faults = new ArrayList<>();
    require(batchDocuments > 0, "batchDocuments must be positive", faults);
    require(batchBytes > 0, "batchBytes must be positive", faults);
    require(batchBytes <= SERVERS_LIMIT_BYTES, "batchBytes must be at most 90 MB", faults);
    require(inFlight > 0, "inFlight must be positive", faults);
    require(buffered > batchDocuments, "buffered must be greater than batchDocuments", faults);
    require(linger.toMillis() > 0, "linger must be positive", faults);
    require(firstPause.toMillis() > 0, "firstPause must be positive", faults);
    require(
        longestPause.compareTo(firstPause) >= 0,
        "longestPause must not be shorter than firstPause",
        faults);
    require(
        longestPause.compareTo(Duration.ofMinutes(1)) <= 0,
        "longestPause must be at most a minute",
        faults);
    require(!patience.isNegative(), "patience must not be negative", faults);
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException("bulk settings: " + String.join("; ", faults));
    }
  }

  /** The same with another patience. */
  public BulkSettings withPatience(Duration other) {
    return new BulkSettings(
        batchDocuments, batchBytes, inFlight, buffered, linger, firstPause, longestPause, other);
  }

  private static void require(boolean holds, String fault, List<String> faults) {
    if (!holds) {
      faults.add(fault);
    }
  }
}
